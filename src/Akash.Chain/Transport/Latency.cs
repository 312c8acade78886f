namespace Akash.Chain.Transport;

/// <summary>How long an endpoint usually takes: mean and deviation, smoothed as TCP smooths its round trips (RFC 6298).</summary>
/// <param name="Mean">Zero before the first answer.</param>
sealed record Latency(TimeSpan Mean, TimeSpan Deviation)
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static Latency Unknown { get; } = new(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>After this time an answer is late; 50 ms to 2 s.</summary>
    public TimeSpan Unusual => this == Unknown ? Longest : TimeSpan.FromTicks(Math.Clamp((Mean + (4 * Deviation)).Ticks, Shortest.Ticks, Longest.Ticks));

    public Latency With(TimeSpan sample) => this == Unknown
        ? new(sample, sample / 2)
        : new((7 * Mean / 8) + (sample / 8), (3 * Deviation / 4) + ((Mean - sample).Duration() / 4));
}
