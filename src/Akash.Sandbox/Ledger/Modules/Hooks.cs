using System.Globalization;
using Akash.Proto.Escrow.Id.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using BidState = Akash.Proto.Market.V1Beta5.Bid.Types.State;
using DeploymentState = Akash.Proto.Deployment.V1.Deployment.Types.State;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;
using GroupState = Akash.Proto.Deployment.V1Beta4.Group.Types.State;
using LeaseState = Akash.Proto.Market.V1.Lease.Types.State;
using Reason = Akash.Proto.Market.V1.LeaseClosedReason;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>What the end of an escrow account or payment means for the deployment and the lease behind it.</summary>
static class Hooks
{
    /// <summary>
    /// Written for deployments' accounts, the chain calls it for bids' too, and refuses there. That refusal is why only the
    /// first losing bid is refunded when a lease is made (chain.md section 10.4).
    /// </summary>
    public static void OnAccountClosed(Execution x, EscrowAccount account)
    {
        if (account.Scope != Scope.Deployment) throw DeploymentErrors.InvalidDeposit.Refusal("invalid escrow id");
        var parts = account.Xid.Split('/');
        var key = new MarketKey(parts[0], ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        if (Deployments.Find(x.State, key) is not { State: DeploymentState.Active } deployment) return;

        Deployments.MarkClosed(x, deployment);
        var state = account.State == EscrowState.Overdrawn ? GroupState.InsufficientFunds : GroupState.Closed;
        foreach (var group in Deployments.GroupsOf(x.State, key).ToList())
        {
            if (group.State == GroupState.Closed) continue;
            Deployments.EndGroup(x, group, state);
            Market.OnGroupClosed(x, MarketKey.Of(group.Id), state);
        }
    }

    public static void OnPaymentClosed(Execution x, EscrowPayment payment)
    {
        if (Market.FindBid(x.State, payment.Lease) is not { State: BidState.Active } bid) return;
        var order = Market.FindOrder(x.State, payment.Lease.Order) ?? throw MarketErrors.OrderNotFound.Refusal();
        var lease = Market.FindLease(x.State, payment.Lease) ?? throw MarketErrors.LeaseNotFound.Refusal();

        Market.CloseOrder(x, order);
        Market.CloseBidAndAccount(x, bid);
        if (payment.State == EscrowState.Overdrawn) Market.EndLease(x, lease, LeaseState.InsufficientFunds, Reason.InsufficientFunds);
        else Market.EndLease(x, lease, LeaseState.Closed, Reason.Unspecified);
    }
}
