using System.Globalization;
using System.Numerics;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Market;

/// <summary>A model of GPU a provider has some of, in the words of attributes.</summary>
/// <param name="Ram">Such as 80Gi; null where it does not say.</param>
/// <param name="Interface">Such as sxm or pcie; null where it does not say.</param>
sealed record GpuModel(string Vendor, string Model, string? Ram, string? Interface, int Count)
{
    /// <summary>What an order may ask for by, below <c>capabilities/gpu/</c>.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            var model = $"vendor/{Vendor}/model/{Model}";
            yield return model;
            if (Ram is not null) yield return $"{model}/ram/{Ram}";
            if (Interface is not null) yield return $"{model}/interface/{Interface}";
            if (Ram is not null && Interface is not null) yield return $"{model}/ram/{Ram}/interface/{Interface}";
        }
    }

    /// <summary>Reads <c>VENDOR/MODEL[/RAM[/INTERFACE]]:COUNT</c>; null for anything else.</summary>
    public static GpuModel? Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return parts[0].Split('/') switch
        {
            [var vendor, var model] => new GpuModel(vendor, model, null, null, count),
            [var vendor, var model, var ram] => new GpuModel(vendor, model, ram, null, count),
            [var vendor, var model, var ram, var connection] => new GpuModel(vendor, model, ram, connection, count),
            _ => null,
        };
    }
}

/// <summary>Amounts of what is leased out: CPU in thousandths of a core, the rest in bytes and pieces.</summary>
readonly record struct Amounts(BigInteger MilliCpu, BigInteger Memory, BigInteger Storage, int Gpus, int Addresses)
{
    public static Amounts Of(GroupSpec group) => group.Resources.Aggregate(default(Amounts), (sum, unit) => sum + new Amounts(
        unit.Count * GroupFit.Amount(unit.Resource.Cpu?.Units),
        unit.Count * GroupFit.Amount(unit.Resource.Memory?.Quantity),
        unit.Count * unit.Resource.Storage.Aggregate(BigInteger.Zero, (bytes, volume) => bytes + GroupFit.Amount(volume.Quantity)),
        (int)(unit.Count * GroupFit.Amount(unit.Resource.Gpu?.Units)),
        unit.Resource.Endpoints.Count(endpoint => endpoint.Kind == Proto.Base.Resources.V1Beta4.Endpoint.Types.Kind.LeasedIp)));

    public static Amounts operator +(Amounts left, Amounts right) => new(
        left.MilliCpu + right.MilliCpu, left.Memory + right.Memory, left.Storage + right.Storage, left.Gpus + right.Gpus, left.Addresses + right.Addresses);

    public static Amounts operator -(Amounts left, Amounts right) => new(
        left.MilliCpu - right.MilliCpu, left.Memory - right.Memory, left.Storage - right.Storage, left.Gpus - right.Gpus, left.Addresses - right.Addresses);

    public bool Covers(Amounts wanted) =>
        wanted.MilliCpu <= MilliCpu && wanted.Memory <= Memory && wanted.Storage <= Storage && wanted.Gpus <= Gpus && wanted.Addresses <= Addresses;
}

/// <summary>What a provider has to lease out. GPUs and addresses are simulated, the rest is the engine's to give.</summary>
sealed record Capacity
{
    public BigInteger MilliCpu { get; init; } = 1_000_000;

    public BigInteger Memory { get; init; } = BigInteger.Pow(2, 42);

    public BigInteger Storage { get; init; } = BigInteger.Pow(2, 50);

    public IReadOnlyList<GpuModel> Gpus { get; init; } = [];

    /// <summary>IP addresses that can be leased.</summary>
    public int Addresses { get; init; } = 100;

    public Amounts Total => new(MilliCpu, Memory, Storage, Gpus.Sum(model => model.Count), Addresses);
}
