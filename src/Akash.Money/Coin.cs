using System.Globalization;
using System.Numerics;

namespace Akash.Money;

/// <summary>A whole amount of base units of one denom, such as 5000000 uact.</summary>
public readonly record struct Coin(string Denom, BigInteger Amount)
{
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + Denom;

    /// <summary>Reads <c>digits</c> and a denom, such as <c>5000000uact</c>.</summary>
    public static bool TryParse(string? text, out Coin coin)
    {
        var end = text?.AsSpan().IndexOfAnyExceptInRange('0', '9') ?? -1;
        coin = default;
        if (text is null || end <= 0) return false;
        coin = new Coin(text[end..], BigInteger.Parse(text.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>For people: whole tokens where the denom has six decimals (<c>0.5 ACT</c>), base units otherwise.</summary>
    public string ToDisplay() => Denom is Denoms.Uact or Denoms.Uakt
        ? $"{Dec.FromRatio(Amount, Denoms.BaseUnits, Rounding.Truncate)} {Denom[1..].ToUpperInvariant()}"
        : $"{Amount.ToString(CultureInfo.InvariantCulture)} {Denom}";
}

/// <summary>An amount with 18 fraction digits of one denom, such as a price per block.</summary>
public readonly record struct DecCoin(string Denom, Dec Amount)
{
    public override string ToString() => Amount + Denom;
}

/// <summary>The denoms of the Akash chain; both have six decimals.</summary>
public static class Denoms
{
    /// <summary>Compute credit, 1 US$ per 1,000,000 by definition: prices, deposits, payments.</summary>
    public const string Uact = "uact";

    /// <summary>The chain's own token: gas.</summary>
    public const string Uakt = "uakt";

    /// <summary>Base units of one ACT or one AKT.</summary>
    public const int BaseUnits = 1_000_000;
}
