using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;

namespace Akash.Sandbox.Providers.Market;

/// <summary>
/// A provider that takes resources back (chain.md 12): it gives notice of each lease that has a window, and closes it when that has
/// passed. Leases without a window are left alone.
/// </summary>
sealed class LeaseNotice(Conduct conduct, ChainView chain, SigningAccount account, TimeProvider time, ILogger log)
{
    const int BlocksBeforeRetry = 5;

    readonly Dictionary<(LeaseKey Lease, Lease.Types.State State), long> sentAt = [];

    public void OnBlock(long height)
    {
        if (!conduct.Behaviour.Reclaims) return;
        foreach (var lease in chain.HeldLeases(account.Address).Where(IsDue))
        {
            var step = (LeaseKey.Of(lease.Id), lease.State);
            if (sentAt.TryGetValue(step, out var last) && height - last < BlocksBeforeRetry) continue;
            sentAt[step] = height;
            var answer = lease.State is Lease.Types.State.Active
                ? account.Send(new MsgLeaseStartReclaim { Id = lease.Id, Reason = LeaseClosedReason.Decommission })
                : account.Send(new MsgCloseBid { Id = LeaseKey.Of(lease.Id).ToBidId(), Reason = LeaseClosedReason.Decommission });
            if (answer.Code != 0) log.LogWarning("{Provider} cannot reclaim lease {Dseq}: {Log}", account.Address, lease.Id.Dseq, answer.Log);
        }
    }

    bool IsDue(Lease lease) => lease.State is Lease.Types.State.Active ? lease.Reclamation is not null : time.GetUtcNow().ToUnixTimeSeconds() >= lease.Reclamation.Deadline;
}
