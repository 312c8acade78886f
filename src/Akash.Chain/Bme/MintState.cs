using Akash.Money;

namespace Akash.Chain.Bme;

/// <summary>Whether ACT can be minted now (chain.md 9.5).</summary>
public enum MintHealth
{
    /// <summary>Mints are carried out about every minute.</summary>
    Open,

    /// <summary>The circuit breaker warns: mints wait longer, up to a day.</summary>
    Slowed,

    /// <summary>The circuit breaker is open: the vault holds too little AKT for the ACT outstanding. Refused; what waits goes on waiting.</summary>
    HaltedByRatio,

    /// <summary>There is no healthy AKT price. Refused, mostly for minutes.</summary>
    HaltedByPrice,
}

/// <param name="CollateralRatio">AKT in the vault per ACT outstanding, by value; null while there is no price.</param>
/// <param name="Terms">Null while there is no healthy price.</param>
public sealed record MintState(MintHealth Health, Dec? CollateralRatio, MintTerms? Terms)
{
    public bool IsHalted => Health is MintHealth.HaltedByRatio or MintHealth.HaltedByPrice;

    /// <summary>For a person.</summary>
    public string Describe() => Health switch
    {
        MintHealth.Open => "minting is open",
        MintHealth.Slowed => $"minting is slowed down by the chain's circuit breaker (collateral ratio {Percent}), a mint may take up to a day",
        MintHealth.HaltedByRatio => $"minting is halted by the chain's circuit breaker (collateral ratio {Percent}) until the ratio recovers",
        _ => "minting is halted because the chain has no healthy AKT price, which mostly passes within minutes",
    };

    string Percent => CollateralRatio is { } ratio ? $"{(ratio * 100).ToString(1, Rounding.Truncate)} %" : "unknown";
}

/// <summary>A request to mint that waits for its epoch.</summary>
public sealed record PendingMint(long Height, long Sequence, Coin Burned);

/// <summary>A request that was given up and refunded.</summary>
/// <param name="Reason">The chain's word: <c>minimum_mint</c>, <c>max_attempts</c>…</param>
public sealed record CancelledMint(long Height, long Sequence, Coin Refunded, string Reason);
