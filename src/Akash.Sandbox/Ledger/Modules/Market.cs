using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using BidState = Akash.Proto.Market.V1Beta5.Bid.Types.State;
using GroupState = Akash.Proto.Deployment.V1Beta4.Group.Types.State;
using LeaseState = Akash.Proto.Market.V1.Lease.Types.State;
using OrderState = Akash.Proto.Market.V1Beta5.Order.Types.State;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Orders, bids and leases (chain.md sections 7.3 and 10.2). Messages are in the other part.</summary>
static partial class Market
{
    /// <summary>Opens a group's next order; its number is one more than the group's closed orders.</summary>
    public static void OpenOrder(Execution x, Group group, DeploymentReclamation? reclamation)
    {
        var key = MarketKey.Of(group.Id);
        var orders = OrdersOf(x.State, key).ToList();
        if (orders.Exists(order => order.State is OrderState.Active or OrderState.Open))
            throw MarketErrors.OrderActive.PlainRefusal("create order: active order exists");

        var id = new OrderID { Owner = key.Owner, Dseq = key.Dseq, Gseq = key.Gseq, Oseq = (uint)orders.Count + 1 };
        if (x.State.Orders.Has(MarketKey.Of(id))) throw MarketErrors.OrderExists.Refusal();
        x.Gas.Use((ulong)group.GroupSpec.CalculateSize() * MessageHandlers.GasPerByte, "WritePerByte");
        Set(x, new Order { Id = id, State = OrderState.Open, Spec = group.GroupSpec, CreatedAt = x.Height, Reclamation = reclamation });
        x.Emit(new EventOrderCreated { Id = id });
    }

    /// <summary>Ends the orders, bids and leases of a group that was closed, paused or ran out of money.</summary>
    public static void OnGroupClosed(Execution x, MarketKey group, GroupState state)
    {
        var (leaseState, reason) = state == GroupState.InsufficientFunds
            ? (LeaseState.InsufficientFunds, LeaseClosedReason.InsufficientFunds)
            : (LeaseState.Closed, LeaseClosedReason.LeaseClosedOwner);

        foreach (var wanted in (OrderState[])[OrderState.Active, OrderState.Open])
        {
            foreach (var order in OrdersOf(x.State, group).Where(order => order.State == wanted).ToList())
            {
                CloseOrder(x, order);
                foreach (var bid in BidsFor(x.State, MarketKey.Of(order.Id), BidState.Open)) End(x, bid, leaseState, reason);
                if (wanted != OrderState.Active) continue;
                foreach (var bid in BidsFor(x.State, MarketKey.Of(order.Id), BidState.Active)) End(x, bid, leaseState, reason);
            }
        }
    }

    public static void CloseOrder(Execution x, Order order)
    {
        if (order.State == OrderState.Closed) return;
        Set(x, order.Clone().In(OrderState.Closed));
        x.Emit(new EventOrderClosed { Id = order.Id });
    }

    public static void CloseBidAndAccount(Execution x, Bid bid)
    {
        if (bid.State is BidState.Closed or BidState.Lost) return;
        Set(x, bid.Clone().In(BidState.Closed));
        Refusable.Ignore(() => Escrow.CloseAccount(x, EscrowAccount.KeyOf(MarketKey.Of(bid.Id))));
        x.Emit(new EventBidClosed { Id = bid.Id });
    }

    public static void EndLease(Execution x, Lease lease, LeaseState state, LeaseClosedReason reason)
    {
        if (lease.State is LeaseState.Closed or LeaseState.InsufficientFunds) return;
        var ended = lease.Clone();
        (ended.State, ended.ClosedOn, ended.Reason) = (state, x.Height, reason);
        Set(x, ended);
        x.Emit(new EventLeaseClosed { Id = lease.Id, Reason = reason });
    }

    public static Order? FindOrder(LedgerState state, MarketKey key) => state.Orders.Find(key)?.Clone();

    public static Bid? FindBid(LedgerState state, MarketKey key) => state.Bids.Find(key)?.Clone();

    public static Lease? FindLease(LedgerState state, MarketKey key) => state.Leases.Find(key)?.Clone();

    static void End(Execution x, Bid bid, LeaseState state, LeaseClosedReason reason)
    {
        CloseBidAndAccount(x, bid);
        if (FindLease(x.State, MarketKey.Of(bid.Id)) is not { } lease) return;
        EndLease(x, lease, state, reason);
        Refusable.Ignore(() => Escrow.ClosePayment(x, MarketKey.Of(lease.Id)));
    }

    static IEnumerable<Order> OrdersOf(LedgerState state, MarketKey group) =>
        state.Orders.From(group).TakeWhile(row => row.Key.Group == group).Select(row => row.Value);

    static List<Bid> BidsFor(LedgerState state, MarketKey order, BidState wanted) =>
        [.. state.Bids.From(order).TakeWhile(row => row.Key.Order == order).Select(row => row.Value).Where(bid => bid.State == wanted)];

    static void Set(Execution x, Order order) => x.State.Orders = x.State.Orders.With(MarketKey.Of(order.Id), order);

    static void Set(Execution x, Bid bid) => x.State.Bids = x.State.Bids.With(MarketKey.Of(bid.Id), bid);

    static void Set(Execution x, Lease lease) => x.State.Leases = x.State.Leases.With(MarketKey.Of(lease.Id), lease);

    static Order In(this Order order, OrderState state)
    {
        order.State = state;
        return order;
    }

    static Bid In(this Bid bid, BidState state)
    {
        bid.State = state;
        return bid;
    }
}
