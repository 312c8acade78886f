using System.Numerics;
using Akash.Money;
using Akash.Sdl;
using Akash.Sizing;

namespace Akash.Inspect;

/// <summary>The most a generated SDL lets a provider ask: a multiple of list prices, so that bids decide and nobody overcharges.</summary>
/// <param name="PerBlock">uact per block and replica.</param>
/// <param name="Reason">For people.</param>
sealed record PriceCap(DecCoin PerBlock, string Reason)
{
    /// <summary>What providers' usual price script asks for a month, in US cents: 1000 millicores, a GiB of memory, a GiB of disk.</summary>
    const int CentsPerCpu = 450;

    const int CentsPerMemoryGiB = 125;
    const int CentsPerDiskGiB = 8;

    /// <summary>Where no list price of any acceptable GPU is known, in US cents an hour.</summary>
    const int CentsPerUnknownGpuHour = 200;

    const int Multiple = 3;
    const int GpuMultiple = 2;
    const int LeastDollars = 15;

    /// <summary>30.4375 days of 24 hours.</summary>
    static readonly Dec HoursPerMonth = Dec.Parse("730.5");

    /// <summary>At six seconds a block.</summary>
    static readonly BigInteger BlocksPerMonth = 438_300;

    const long GiB = 1L << 30;

    public static PriceCap For(SdlResources resources)
    {
        var memory = resources.MemoryBytes + resources.Volumes.Where(volume => volume.Class == "ram").Sum(volume => volume.Bytes);
        var list = Dollars(CentsPerCpu * (BigInteger)resources.CpuMillis, 1000)
            + Dollars(CentsPerMemoryGiB * (BigInteger)memory, GiB)
            + Dollars(CentsPerDiskGiB * (BigInteger)resources.DiskBytes, GiB);
        var gpus = resources.Gpu is { } gpu ? Dollars(GpuCents(gpu) * gpu.Units, 1).Multiply(HoursPerMonth, Rounding.Up) : Dec.Zero;
        var cap = (list * Multiple + gpus * GpuMultiple).ToInteger(Rounding.Up);
        if (cap < LeastDollars) cap = LeastDollars;

        var perBlock = Dec.FromRatio(cap * 1_000_000, BlocksPerMonth, Rounding.Up).ToInteger(Rounding.Up);
        return new(
            new(Denoms.Uact, Dec.FromInteger(perBlock)),
            $"Price cap {perBlock} uact per block, about ${cap} a month: {Multiple} times the list price of ${list.ToString(2, Rounding.Up)}"
            + (gpus.IsZero ? "" : $" and {GpuMultiple} times the ${gpus.ToString(2, Rounding.Up)} of the dearest GPU that will do")
            + (cap == LeastDollars ? $", at least ${LeastDollars}" : "") + "; the bids decide below it.");
    }

    static Dec Dollars(BigInteger cents, BigInteger per) => Dec.FromRatio(cents, per * 100, Rounding.Up);

    /// <summary>The dearest acceptable card.</summary>
    static int GpuCents(SdlGpu gpu) => GpuCatalog.Read()
        .Where(card => gpu.Models.Any(model => model.Model == card.Name && (model.RamGi is null || model.RamGi == card.NominalGiB)))
        .Max(card => card.UsCentsPerHour) ?? CentsPerUnknownGpuHour;
}
