using System.Globalization;
using System.Text;

namespace Akash.Sdl.Yaml;

/// <summary>Numbers as JavaScript prints and reads them.</summary>
static class JsNumbers
{
    /// <summary><c>Number.prototype.toString</c>: shortest digits, exponent from 1e21 and below 1e-6.</summary>
    public static string ToText(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0) return "0";

        var round = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Decompose(round);
        return (value < 0 ? "-" : "") + Layout(digits, exponent);
    }

    /// <summary>Digits without zeros at either end, and the power of ten that the point stands after: value = 0.digits × 10^exponent.</summary>
    static (string Digits, int Exponent) Decompose(string text)
    {
        var mantissa = text;
        var exponent = 0;
        if (text.IndexOf('E') is var e and >= 0)
        {
            mantissa = text[..e];
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length - leading + exponent);
    }

    static string Layout(string digits, int n)
    {
        var k = digits.Length;
        if (k <= n && n <= 21) return digits + new string('0', n - k);
        if (n is > 0 and <= 21) return $"{digits[..n]}.{digits[n..]}";
        if (n is > -6 and <= 0) return $"0.{new string('0', -n)}{digits}";

        var text = new StringBuilder().Append(digits[0]);
        if (k > 1) text.Append('.').Append(digits, 1, k - 1);
        return text.Append('e').Append(n > 0 ? '+' : '-').Append(Math.Abs(n - 1)).ToString();
    }

    /// <summary><c>parseFloat</c> of a text of digits and points: what a number ends is left unread.</summary>
    public static double ParseFloatPrefix(string text)
    {
        var end = 0;
        var seenPoint = false;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '.' && !seenPoint)))
        {
            seenPoint |= text[end] == '.';
            end++;
        }

        var prefix = text.AsSpan(0, end);
        return prefix.ContainsAnyInRange('0', '9') ? double.Parse(prefix, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : double.NaN;
    }

    /// <summary><c>parseInt(text, 10)</c>.</summary>
    public static double ParseIntPrefix(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        var negative = trimmed is ['-', ..];
        if (trimmed is ['-' or '+', ..]) trimmed = trimmed[1..];
        var end = 0;
        while (end < trimmed.Length && char.IsAsciiDigit(trimmed[end])) end++;
        if (end == 0) return double.NaN;

        var value = double.Parse(trimmed[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        return negative ? -value : value;
    }
}
