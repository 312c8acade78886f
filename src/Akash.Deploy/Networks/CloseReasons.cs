using Akash.Proto.Market.V1;

namespace Akash.Deploy.Networks;

/// <summary>The chain's words for why leases end (chain.md 10).</summary>
static class CloseReasons
{
    /// <summary>Null while the lease runs, whose reason then means nothing (chain.md 16.3).</summary>
    public static string? Spelling(Lease lease) => lease.State switch
    {
        Lease.Types.State.Active => null,
        Lease.Types.State.Reclaiming => null,
        _ => Spelling(lease.Reason),
    };

    static string Spelling(LeaseClosedReason reason) => reason switch
    {
        LeaseClosedReason.LeaseClosedInvalid => "lease_closed_invalid",
        LeaseClosedReason.LeaseClosedOwner => "lease_closed_owner",
        LeaseClosedReason.Unstable => "lease_closed_reason_unstable",
        LeaseClosedReason.Decommission => "lease_closed_reason_decommission",
        LeaseClosedReason.Unspecified => "lease_closed_reason_unspecified",
        LeaseClosedReason.ManifestTimeout => "lease_closed_reason_manifest_timeout",
        LeaseClosedReason.InsufficientFunds => "lease_closed_reason_insufficient_funds",
        _ => $"lease_closed_reason_{(int)reason}",
    };
}
