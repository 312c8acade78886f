using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using BidState = Akash.Proto.Market.V1Beta5.Bid.Types.State;
using LeaseState = Akash.Proto.Market.V1.Lease.Types.State;
using OrderState = Akash.Proto.Market.V1Beta5.Order.Types.State;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Orders, bids and leases.</summary>
static class MarketQueries
{
    const string Service = "/akash.market.v1beta5.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryOrdersRequest, QueryOrdersResponse>(Service + "Orders", Orders);
        router.On<QueryOrderRequest, QueryOrderResponse>(Service + "Order", (context, request) =>
            new() { Order = Market.FindOrder(context.State, Require(MarketKey.Of(request.Id ?? new OrderID()), withProvider: false)) ?? throw MarketErrors.OrderNotFound.Refusal() });
        router.On<QueryBidsRequest, QueryBidsResponse>(Service + "Bids", Bids);
        router.On<QueryBidRequest, QueryBidResponse>(Service + "Bid", (context, request) =>
            Describe(context.State, Market.FindBid(context.State, Require(MarketKey.Of(request.Id ?? new BidID()), withProvider: true)) ?? throw MarketErrors.BidNotFound.Refusal()));
        router.On<QueryLeasesRequest, QueryLeasesResponse>(Service + "Leases", Leases);
        router.On<QueryLeaseRequest, QueryLeaseResponse>(Service + "Lease", (context, request) =>
            Describe(context.State, Market.FindLease(context.State, Require(MarketKey.Of(request.Id ?? new LeaseID()), withProvider: true)) ?? throw MarketErrors.LeaseNotFound.Refusal()));
        router.On<QueryParamsRequest, QueryParamsResponse>(Service + "Params", (context, _) => new() { Params = context.State.MarketParams });
    }

    static QueryOrdersResponse Orders(QueryContext context, QueryOrdersRequest request)
    {
        var filters = request.Filters ?? new OrderFilters();
        var wanted = new MarketKey(filters.Owner, filters.Dseq, filters.Gseq, filters.Oseq);
        var states = Pages.States(filters.State, request.Pagination, Pages.OffsetRefusal, Pages.StateRefusal, OrderState.Open, OrderState.Active, OrderState.Closed);
        var (orders, page) = Pages.Of(context.State.Orders, request.Pagination, new ListFilter<Order>(
            states, order => (byte)order.State, order => Accepts(wanted, MarketKey.Of(order.Id)), WayOf(wanted), wanted.Owner, way => way == ListWay.ByOwner ? (byte)1 : null));
        return new() { Orders = { orders }, Pagination = page };
    }

    static QueryBidsResponse Bids(QueryContext context, QueryBidsRequest request)
    {
        var filters = request.Filters ?? new BidFilters();
        var wanted = new MarketKey(filters.Owner, filters.Dseq, filters.Gseq, filters.Oseq, filters.Provider, filters.Bseq);
        var states = Pages.States(filters.State, request.Pagination, Pages.OffsetRefusal, Pages.StateRefusal, BidState.Open, BidState.Active, BidState.Lost, BidState.Closed);
        var (bids, page) = Pages.Of(context.State.Bids, request.Pagination, new ListFilter<Bid>(
            states, bid => (byte)bid.State, bid => Accepts(wanted, MarketKey.Of(bid.Id)), WayOf(wanted), wanted.Owner, way => (byte)way));
        return new() { Bids = { bids.Select(bid => Describe(context.State, bid)) }, Pagination = page };
    }

    static QueryLeasesResponse Leases(QueryContext context, QueryLeasesRequest request)
    {
        var filters = request.Filters ?? new LeaseFilters();
        var wanted = new MarketKey(filters.Owner, filters.Dseq, filters.Gseq, filters.Oseq, filters.Provider, filters.Bseq);
        var states = Pages.States(filters.State, request.Pagination, Pages.OffsetRefusal, Pages.StateRefusal,
            LeaseState.Active, LeaseState.InsufficientFunds, LeaseState.Closed, LeaseState.Reclaiming);
        var (leases, page) = Pages.Of(context.State.Leases, request.Pagination, new ListFilter<Lease>(
            states, lease => (byte)lease.State, lease => Accepts(wanted, MarketKey.Of(lease.Id)), WayOf(wanted), wanted.Owner, way => (byte)way));
        return new() { Leases = { leases.Select(lease => Describe(context.State, lease)) }, Pagination = page };
    }

    static ListWay WayOf(MarketKey wanted) => wanted.Owner.Length > 0 ? ListWay.ByOwner : wanted.Provider.Length > 0 ? ListWay.ByProvider : ListWay.ByState;

    /// <summary>The place a single object is asked for.</summary>
    static MarketKey Require(MarketKey key, bool withProvider)
    {
        if (!AccountAddress.IsValid(key.Owner)) throw Pages.Invalid("invalid owner address");
        if (withProvider && !AccountAddress.IsValid(key.Provider)) throw Pages.Invalid("invalid provider address");
        return key;
    }

    static bool Accepts(MarketKey wanted, MarketKey key) =>
        (wanted.Owner.Length == 0 || wanted.Owner == key.Owner)
        && (wanted.Dseq == 0 || wanted.Dseq == key.Dseq)
        && (wanted.Gseq == 0 || wanted.Gseq == key.Gseq)
        && (wanted.Oseq == 0 || wanted.Oseq == key.Oseq)
        && (wanted.Provider.Length == 0 || wanted.Provider == key.Provider)
        && (wanted.Bseq == 0 || wanted.Bseq == key.Bseq);

    static QueryBidResponse Describe(LedgerState state, Bid bid) =>
        new() { Bid = bid, EscrowAccount = Escrow.Find(state, EscrowAccount.KeyOf(MarketKey.Of(bid.Id))).ToWire() };

    static QueryLeaseResponse Describe(LedgerState state, Lease lease) =>
        new() { Lease = lease, EscrowPayment = state.EscrowPayments.Find(EscrowPayment.KeyOf(MarketKey.Of(lease.Id)))!.ToWire() };
}
