using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sdl.Yaml;

/// <summary>Scalars as js-yaml 4 resolves them with its default schema (spec/sdl.md section 2).</summary>
static partial class TsScalars
{
    public static ScalarValue Resolve(YamlScalar scalar)
    {
        if (scalar.Tag is null) return scalar.Form is ScalarForm.Plain ? Implicit(scalar.Value) : ScalarValue.Of(ValueKind.Text);
        if (scalar.Tag is "!") return ScalarValue.Of(ValueKind.Text);

        return scalar.Tag switch
        {
            GoScalars.TagPrefix + "str" => ScalarValue.Of(ValueKind.Text),
            GoScalars.TagPrefix + "null" => ScalarValue.Of(PlainScalars.IsNull(scalar.Value) && (scalar.Form is ScalarForm.Plain || scalar.Value.Length > 0) ? ValueKind.Null : ValueKind.Unfit),
            GoScalars.TagPrefix + "merge" => ScalarValue.Of(scalar.Value is "<<" ? ValueKind.Text : ValueKind.Unfit),
            GoScalars.TagPrefix + "bool" => Expect(Implicit(scalar.Value), ValueKind.Bool),
            GoScalars.TagPrefix + "int" => Whole(scalar.Value) ?? ScalarValue.Of(ValueKind.Unfit),
            GoScalars.TagPrefix + "float" => Float(scalar.Value) ?? ScalarValue.Of(ValueKind.Unfit),
            GoScalars.TagPrefix + "timestamp" => ScalarValue.Of(IsDate(scalar.Value) ? ValueKind.Date : ValueKind.Unfit),
            GoScalars.TagPrefix + "binary" => ScalarValue.Of(ValueKind.Binary),
            _ => ScalarValue.Of(ValueKind.Unfit),
        };
    }

    public static bool IsDate(string text) => DateForm().IsMatch(text) || TimeForm().IsMatch(text);

    static ScalarValue Expect(ScalarValue value, ValueKind kind) => value.Kind == kind ? value : ScalarValue.Of(ValueKind.Unfit);

    static ScalarValue Implicit(string text)
    {
        if (PlainScalars.IsNull(text)) return ScalarValue.Of(ValueKind.Null);
        if (text is "true" or "True" or "TRUE") return new ScalarValue(ValueKind.Bool, Flag: true);
        if (text is "false" or "False" or "FALSE") return new ScalarValue(ValueKind.Bool);
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.')) return ScalarValue.Of(ValueKind.Text);
        return Whole(text) ?? Float(text) ?? ScalarValue.Of(IsDate(text) ? ValueKind.Date : ValueKind.Text);
    }

    static ScalarValue? Whole(string text)
    {
        var negative = text is ['-', ..];
        var digits = text.AsSpan(text is ['-' or '+', ..] ? 1 : 0);
        var radix = digits is ['0', 'b' or 'x' or 'o', ..] ? digits[1] switch { 'b' => 2, 'x' => 16, _ => 8 } : 10;
        if (radix != 10) digits = digits[2..];
        if (digits.IsEmpty) return null;

        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c) || GoNumbers.HexDigit(c) >= radix) return null;
        }

        var value = radix == 10 ? double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : Accumulate(digits, radix);
        return double.IsFinite(value) ? new ScalarValue(ValueKind.Number, negative ? -value : value) : null;
    }

    static double Accumulate(ReadOnlySpan<char> digits, int radix)
    {
        var value = 0.0;
        foreach (var c in digits) value = (value * radix) + GoNumbers.HexDigit(c);
        return value;
    }

    static ScalarValue? Float(string text)
    {
        if (text.Length > 0 && text[^1] is 'f' or 'F' or 'n' or 'N')
        {
            var lower = text is ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" ? double.PositiveInfinity
                : text is "-.inf" or "-.Inf" or "-.INF" ? double.NegativeInfinity
                : text is ".nan" or ".NaN" or ".NAN" ? double.NaN : 0;
            return lower == 0 ? null : new ScalarValue(ValueKind.Number, lower);
        }

        if (!FloatForm().IsMatch(text)) return null;
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? new ScalarValue(ValueKind.Number, value) : null;
    }

    /// <summary><c>String(date)</c> of a process that runs in UTC.</summary>
    public static string DateText(string text)
    {
        var match = TimeForm().Match(text) is { Success: true } time ? time : DateForm().Match(text);
        int Part(int group) => match.Groups[group].Success && match.Groups[group].Value.Length > 0 ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        try
        {
            var date = new DateTime(1, 1, 1).AddYears(Part(1) - 1).AddMonths(Part(2) - 1).AddDays(Part(3) - 1)
                .AddHours(Part(4)).AddMinutes(Part(5)).AddSeconds(Part(6));
            if (match.Groups[9].Success)
            {
                var offset = TimeSpan.FromMinutes((Part(10) * 60) + Part(11));
                date = match.Groups[9].Value == "-" ? date + offset : date - offset;
            }

            return date.ToString("ddd MMM dd yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " GMT+0000 (Coordinated Universal Time)";
        }
        catch (ArgumentOutOfRangeException)
        {
            return "Invalid Date";
        }
    }

    [GeneratedRegex(@"^(?:[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})-([0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^([0-9]{4})-([0-9][0-9]?)-([0-9][0-9]?)(?:[Tt]|[ \t]+)([0-9][0-9]?):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(Z|([-+])([0-9][0-9]?)(?::([0-9]{2}))?))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();
}
