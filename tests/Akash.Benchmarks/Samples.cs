using System.Globalization;

namespace Akash.Benchmarks;

/// <summary>Several measurements of one thing; the median is the one to quote.</summary>
sealed record Samples(string Name, IReadOnlyList<TimeSpan> Values)
{
    public override string ToString()
    {
        var sorted = Values.Order().ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"{Name,-58} min {Milliseconds(sorted[0])}  median {Milliseconds(sorted[sorted.Length / 2])}  max {Milliseconds(sorted[^1])}  ({sorted.Length} runs)");
    }

    static string Milliseconds(TimeSpan value) => string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds,8:F1} ms");
}
