using System.Globalization;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>CPU and sizes as the Go parser reads them: binary floats, cut toward zero (spec/sdl.md section 4).</summary>
static class GoQuantities
{
    public const string SizeHint = "write a number and one of Ki, Mi, Gi, Ti, as in `512Mi`";

    static readonly (string Suffix, double Unit)[] Binary =
        [("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50), ("Ei", 1L << 60)];

    static readonly (string Suffix, double Unit)[] All =
        [.. Binary, ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18)];

    /// <summary>What may follow the number of a size.</summary>
    public static IEnumerable<string> Suffixes => All.Select(suffix => suffix.Suffix);

    /// <summary>The quantity of a scalar's text, 0 where it is absent.</summary>
    public static Quantity? Read(Fields fields, string key, ValueReader reader, Rule rule, Func<string, ulong?> parse, string hint)
    {
        var spot = fields[key].Value;
        if (reader.IsAbsent(spot)) return new Quantity("0", spot.Node is null ? fields.Spot : spot, Missing: key);
        var text = (spot.Node!.Target as YamlScalar)?.Value ?? "";
        if (parse(text) is { } value) return new Quantity(value.ToString(CultureInfo.InvariantCulture), spot);
        reader.Findings.Refuse(rule, spot, $"{ValueReader.Name(spot)} is '{text}', which is not a quantity", SpelledRight(text, parse) is { } right ? $"did you mean `{right}`?" : hint);
        return null;
    }

    /// <summary>Thousandths of a CPU.</summary>
    public static ulong? Cpu(string text)
    {
        if (text.EndsWith('m')) return GoNumbers.TryUnsigned(text[..^1], uint.MaxValue, out var millis) ? millis : null;
        if (!GoNumbers.TryFloat(text, out var cpus)) return null;
        cpus *= 1000;
        return cpus < 0 ? null : GoNumbers.ToUInt32(cpus);
    }

    public static ulong? Size(string text) => Parse(text, All);

    /// <summary>Bytes of a graphics card: binary suffixes or none.</summary>
    public static ulong? Ram(string text) => Parse(text, Binary);

    static ulong? Parse(string text, (string Suffix, double Unit)[] suffixes)
    {
        var unit = 1.0;
        foreach (var (suffix, size) in suffixes)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            (text, unit) = (text[..^suffix.Length], size);
            break;
        }

        if (!GoNumbers.TryFloat(text, out var value)) return null;
        value *= unit;
        return value < 0 ? null : GoNumbers.ToUInt64(value);
    }

    /// <summary><c>4gi</c>, <c>16GB</c> and <c>1 Gi</c> as they must be written.</summary>
    static string? SpelledRight(string text, Func<string, ulong?> parse)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('b', 'B');
        var digits = compact.TrimEnd("kmgtpeiKMGTPEI".ToCharArray());
        var suffix = compact[digits.Length..].ToLowerInvariant();
        if (suffix.Length is 0 or > 2) return null;
        var right = digits + (suffix == "k" ? "k" : char.ToUpperInvariant(suffix[0]) + suffix[1..]);
        return right != text && parse(right) is not null ? right : null;
    }
}
