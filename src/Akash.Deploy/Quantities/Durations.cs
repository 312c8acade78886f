using System.Globalization;

namespace Akash.Deploy.Quantities;

/// <summary>Durations as people write them (contract section 2).</summary>
public static class Durations
{
    const string Forms = "write it as 90s, 10m, 1h or 1h30m";

    /// <summary>Reads whole numbers with a unit, the larger unit first: <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>500ms</c>.</summary>
    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static TimeSpan Parse(string text) => ParseOrZero(text) is var duration && duration > TimeSpan.Zero
        ? duration
        : throw new FormatException($"'{text}' must be more than zero");

    /// <summary>The same, where <c>0s</c> has a meaning.</summary>
    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static TimeSpan ParseOrZero(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) throw new FormatException($"a duration was expected: {Forms}");

        var total = TimeSpan.Zero;
        var previous = TimeSpan.MaxValue;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0) throw new FormatException($"'{text}' has no unit: {Forms}");
            if (digits == 0 || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new FormatException($"'{text}' is not a duration: {Forms}");

            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9') is var next && next < 0 ? rest.Length : next;
            var unit = rest[..letters] switch
            {
                "ms" => TimeSpan.FromMilliseconds(1),
                "s" => TimeSpan.FromSeconds(1),
                "m" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                "d" => TimeSpan.FromDays(1),
                var other => throw new FormatException($"'{text}' has the unknown unit '{other}': {Forms}"),
            };
            if (unit >= previous) throw new FormatException($"'{text}' has its units out of order: {Forms}");
            if (number > TimeSpan.FromDays(365) / unit) throw new FormatException($"'{text}' is longer than a year");

            total += unit * number;
            previous = unit;
            rest = rest[letters..];
        }

        return total;
    }
}
