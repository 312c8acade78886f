namespace Akash.Sdl.Network;

/// <summary>What the chain allows in one replica (spec/sdl.md section 5.6).</summary>
static class Limits
{
    public const int MinCpuMillis = 10;
    public const int MaxCpuMillis = 384_000;
    public const int MaxGpus = 24;

    /// <summary>Units of the denom per block.</summary>
    public const int MaxPrice = 10_000_000;
}
