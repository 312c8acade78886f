namespace Akash.Chain.Errors;

/// <summary>A failure of the chain in words a person can act on.</summary>
/// <param name="advice">What to do about it.</param>
public class ChainException(ChainFailure failure, string message, string advice, Exception? inner = null) : Exception(message, inner)
{
    public ChainFailure Failure { get; } = failure;

    public string Advice { get; } = advice;
}

/// <summary>A refusal by the chain: of a query, by a simulation, by the mempool, or of an included transaction.</summary>
/// <param name="refusal">What the node answered, its log made printable.</param>
/// <param name="transaction">The hash of the included transaction, whose fee is spent; null where nothing was included.</param>
public sealed class ChainRefusedException(
    ChainFailure failure, string message, string advice, Refusal refusal, string? transaction = null) : ChainException(failure, message, advice)
{
    public Refusal Refusal { get; } = refusal;

    public string? Transaction { get; } = transaction;
}

/// <summary>A transaction that was sent and whose fate is not known.</summary>
/// <param name="transaction">Its hash, to be looked up later.</param>
public sealed class TransactionUnconfirmedException(string transaction, string message, Exception? inner = null)
    : ChainException(ChainFailure.Unconfirmed, message, "Look the transaction up by its hash before sending anything again", inner)
{
    public string Transaction { get; } = transaction;
}

/// <param name="Codespace">The module that refused; empty where the node gives only words.</param>
/// <param name="Log">The node's words, printable.</param>
public sealed record Refusal(string Codespace, uint Code, string Log);
