using System.Collections.Immutable;
using System.Numerics;
using Akash.Proto.Bme.V1;
using Akash.Proto.Oracle.V2;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Values;
using BmeParams = Akash.Proto.Bme.V1.Params;
using OracleParams = Akash.Proto.Oracle.V2.Params;

namespace Akash.Sandbox.Ledger.State;

/// <summary>Order of ledger records: by what is burned and minted, then by owner, then by time of the request.</summary>
readonly record struct LedgerKey(string Denom, string ToDenom, string Source, long Height, long Sequence) : IComparable<LedgerKey>
{
    public int CompareTo(LedgerKey other)
    {
        if (string.CompareOrdinal(Denom, other.Denom) is var denom and not 0) return denom;
        if (string.CompareOrdinal(ToDenom, other.ToDenom) is var toDenom and not 0) return toDenom;
        if (CompareAddresses(Source, other.Source) is var source and not 0) return source;
        return Height.CompareTo(other.Height) is var height and not 0 ? height : Sequence.CompareTo(other.Sequence);
    }

    /// <summary>By the addresses' bytes, whose order isn't that of their texts.</summary>
    static int CompareAddresses(string left, string right) =>
        left == right ? 0 : AccountAddress.ToBytes(left).AsSpan().SequenceCompareTo(AccountAddress.ToBytes(right));

    public static LedgerKey Of(LedgerRecordID id) => new(id.Denom, id.ToDenom, id.Source, id.Height, id.Sequence);

    public LedgerRecordID ToId() => new() { Denom = Denom, ToDenom = ToDenom, Source = Source, Height = Height, Sequence = Sequence };
}

/// <summary>Burning AKT into ACT and back: requests, results, totals and the circuit breaker.</summary>
sealed record BmeState
{
    public required BmeParams Params { get; init; }

    /// <summary>A chain starts halted: its first block decides anew.</summary>
    public Status Status { get; init; } = new() { Status_ = MintStatus.HaltCr };

    public long Sequence { get; init; }
    public long MintEpoch { get; init; }
    public long BurnEpoch { get; init; } = 10;
    public Table<LedgerKey, LedgerPendingRecord> Pending { get; init; } = Table<LedgerKey, LedgerPendingRecord>.Empty;
    public Table<LedgerKey, LedgerRecord> Executed { get; init; } = Table<LedgerKey, LedgerRecord>.Empty;
    public Table<LedgerKey, LedgerCanceledRecord> Canceled { get; init; } = Table<LedgerKey, LedgerCanceledRecord>.Empty;
    public ImmutableSortedDictionary<string, BigInteger> PendingBalances { get; init; } = Nothing;
    public ImmutableSortedDictionary<string, BigInteger> TotalBurned { get; init; } = Nothing;
    public ImmutableSortedDictionary<string, BigInteger> TotalMinted { get; init; } = Nothing;
    public BigInteger RemintCredit { get; init; }

    static ImmutableSortedDictionary<string, BigInteger> Nothing { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(Coins.Uact, BigInteger.Zero), KeyValuePair.Create(Coins.Uakt, BigInteger.Zero)]);
}

/// <summary>A price as a source reported it.</summary>
sealed record ReportedPrice(string Source, Dec Price, Instant Time, ulong Sequence);

/// <summary>What the price sources said about AKT in US$, and what was made of it.</summary>
sealed record OracleState
{
    public required OracleParams Params { get; init; }
    public ImmutableList<ReportedPrice> Prices { get; init; } = [];
    public ulong Sequence { get; init; }
    public AggregatedPrice? Aggregated { get; init; }
    public PriceHealth? Health { get; init; }

    /// <summary>A price that the first source reports in every block by itself; without it only transactions bring prices.</summary>
    public Dec? SteadyPrice { get; init; }
}
