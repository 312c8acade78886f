using System.Globalization;
using System.Numerics;

namespace Akash.Money;

/// <summary>A whole amount of base units of one denom, such as 5000000 uact.</summary>
public readonly record struct Coin(string Denom, BigInteger Amount)
{
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + Denom;
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
}
