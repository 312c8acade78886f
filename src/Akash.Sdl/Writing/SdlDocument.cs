using System.Collections.Immutable;
using Akash.Money;

namespace Akash.Sdl;

/// <summary>
/// A deployment in the words of the language, to be written as a file. One compute profile a service, all in one placement:
/// the form that every tool reads alike (spec/sdl.md section 13).
/// </summary>
/// <param name="Services">At least one, each name once.</param>
public sealed record SdlDocument(ImmutableArray<SdlService> Services)
{
    public SdlPlacement Placement { get; init; } = new("akash");

    /// <summary>Lines above the document, without the leading mark.</summary>
    public ImmutableArray<string> Comment { get; init; } = [];
}

/// <param name="Attributes">What providers must declare, key to value.</param>
/// <param name="SignedByAnyOf">Auditors, one of whom must vouch for the provider.</param>
public sealed record SdlPlacement(string Name)
{
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableArray<string> SignedByAnyOf { get; init; } = [];
}

/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="Image">Null leaves the key out: the deploy puts the image it builds there.</param>
/// <param name="Price">At most this much per block for one replica.</param>
public sealed record SdlService(string Name, string? Image, SdlResources Resources, DecCoin Price)
{
    public ImmutableArray<string> Command { get; init; } = [];

    public ImmutableArray<string> Args { get; init; } = [];

    /// <summary>Items <c>NAME=value</c>, or <c>NAME</c> alone.</summary>
    public ImmutableArray<string> Env { get; init; } = [];

    public ImmutableArray<SdlExpose> Expose { get; init; } = [];

    /// <summary>Replicas, at least 1.</summary>
    public uint Count { get; init; } = 1;

    /// <summary>Lines above the service, without the leading mark.</summary>
    public ImmutableArray<string> Comment { get; init; } = [];
}

/// <summary>One port of a service and who may reach it.</summary>
/// <param name="Port">Of the container, 1 to 65535.</param>
/// <param name="As">Outside; a global TCP 80 is the provider's shared HTTP ingress.</param>
public sealed record SdlExpose(ushort Port, ushort As)
{
    public bool Udp { get; init; }

    /// <summary>Reachable from the internet.</summary>
    public bool Global { get; init; }

    /// <summary>Services of this deployment that may connect.</summary>
    public ImmutableArray<string> ToServices { get; init; } = [];

    /// <summary>Own domain names.</summary>
    public ImmutableArray<string> Accept { get; init; } = [];
}

/// <param name="CpuMillis">Thousandths of a CPU.</param>
/// <param name="MemoryBytes">Written in whole KiB or larger, rounded up.</param>
/// <param name="DiskBytes">The ephemeral root volume; rounded like memory.</param>
public sealed record SdlResources(uint CpuMillis, long MemoryBytes, long DiskBytes)
{
    public SdlGpu? Gpu { get; init; }

    /// <summary>Volumes besides the root one, each mounted.</summary>
    public ImmutableArray<SdlVolume> Volumes { get; init; } = [];

    /// <summary>Lines above the profile, without the leading mark.</summary>
    public ImmutableArray<string> Comment { get; init; } = [];
}

/// <param name="Class"><c>beta1</c> HDD, <c>beta2</c> SSD, <c>beta3</c> NVMe, <c>default</c>: persistent; <c>ram</c>: memory.</param>
/// <param name="Mount">Absolute path in the container.</param>
public sealed record SdlVolume(string Name, long Bytes, string Class, string Mount)
{
    public bool ReadOnly { get; init; }

    public bool Persistent => Class != "ram";
}

/// <param name="Units">GPUs of one replica, 1 to 24.</param>
/// <param name="Models">NVIDIA models, any of which will do; none means any model.</param>
public sealed record SdlGpu(uint Units, ImmutableArray<SdlGpuModel> Models);

/// <param name="Model">As providers name it: <c>rtx4090</c>, <c>h100</c>.</param>
/// <param name="RamGi">GiB of the card, or null for any.</param>
public sealed record SdlGpuModel(string Model, uint? RamGi = null)
{
    internal string Key => RamGi is null ? Model : $"{Model}/ram/{RamGi}Gi";
}
