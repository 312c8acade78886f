using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Market = Akash.Proto.Market.V1Beta5.Query.QueryClient;

namespace Akash.Chain;

public sealed partial class ChainClient
{
    Market MarketQueries => new(Invoker);

    /// <summary>The orders of a deployment, by group and oseq; all states where <paramref name="state"/> is null.</summary>
    public IAsyncEnumerable<Order> ListOrdersAsync(string owner, ulong dseq, Order.Types.State? state, CancellationToken cancellationToken) =>
        ListAsync(
            page => MarketQueries.OrdersAsync(
                new QueryOrdersRequest
                {
                    Filters = new OrderFilters { Owner = owner, Dseq = dseq, State = StateName(state) },
                    Pagination = page,
                },
                cancellationToken: cancellationToken),
            page => page.Orders, page => page.Pagination, cancellationToken);

    /// <summary>
    /// The bids on a deployment's orders. Losing bids may stay open after their order is taken (chain.md 10.4): compare
    /// with the open orders before choosing.
    /// </summary>
    public IAsyncEnumerable<QueryBidResponse> ListBidsAsync(string owner, ulong dseq, Bid.Types.State? state, CancellationToken cancellationToken) =>
        ListAsync(
            page => MarketQueries.BidsAsync(
                new QueryBidsRequest
                {
                    Filters = new BidFilters { Owner = owner, Dseq = dseq, State = StateName(state) },
                    Pagination = page,
                },
                cancellationToken: cancellationToken),
            page => page.Bids, page => page.Pagination, cancellationToken);

    /// <summary>One bid; null where there is none.</summary>
    public async Task<Bid?> FindBidAsync(BidID id, CancellationToken cancellationToken) =>
        (await FindAsync(MarketQueries.BidAsync(new QueryBidRequest { Id = id }, cancellationToken: cancellationToken)))?.Bid;

    /// <summary>The leases of an owner with their payments; of one deployment where <paramref name="dseq"/> is given.</summary>
    public IAsyncEnumerable<QueryLeaseResponse> ListLeasesAsync(
        string owner, ulong? dseq, Lease.Types.State? state, CancellationToken cancellationToken) =>
        ListAsync(
            page => MarketQueries.LeasesAsync(
                new QueryLeasesRequest
                {
                    Filters = new LeaseFilters { Owner = owner, Dseq = dseq ?? 0, State = StateName(state) },
                    Pagination = page,
                },
                cancellationToken: cancellationToken),
            page => page.Leases, page => page.Pagination, cancellationToken);

    /// <summary>One lease with its payment; null where there is none.</summary>
    public Task<QueryLeaseResponse?> FindLeaseAsync(LeaseID id, CancellationToken cancellationToken) =>
        FindAsync(MarketQueries.LeaseAsync(new QueryLeaseRequest { Id = id }, cancellationToken: cancellationToken));

    /// <summary>The market's parameters: bid deposits, bids an order may have, reclamation windows.</summary>
    public async Task<Params> GetMarketParamsAsync(CancellationToken cancellationToken) =>
        (await MarketQueries.ParamsAsync(new QueryParamsRequest(), cancellationToken: cancellationToken).ResponseAsync).Params;
}
