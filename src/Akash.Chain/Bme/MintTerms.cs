using System.Numerics;
using Akash.Money;

namespace Akash.Chain.Bme;

/// <summary>What minting costs now; all arithmetic is the chain's own, in whole base units (chain.md 9.4).</summary>
/// <param name="AktPrice">US$ of one AKT, which is ACT of one AKT, since an ACT is a US$ by definition.</param>
/// <param name="SpreadBasisPoints">What the chain keeps of what is minted, in hundredths of a percent.</param>
/// <param name="LeastMint">Less than this is cancelled (uact, before the spread).</param>
public sealed record MintTerms(Dec AktPrice, uint SpreadBasisPoints, BigInteger LeastMint)
{
    const int BasisPoints = 10_000;

    /// <summary>Percent by which the price may fall until the mint is carried out, about a minute later.</summary>
    const int PriceMargin = 5;

    /// <summary>What arrives for burned AKT if it were carried out at this price.</summary>
    public Coin ReceivedFor(Coin akt)
    {
        var gross = (AktPrice * akt.Amount).ToInteger(Rounding.Truncate);
        return new Coin(Denoms.Uact, gross - (gross * SpreadBasisPoints / BasisPoints));
    }

    /// <summary>The AKT to burn so that at least this much ACT arrives, also when the price falls by 5 % meanwhile; never less than the chain mints.</summary>
    public Coin BurnFor(Coin act)
    {
        var gross = BigInteger.Max(Ceiling(act.Amount * BasisPoints, BasisPoints - SpreadBasisPoints), LeastMint);
        return new Coin(Denoms.Uakt, Dec.FromInteger(Ceiling(gross * (100 + PriceMargin), 100)).Divide(AktPrice, Rounding.Up).ToInteger(Rounding.Up));
    }

    /// <summary>The least that can be minted: what arrives of the chain's minimum.</summary>
    public Coin LeastReceived => new(Denoms.Uact, LeastMint - (LeastMint * SpreadBasisPoints / BasisPoints));

    /// <summary>AKT in ACT, which is US$, at this price.</summary>
    public Coin ToAct(Coin akt) => new(Denoms.Uact, (AktPrice * akt.Amount).ToInteger(Rounding.Truncate));

    /// <summary>ACT, which is US$, in AKT at this price.</summary>
    public Coin ToAkt(Coin act) => new(Denoms.Uakt, Dec.FromInteger(act.Amount).Divide(AktPrice, Rounding.Up).ToInteger(Rounding.Up));

    static BigInteger Ceiling(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
}
