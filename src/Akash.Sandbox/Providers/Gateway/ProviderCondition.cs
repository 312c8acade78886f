using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>What a provider tells of itself on both of its ports (provider.md 3.2, 3.14).</summary>
/// <param name="StorageClasses">Those that outlive a container.</param>
/// <param name="Active">What orders hold whose manifest has come.</param>
/// <param name="Pending">What the other orders hold that it bid on or leases.</param>
/// <param name="Orders">Open orders it looks at.</param>
/// <param name="Deployments">Those a manifest was sent for.</param>
sealed record ProviderCondition(
    string Address, string PublicHost, IReadOnlyList<string> StorageClasses, IReadOnlyList<GpuModel> Gpus, Amounts Total, Amounts Available,
    IReadOnlyList<Amounts> Active, IReadOnlyList<Amounts> Pending, int Leases, int Orders, int Deployments, TimeSpan? ReclamationWindow)
{
    public static ProviderCondition Of(string address, ProviderSettings settings, LeaseBook leases, BidEngine bids, Cluster cluster)
    {
        var held = leases.Leases;
        var begun = held.Where(lease => leases.Find(lease)?.Stored is not null).Select(lease => lease.ToOrderId()).ToHashSet();
        var reserved = cluster.Inventory.Reserved.ToLookup(reservation => begun.Contains(reservation.Order), reservation => reservation.Amounts);
        return new ProviderCondition(
            address, cluster.PublicHost, settings.StorageClasses, settings.Capacity.Gpus, cluster.Inventory.Total, cluster.Inventory.Available,
            [.. reserved[true]], [.. reserved[false]], held.Count, bids.Orders, leases.Deployments, settings.ReclamationWindow);
    }
}
