using System.Numerics;
using Akash.Proto.Inventory.V1;
using Akash.Proto.Kubernetes;
using Akash.Proto.Provider.V1;
using Akash.Sandbox.Providers.Market;
using Google.Protobuf.WellKnownTypes;
using ClusterNode = Akash.Proto.Inventory.V1.Node;
using ClusterOfNodes = Akash.Proto.Inventory.V1.Cluster;
using ProviderInventory = Akash.Proto.Provider.V1.Inventory;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>The status message of the gRPC port (provider.md 3.14).</summary>
static class StatusMessage
{
    public static Status Of(ProviderCondition condition, DateTimeOffset now) => new()
    {
        Cluster = new ClusterStatus
        {
            Leases = new Leases { Active = (uint)condition.Leases },
            Inventory = new ProviderInventory
            {
                Cluster = new ClusterOfNodes { Nodes = { NodeOf(condition) }, Storage = { condition.StorageClasses.Select(storage => StorageOf(storage, condition)) } },
                Reservations = new Reservations { Pending = Metric(condition.Pending), Active = Metric(condition.Active) },
                LeasedIp = Pair(condition, amounts => amounts.Addresses),
            },
        },
        BidEngine = new BidEngineStatus { Orders = (uint)condition.Orders },
        Manifest = new ManifestStatus { Deployments = (uint)condition.Deployments },
        PublicHostnames = { condition.PublicHost },
        Timestamp = now.ToTimestamp(),
        ReclamationWindow = condition.ReclamationWindow is { } window ? Duration.FromTimeSpan(window) : null,
    };

    static ClusterNode NodeOf(ProviderCondition condition) => new()
    {
        Name = "sandbox",
        Resources = new NodeResources
        {
            Cpu = new CPU { Quantity = Pair(condition, amounts => amounts.MilliCpu, QuantityText.OfThousandths) },
            Memory = new Memory { Quantity = Pair(condition, amounts => amounts.Memory) },
            Gpu = new GPU { Quantity = Pair(condition, amounts => amounts.Gpus), Info = { condition.Gpus.SelectMany(model => Enumerable.Repeat(InfoOf(model), model.Count)) } },
            EphemeralStorage = Pair(condition, amounts => amounts.Storage),
            VolumesAttached = Pair(condition, _ => 0),
            VolumesMounted = Pair(condition, _ => 0),
        },
        Capabilities = new NodeCapabilities { StorageClasses = { condition.StorageClasses } },
    };

    static GPUInfo InfoOf(GpuModel model) => new() { Vendor = model.Vendor, Name = model.Model, Interface = model.Interface ?? "", MemorySize = model.Ram ?? "" };

    static Storage StorageOf(string storage, ProviderCondition condition) => new() { Quantity = Pair(condition, amounts => amounts.Storage), Info = new StorageInfo { Class = storage } };

    static ReservationsMetric Metric(IReadOnlyList<Amounts> reservations)
    {
        var sum = reservations.Aggregate(default(Amounts), (total, amounts) => total + amounts);
        return new ReservationsMetric
        {
            Count = (uint)reservations.Count,
            Resources = new ResourcesMetric
            {
                Cpu = QuantityOf(QuantityText.OfThousandths(sum.MilliCpu)),
                Memory = QuantityOf(QuantityText.Of(sum.Memory)),
                Gpu = QuantityOf(QuantityText.Of(sum.Gpus)),
                EphemeralStorage = QuantityOf(QuantityText.Of(sum.Storage)),
            },
        };
    }

    static ResourcePair Pair(ProviderCondition condition, Func<Amounts, BigInteger> part, Func<BigInteger, string>? text = null)
    {
        text ??= QuantityText.Of;
        var total = part(condition.Total);
        return new ResourcePair { Allocatable = QuantityOf(text(total)), Allocated = QuantityOf(text(total - part(condition.Available))), Capacity = QuantityOf(text(total)) };
    }

    static Quantity QuantityOf(string text) => new() { String = text };
}
