using System.Collections.Immutable;
using System.Globalization;

namespace Akash.Sizing;

/// <summary>One memory size of one GPU as Akash providers name it.</summary>
/// <param name="Name">As in an SDL's <c>model</c>.</param>
/// <param name="Memory">As in an SDL's <c>ram</c>, such as 24Gi; providers compare it as text.</param>
/// <param name="VisibleGiB">What CUDA reports as the card's total.</param>
/// <param name="Capability">CUDA compute capability times ten: 89 for 8.9.</param>
/// <param name="UsCentsPerHour">A starting list price, or null where none was seen.</param>
public sealed record Gpu(string Name, string Memory, double VisibleGiB, int Capability, int? UsCentsPerHour)
{
    /// <summary>The advertised size in GiB, which classes of cards share.</summary>
    public int NominalGiB => int.Parse(Memory.AsSpan(0, Memory.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>The NVIDIA GPUs Akash providers can name (akash-network/provider-configs), with what CUDA sees of each.</summary>
public static class GpuCatalog
{
    /// <summary>GPUs that are offered although the providers' list does not name them: for recognising, not for choosing.</summary>
    public static ImmutableArray<(string Name, int UsCentsPerHour)> ReadListed() =>
        [.. Table.Read("listed.csv").Select(row => (row["name"], (int)row.Integer("usCentsPerHour")!.Value))];

    public static ImmutableArray<Gpu> Read() =>
    [
        .. Table.Read("gpus.csv").Select(row => new Gpu(
            row["name"], row["memory"], row.Number("visibleGiB")!.Value,
            (int)Math.Round(row.Number("capability")!.Value * 10), (int?)row.Integer("usCentsPerHour"))),
    ];
}
