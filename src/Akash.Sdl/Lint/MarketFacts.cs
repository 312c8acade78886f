using System.Collections.Immutable;

namespace Akash.Sdl;

/// <summary>What providers offer and ask, as far as it is known; the linter is given it.</summary>
/// <param name="Gpus">The names that providers give; empty where nothing is known.</param>
/// <param name="Prices">What providers' usual price script asks, or null where nothing is known.</param>
public sealed record MarketFacts(ImmutableArray<GpuOffer> Gpus, UsualPrices? Prices)
{
    /// <summary>Nothing is known, so nothing is said.</summary>
    public static MarketFacts None { get; } = new([], null);
}

/// <param name="Name">As in an SDL's <c>model</c>.</param>
/// <param name="Memory">As in an SDL's <c>ram</c>; empty where that is not known.</param>
/// <param name="UsCentsPerHour">A starting list price, or null where none was seen.</param>
public sealed record GpuOffer(string Name, ImmutableArray<string> Memory, int? UsCentsPerHour);

/// <summary>US cents a month, of 1000 millicores and of a GiB each.</summary>
public sealed record UsualPrices(int Cpu, int Memory, int Ephemeral, int Hdd, int Ssd, int Nvme);
