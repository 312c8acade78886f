using Akash.Sdl.Diagnostics;

namespace Akash.Sdl.Model;

sealed record ResourceAttribute(string Key, string Value);

/// <summary>An amount as the decimal text that goes on the wire.</summary>
/// <param name="Fault">Why there is none; told where the profile is used.</param>
/// <param name="Missing">The key that is absent or empty, so that the amount is zero; null where one is written.</param>
sealed record Quantity(string Value, Spot Spot, string? Fault = null, string? Missing = null);

/// <param name="Resources">Null where absent.</param>
sealed record ComputeModel(Spot Spot, ResourcesModel? Resources);

sealed class ResourcesModel
{
    public required Spot Spot { get; init; }

    public CpuModel? Cpu { get; init; }

    public MemoryModel? Memory { get; init; }

    /// <summary>Null where absent.</summary>
    public IReadOnlyList<VolumeModel>? Storage { get; init; }

    public GpuModel? Gpu { get; init; }
}

sealed record CpuModel(Spot Spot, Quantity? Units, IReadOnlyList<ResourceAttribute> Attributes);

sealed record MemoryModel(Spot Spot, Quantity? Size);

/// <param name="Name">As the manifest has it: <c>default</c> where none is written.</param>
/// <param name="WrittenName">Null where none is written.</param>
/// <param name="Attributes">Null where absent.</param>
/// <param name="Persistent">Whether the flavor takes it for persistent.</param>
sealed record VolumeModel(
    Spot Spot, string Name, string? WrittenName, Quantity? Size, IReadOnlyList<ResourceAttribute>? Attributes, bool Persistent, string? Class);

sealed class GpuModel
{
    public required Spot Spot { get; init; }

    /// <summary>Null where absent.</summary>
    public Quantity? Units { get; init; }

    /// <summary>Units are written, and not as the number 0.</summary>
    public bool HasUnits { get; init; }

    public bool HasAttributes { get; init; }

    public bool HasVendor { get; init; }

    public IReadOnlyList<ResourceAttribute> Attributes { get; init; } = [];

    public Spot AttributesSpot { get; init; }
}

/// <param name="Attributes">Null where absent or empty.</param>
sealed record PlacementModel(Spot Spot, IReadOnlyList<ResourceAttribute>? Attributes, TextList? AllOf, TextList? AnyOf, Table<PriceModel>? Pricing);

/// <param name="Amount">Base units per block and replica, as text; null where it cannot be read.</param>
/// <param name="IsNull">Its name is written with nothing behind it.</param>
sealed record PriceModel(Spot Spot, Text Denom, string? Amount, Spot AmountSpot, bool IsNull = false);
