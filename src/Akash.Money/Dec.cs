using System.Globalization;
using System.Numerics;

namespace Akash.Money;

/// <summary>How a result that does not fit is brought to the precision asked for; named at each call.</summary>
public enum Rounding
{
    /// <summary>Towards zero, as the chain settles payments.</summary>
    Truncate,

    /// <summary>Away from zero, as the chain charges fees.</summary>
    Up,
}

/// <summary>
/// An exact decimal of 18 fraction digits, the chain's own number (<c>LegacyDec</c>); its <see cref="Digits"/> are the
/// value times 10^18, which is also its spelling on the protobuf wire.
/// </summary>
public readonly record struct Dec(BigInteger Digits) : IComparable<Dec>
{
    /// <summary>Fraction digits.</summary>
    public const int Places = 18;

    static readonly BigInteger One18 = BigInteger.Pow(10, Places);

    public static Dec Zero => new(BigInteger.Zero);

    public static Dec One => new(One18);

    public static Dec FromInteger(BigInteger value) => new(value * One18);

    /// <summary>The exact quotient of two integers, cut or raised at the 18th place.</summary>
    public static Dec FromRatio(BigInteger numerator, BigInteger denominator, Rounding rounding) =>
        new(Divide(numerator * One18, denominator, rounding));

    /// <summary>Reads <c>-?digits[.digits]</c> with up to 18 fraction digits.</summary>
    public static bool TryParse(string? text, out Dec value)
    {
        value = default;
        if (string.IsNullOrEmpty(text)) return false;

        var negative = text[0] == '-';
        var unsigned = text.AsSpan(negative ? 1 : 0);
        var point = unsigned.IndexOf('.');
        var whole = point < 0 ? unsigned : unsigned[..point];
        var fraction = point < 0 ? [] : unsigned[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || fraction.Length > Places) return false;
        if (whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9')) return false;

        var digits = BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture)
            * BigInteger.Pow(10, Places - fraction.Length);
        value = new Dec(negative ? -digits : digits);
        return true;
    }

    /// <exception cref="FormatException">The text is not a decimal of at most 18 fraction digits.</exception>
    public static Dec Parse(string text) => TryParse(text, out var value)
        ? value
        : throw new FormatException($"'{text}' is not a decimal number of at most {Places} fraction digits");

    /// <summary>Reads the protobuf wire form: an integer, the value times 10^18.</summary>
    public static Dec FromWire(string digits) => new(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    public string ToWire() => Digits.ToString(CultureInfo.InvariantCulture);

    public bool IsZero => Digits.IsZero;

    public BigInteger ToInteger(Rounding rounding) => Divide(Digits, One18, rounding);

    public Dec Multiply(Dec other, Rounding rounding) => new(Divide(Digits * other.Digits, One18, rounding));

    public Dec Divide(Dec other, Rounding rounding) => new(Divide(Digits * One18, other.Digits, rounding));

    public static Dec operator +(Dec left, Dec right) => new(left.Digits + right.Digits);

    public static Dec operator -(Dec left, Dec right) => new(left.Digits - right.Digits);

    public static Dec operator *(Dec left, BigInteger right) => new(left.Digits * right);

    public static bool operator <(Dec left, Dec right) => left.Digits < right.Digits;

    public static bool operator >(Dec left, Dec right) => left.Digits > right.Digits;

    public static bool operator <=(Dec left, Dec right) => left.Digits <= right.Digits;

    public static bool operator >=(Dec left, Dec right) => left.Digits >= right.Digits;

    public int CompareTo(Dec other) => Digits.CompareTo(other.Digits);

    /// <summary>The REST form: exactly 18 fraction digits.</summary>
    public string ToFixed()
    {
        var magnitude = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return $"{(Digits.Sign < 0 ? "-" : "")}{magnitude[..^Places]}.{magnitude[^Places..]}";
    }

    /// <summary>The shortest exact form: no trailing zeros, no bare point.</summary>
    public override string ToString() => ToFixed().TrimEnd('0').TrimEnd('.');

    /// <summary>For people: at most <paramref name="places"/> fraction digits, the rest treated as named.</summary>
    public string ToString(int places, Rounding rounding)
    {
        var scale = BigInteger.Pow(10, Places - places);
        var text = new Dec(Divide(Digits, scale, rounding) * scale).ToFixed();
        return places == 0 ? text[..text.IndexOf('.')] : text[..(text.IndexOf('.') + 1 + places)];
    }

    static BigInteger Divide(BigInteger dividend, BigInteger divisor, Rounding rounding)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        if (rounding is Rounding.Truncate || remainder.IsZero) return quotient;
        return (dividend.Sign < 0) == (divisor.Sign < 0) ? quotient + 1 : quotient - 1;
    }
}
