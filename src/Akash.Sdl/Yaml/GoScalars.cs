using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sdl.Yaml;

/// <summary>Scalars as yaml.v3 resolves them: YAML 1.2 with leftovers of 1.1 (spec/sdl.md section 2).</summary>
static partial class GoScalars
{
    public const string TagPrefix = "tag:yaml.org,2002:";

    public static bool IsNull(YamlNode node) => node.Target is YamlScalar scalar && (scalar.IsNull() || scalar.Tag == TagPrefix + "null" || (scalar is { Tag: "!", Form: ScalarForm.Plain } && PlainScalars.IsNull(scalar.Value)));

    public static ScalarValue Resolve(YamlScalar scalar)
    {
        var tag = scalar.Tag is "!" ? null : scalar.Tag;
        if (tag is null) return scalar.Form is ScalarForm.Plain ? Implicit(scalar.Value, dates: true) : ScalarValue.Of(ValueKind.Text);
        if (tag == TagPrefix + "str") return ScalarValue.Of(ValueKind.Text);
        if (tag == TagPrefix + "binary") return ScalarValue.Of(ValueKind.Binary);

        var asked = tag switch
        {
            TagPrefix + "null" => ValueKind.Null,
            TagPrefix + "bool" => ValueKind.Bool,
            TagPrefix + "int" or TagPrefix + "float" => ValueKind.Number,
            TagPrefix + "timestamp" => ValueKind.Date,
            _ => ValueKind.Text,
        };
        if (asked is ValueKind.Text) return ScalarValue.Of(ValueKind.Text);

        var value = Implicit(scalar.Value, dates: asked is ValueKind.Date);
        var fits = value.Kind == asked && (tag != TagPrefix + "int" || value.Whole is not null);
        return fits ? value : ScalarValue.Of(ValueKind.Unfit);
    }

    static ScalarValue Implicit(string text, bool dates)
    {
        if (PlainScalars.IsNull(text)) return ScalarValue.Of(ValueKind.Null);
        if (text is "true" or "True" or "TRUE") return new ScalarValue(ValueKind.Bool, Flag: true);
        if (text is "false" or "False" or "FALSE") return new ScalarValue(ValueKind.Bool);
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return ScalarValue.Of(ValueKind.Text);
        if (Special(text) is { } special) return new ScalarValue(ValueKind.Number, special);
        if (text[0] == '.') return GoNumbers.TryFloat(text, out var fraction) ? new ScalarValue(ValueKind.Number, fraction) : ScalarValue.Of(ValueKind.Text);
        if (dates && IsDate(text)) return ScalarValue.Of(ValueKind.Date);

        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (TryWhole(plain, out var whole)) return new ScalarValue(ValueKind.Number, (double)whole, whole);
        if (FloatForm().IsMatch(plain) && GoNumbers.TryFloat(plain, out var number)) return new ScalarValue(ValueKind.Number, number);
        return ScalarValue.Of(ValueKind.Text);
    }

    static double? Special(string text) => text switch
    {
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>Decimal, <c>0x</c>, <c>0b</c>, <c>0o</c> and the old octal <c>0120</c>, within 64 bits.</summary>
    static bool TryWhole(string text, out Int128 value)
    {
        value = 0;
        var negative = text is ['-', ..];
        var digits = text.AsSpan(text is ['-' or '+', ..] ? 1 : 0);
        var radix = TakeRadix(ref digits);
        if (digits.IsEmpty) return false;

        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? GoNumbers.HexDigit(c) : radix;
            if (digit >= radix) return false;
            value = (value * radix) + digit;
            if (value > ulong.MaxValue) return false;
        }

        if (negative) value = -value;
        return value >= long.MinValue;
    }

    static int TakeRadix(ref ReadOnlySpan<char> digits)
    {
        if (digits is not ['0', _, ..]) return 10;
        var radix = char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'b' => 2, 'o' => 8, _ => 0 };
        digits = digits[(radix == 0 ? 1 : 2)..];
        return radix == 0 ? 8 : radix;
    }

    /// <summary>Dates keep their text wherever one is read, so only their form matters.</summary>
    static bool IsDate(string text) =>
        DateForm().IsMatch(text) && DateTime.TryParse(text.AsSpan(0, DateForm().Match(text).Groups[1].Length), CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?(?:Z|[-+][0-9][0-9]:[0-9][0-9])| [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]+)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();
}
