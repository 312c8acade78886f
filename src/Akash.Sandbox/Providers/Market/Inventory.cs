using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Market;

/// <summary>One simulated GPU.</summary>
/// <param name="Id">As drivers name devices, and containers see it in <c>NVIDIA_VISIBLE_DEVICES</c>.</param>
sealed record GpuDevice(GpuModel Model, string Id);

/// <summary>
/// What a provider has, and what of it its bids and leases hold. A bid reserves at once, so that two orders are never promised the same.
/// </summary>
sealed class Inventory
{
    readonly Lock change = new();
    readonly Capacity capacity;
    readonly IReadOnlyList<GpuDevice> devices;
    readonly Dictionary<OrderID, Reservation> reservations = [];

    public Inventory(string provider, Capacity capacity)
    {
        this.capacity = capacity;
        devices = [.. capacity.Gpus.SelectMany(model => Enumerable.Range(0, model.Count).Select(index => new GpuDevice(model, Id(provider, model, index))))];
    }

    public Amounts Total => capacity.Total;

    public Amounts Available
    {
        get { lock (change) return Total - Held; }
    }

    /// <summary>What each order holds that has a bid or a lease.</summary>
    public IReadOnlyList<(OrderID Order, Amounts Amounts)> Reserved
    {
        get { lock (change) return [.. reservations.Select(reservation => (reservation.Key, reservation.Value.Amounts))]; }
    }

    public IReadOnlyList<GpuDevice> Devices => devices;

    public IReadOnlySet<GpuDevice> HeldDevices
    {
        get { lock (change) return reservations.Values.SelectMany(reservation => reservation.Devices.Values).SelectMany(sets => sets).SelectMany(set => set).ToHashSet(); }
    }

    /// <summary>Holds what an order wants; false where there is not enough left.</summary>
    public bool TryReserve(OrderID order, GroupSpec group)
    {
        lock (change)
        {
            if (reservations.ContainsKey(order)) return true;
            var wanted = Amounts.Of(group);
            if (!(Total - Held).Covers(wanted) || Choose(group) is not { } chosen) return false;
            reservations[order] = new Reservation(wanted, chosen);
            return true;
        }
    }

    /// <summary>Gives back what neither a bid nor a lease holds any more.</summary>
    public void Keep(IReadOnlySet<OrderID> orders)
    {
        lock (change)
        {
            foreach (var gone in reservations.Keys.Where(order => !orders.Contains(order)).ToList()) reservations.Remove(gone);
        }
    }

    /// <summary>The GPUs of one replica, counted over all services of a resource; empty where it has none.</summary>
    public IReadOnlyList<GpuDevice> DevicesOf(LeaseKey lease, uint resource, int replica)
    {
        lock (change)
        {
            return reservations.GetValueOrDefault(lease.ToOrderId())?.Devices.GetValueOrDefault(resource) is { } sets && replica < sets.Count ? sets[replica] : [];
        }
    }

    Amounts Held => reservations.Values.Aggregate(default(Amounts), (sum, reservation) => sum + reservation.Amounts);

    /// <summary>Free devices for each replica of each resource; null where they do not suffice.</summary>
    Dictionary<uint, IReadOnlyList<IReadOnlyList<GpuDevice>>>? Choose(GroupSpec group)
    {
        var held = HeldDevices;
        var free = devices.Where(device => !held.Contains(device)).ToList();
        var chosen = new Dictionary<uint, IReadOnlyList<IReadOnlyList<GpuDevice>>>();
        foreach (var unit in group.Resources)
        {
            var each = (int)GroupFit.Amount(unit.Resource.Gpu?.Units);
            var keys = (unit.Resource.Gpu?.Attributes ?? []).Select(attribute => attribute.Key).ToList();
            var sets = new List<IReadOnlyList<GpuDevice>>();
            for (var replica = 0; replica < unit.Count && each > 0; replica++)
            {
                // All of one replica are of one model, as they sit in one node.
                var set = free.Where(device => keys.Any(key => Matches(key, device.Model))).GroupBy(device => device.Model)
                    .FirstOrDefault(model => model.Count() >= each)?.Take(each).ToList();
                if (set is null) return null;
                free.RemoveAll(set.Contains);
                sets.Add(set);
            }

            chosen[unit.Resource.Id] = sets;
        }

        return chosen;
    }

    /// <summary>An order's key may be a glob whose star does not cross a slash.</summary>
    static bool Matches(string key, GpuModel model) =>
        model.Keys.Any(offered => Regex.IsMatch(offered, "^" + Regex.Escape(key).Replace("\\*", "[^/]*", StringComparison.Ordinal) + @"\z"));

    static string Id(string provider, GpuModel model, int index)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}/{string.Join('/', model.Keys)}/{index.ToString(CultureInfo.InvariantCulture)}"));
        return $"GPU-{new Guid(seed.AsSpan(0, 16))}";
    }

    sealed record Reservation(Amounts Amounts, Dictionary<uint, IReadOnlyList<IReadOnlyList<GpuDevice>>> Devices);
}
