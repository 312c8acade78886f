using System.Globalization;
using System.Numerics;

namespace Akash.Sandbox.Ledger.Values;

/// <summary>The chain's decimal: a whole number of 10⁻¹⁸. Products and quotients round half to even, as the chain's do.</summary>
readonly record struct Dec(BigInteger Units) : IComparable<Dec>
{
    const int Places = 18;
    static readonly BigInteger One = BigInteger.Pow(10, Places);

    public static Dec Zero => default;

    public bool IsZero => Units.IsZero;
    public bool IsPositive => Units.Sign > 0;
    public bool IsNegative => Units.Sign < 0;

    public static Dec FromInteger(BigInteger value) => new(value * One);

    /// <summary>Reads the form of the wire: the digits of the value times 10¹⁸, or nothing for zero.</summary>
    public static Dec FromWire(string digits) => TryFromWire(digits, out var value)
        ? value
        : throw new FormatException($"'{digits}' is not a decimal of the wire: expected the digits of the value times 10^18");

    public static bool TryFromWire(string digits, out Dec value)
    {
        value = Zero;
        if (digits.Length == 0) return true;
        if (!BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)) return false;
        value = new Dec(units);
        return true;
    }

    public string ToWire() => Units.ToString(CultureInfo.InvariantCulture);

    /// <summary>The whole part, towards zero.</summary>
    public BigInteger Truncate() => Units / One;

    public Dec TruncateToWhole() => FromInteger(Truncate());

    public static Dec operator +(Dec left, Dec right) => new(left.Units + right.Units);
    public static Dec operator -(Dec left, Dec right) => new(left.Units - right.Units);
    public static Dec operator *(Dec left, Dec right) => new(DivideHalfEven(left.Units * right.Units, One));
    public static Dec operator *(Dec left, BigInteger right) => new(left.Units * right);

    /// <summary>The chain divides with 18 further places, cuts, and then rounds half to even.</summary>
    public static Dec operator /(Dec left, Dec right) => new(DivideHalfEven(left.Units * One * One / right.Units, One));

    public static bool operator <(Dec left, Dec right) => left.Units < right.Units;
    public static bool operator >(Dec left, Dec right) => left.Units > right.Units;
    public static bool operator <=(Dec left, Dec right) => left.Units <= right.Units;
    public static bool operator >=(Dec left, Dec right) => left.Units >= right.Units;

    public Dec Ceiling()
    {
        var whole = Truncate();
        return FromInteger(Units > whole * One ? whole + 1 : whole);
    }

    public int CompareTo(Dec other) => Units.CompareTo(other.Units);

    /// <summary>The form of JSON and of messages: always 18 places.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Units).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        return $"{(IsNegative ? "-" : "")}{digits[..^Places]}.{digits[^Places..]}";
    }

    static BigInteger DivideHalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), divisor, out var rest);
        var twice = (rest * 2).CompareTo(divisor);
        if (twice > 0 || (twice == 0 && !quotient.IsEven)) quotient += 1;
        return dividend.Sign < 0 ? -quotient : quotient;
    }
}
