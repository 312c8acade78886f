using System.Globalization;
using System.Numerics;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Market;

/// <summary>What a group costs per block, in exact steps of 10^-18.</summary>
static class Pricing
{
    /// <summary>All replicas of all resources at these rates; prices on the wire are whole numbers of 10^-18 (chain.md 13.1).</summary>
    public static BigInteger Price(GroupSpec group, PriceRates rates) =>
        group.Resources.Aggregate(BigInteger.Zero, (sum, unit) => sum + unit.Count * Price(unit.Resource, rates));

    /// <summary>The most the group's owner pays: price times count over its units.</summary>
    public static BigInteger Ceiling(GroupSpec group) => group.Resources.Aggregate(
        BigInteger.Zero,
        (sum, unit) => sum + unit.Count * BigInteger.Parse(unit.Price.Amount, NumberStyles.None, CultureInfo.InvariantCulture));

    public static DecCoin ToCoin(BigInteger price, string denom) =>
        new() { Denom = denom, Amount = price.ToString(CultureInfo.InvariantCulture) };

    static BigInteger Price(Proto.Base.Resources.V1Beta4.Resources resources, PriceRates rates) =>
        GroupFit.Amount(resources.Cpu?.Units) * rates.PerMilliCpu
        + Mebibytes(GroupFit.Amount(resources.Memory?.Quantity)) * rates.PerMebibyteOfMemory
        + resources.Storage.Aggregate(BigInteger.Zero, (sum, volume) => sum + Mebibytes(GroupFit.Amount(volume.Quantity))) * rates.PerMebibyteOfStorage
        + GroupFit.Amount(resources.Gpu?.Units) * rates.PerGpu
        + resources.Endpoints.Count * rates.PerEndpoint;

    static BigInteger Mebibytes(BigInteger bytes) => (bytes + 1_048_575) >> 20;
}
