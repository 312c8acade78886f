using Akash.Money;

namespace Akash.Chain.Transactions;

/// <summary>How a transaction is sent; the defaults suit a job that shares its wallet with others.</summary>
public sealed record SendOptions
{
    public static SendOptions Default { get; } = new();

    /// <summary>The most all attempts together may cost; 1 AKT unless said otherwise.</summary>
    public Coin MaxFee { get; init; } = new(Denoms.Uakt, Denoms.BaseUnits);

    /// <summary>
    /// Whether it takes the account's next sequence. Unordered ones do not wait for each other; ordered is what old
    /// nodes need.
    /// </summary>
    public bool Ordered { get; init; }

    /// <summary>
    /// The sequence the account had when the caller looked; null for whichever is next. An ordered transaction bound to it is
    /// refused with <see cref="Errors.ChainFailure.SequenceMismatch"/> when the account sent another one since or has one under
    /// way, so what the caller saw still holds when it is included.
    /// </summary>
    public ulong? Sequence { get; init; }

    internal bool IsOrdered => Ordered || Sequence is not null;

    /// <summary>How long it may wait for a block before it is certainly dead; less than 10 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Public, at most 256 characters.</summary>
    public string Memo { get; init; } = "";

    /// <summary>Whose fee grant pays, or null for the signer.</summary>
    public string? FeeGranter { get; init; }
}

/// <summary>What a transaction would take.</summary>
public sealed record GasEstimate(ulong Gas, Coin Fee);

/// <summary>An included and successful transaction.</summary>
/// <param name="Hash">Upper-case hex.</param>
/// <param name="Fee">What was charged, all attempts together.</param>
/// <param name="Data">Protobuf <c>TxMsgData</c>: one response a message.</param>
public sealed record TransactionReceipt(string Hash, long Height, ulong GasWanted, ulong GasUsed, Coin Fee, ReadOnlyMemory<byte> Data);
