using System.Buffers;
using System.Globalization;

namespace Akash.Sdl.Reading;

/// <summary>Lengths of time such as <c>24h</c>.</summary>
static class Durations
{
    static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <param name="wholeUnitsOnly">One whole number and s, m or h; otherwise anything that Go's time.ParseDuration takes.</param>
    /// <returns>Null where it is none, or not positive.</returns>
    public static TimeSpan? Parse(string text, bool wholeUnitsOnly) => wholeUnitsOnly ? ParseWhole(text) : ParseGo(text);

    static TimeSpan? ParseWhole(string text)
    {
        if (text.Length < 2 || text[0] is < '1' or > '9' || text.AsSpan(0, text.Length - 1).ContainsAnyExceptInRange('0', '9')) return null;
        var seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (seconds == 0) return null;
        var amount = decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : decimal.MaxValue;
        return amount > (decimal)TimeSpan.MaxValue.TotalSeconds / seconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds((double)(amount * seconds));
    }

    static TimeSpan? ParseGo(string text)
    {
        var rest = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        if (text is ['-', ..] || rest.IsEmpty) return null;
        if (rest is "0") return null;

        var nanoseconds = 0m;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept(NumberCharacters);
            if (length <= 0 || rest[..length].Count('.') > 1 || rest[..length] is ".") return null;
            var number = rest[..length];
            rest = rest[length..];
            var unitLength = rest.IndexOfAny(NumberCharacters);
            var unit = unitLength < 0 ? rest : rest[..unitLength];
            rest = rest[unit.Length..];
            var scale = unit switch { "ns" => 1m, "us" or "µs" or "μs" => 1e3m, "ms" => 1e6m, "s" => 1e9m, "m" => 60e9m, "h" => 3600e9m, _ => 0m };
            if (scale == 0 || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
            if (amount > long.MaxValue / scale) return null;
            nanoseconds += decimal.Truncate(amount * scale);
            if (nanoseconds > long.MaxValue) return null;
        }

        return nanoseconds > 0 ? TimeSpan.FromTicks((long)(nanoseconds / 100)) : null;
    }
}
