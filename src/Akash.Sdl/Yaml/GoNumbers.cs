using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sdl.Yaml;

/// <summary>Numbers as Go's strconv reads them.</summary>
static partial class GoNumbers
{
    /// <summary>A 64-bit float: decimal or hexadecimal, underscores between digits, <c>inf</c> and <c>nan</c> in any case; out of range fails.</summary>
    public static bool TryFloat(string text, out double value)
    {
        value = 0;
        var unsigned = text.AsSpan(text is ['-' or '+', ..] ? 1 : 0);
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (HexForm().Match(text) is { Success: true } hex) return TryHex(hex, text[0] == '-', out value);
        if (!DecimalForm().IsMatch(text)) return false;
        value = double.Parse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value);
    }

    static bool TryHex(Match hex, bool negative, out double value)
    {
        var (whole, fraction) = (hex.Groups[1].Value, hex.Groups[2].Value);
        value = 0;
        foreach (var c in whole + fraction) value = (value * 16) + HexDigit(c);
        if (whole.Length + fraction.Length == 0 || !int.TryParse(hex.Groups[3].Value, CultureInfo.InvariantCulture, out var exponent)) return false;
        value = Math.ScaleB(negative ? -value : value, exponent - (4 * fraction.Length));
        return double.IsFinite(value);
    }

    /// <param name="c">One of <c>0-9a-fA-F</c>.</param>
    public static int HexDigit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    /// <summary>Digits alone, up to a largest value.</summary>
    public static bool TryUnsigned(string text, ulong max, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;

    /// <summary>As amd64 converts a float to 32 bits: toward zero, wrapping, and 0 where 64 bits do not hold it.</summary>
    public static uint ToUInt32(double value) => Math.Abs(value) < 9.2233720368547758E18 ? unchecked((uint)(long)value) : 0;

    /// <summary>Toward zero; what 64 bits do not hold is far above every limit.</summary>
    public static ulong ToUInt64(double value) => value < 9.2233720368547758E18 ? (ulong)value : double.IsNaN(value) ? 0 : 1UL << 63;

    [GeneratedRegex(@"^[-+]?(?:[0-9]+(?:_[0-9]+)*(?:\.(?:[0-9]+(?:_[0-9]+)*)?)?|\.[0-9]+(?:_[0-9]+)*)(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalForm();

    [GeneratedRegex(@"^[-+]?0[xX]_?((?>[0-9a-fA-F]*))\.?((?>[0-9a-fA-F]*))[pP]([-+]?[0-9]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex HexForm();
}
