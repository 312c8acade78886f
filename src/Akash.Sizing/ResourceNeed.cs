using System.Collections.Immutable;

namespace Akash.Sizing;

/// <summary>What to ask Akash for to run a model, and why.</summary>
/// <param name="Model">The model sized for, or what was assumed for want of one.</param>
/// <param name="Origin">The weakest source any figure rests on.</param>
/// <param name="Gpu">Null when a CPU is enough.</param>
/// <param name="Cpu">Whole virtual CPUs.</param>
/// <param name="SharedMemoryGiB">Of <c>/dev/shm</c>; 0 when the default 64 MiB do.</param>
/// <param name="StorageGiB">Ephemeral: image layers, downloads, temporary files.</param>
/// <param name="Gated">Whether the model's hub asks for a token.</param>
/// <param name="Reasoning">The sum, line by line, for people.</param>
public sealed record ResourceNeed(
    string Model, Origin Origin, GpuNeed? Gpu, int Cpu, int MemoryGiB, int SharedMemoryGiB, int StorageGiB, bool Gated,
    ImmutableArray<string> Reasoning);

/// <param name="Count">Cards on one machine.</param>
/// <param name="GiBPerCard">What each must hold.</param>
/// <param name="Models">Alternatives, sorted by name: any of them will do.</param>
public sealed record GpuNeed(int Count, double GiBPerCard, ImmutableArray<GpuAlternative> Models);

/// <param name="Ram">Written only where a card comes in several sizes that matter, such as 80Gi.</param>
public sealed record GpuAlternative(string Name, string? Ram);

/// <summary>What is to be sized.</summary>
/// <param name="Model">As the repository names it, or null when it names none.</param>
/// <param name="Precision">Given explicitly; null to take it from the model's name or files.</param>
/// <param name="Gpus">Tensor-parallel size given explicitly, or null.</param>
/// <param name="CpuOnly">The repository asks for the CPU.</param>
public sealed record SizingRequest(Engine Engine, string? Model, Precision? Precision = null, int? Gpus = null, bool CpuOnly = false);
