using Google.Protobuf;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>What came of a transaction, in the mempool or in a block. Code 0 is success.</summary>
sealed record TransactionResult(
    uint Code, string Codespace, string Log, ByteString Data, ulong GasWanted, ulong GasUsed, IReadOnlyList<LedgerEvent> Events,
    IReadOnlyList<IMessage> Responses)
{
    public static TransactionResult Refused(LedgerException refusal, ulong gasWanted, ulong gasUsed, IReadOnlyList<LedgerEvent> events) =>
        new(refusal.Error.Code, refusal.Error.Codespace, refusal.Log, ByteString.Empty, gasWanted, gasUsed, events, []);
}
