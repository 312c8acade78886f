namespace Akash.Sandbox.Node;

/// <summary>
/// The node as those who live beside it in the process see it: what any client could learn over RPC, nothing more.
/// </summary>
interface INode
{
    string ChainId { get; }

    /// <summary>The latest committed block.</summary>
    long Height { get; }

    DateTimeOffset BlockTime { get; }

    /// <summary>A gRPC query by its full method path, in the committed state.</summary>
    QueryAnswer Query(string path, ReadOnlySpan<byte> request);

    /// <summary>Offers a transaction to the mempool (CheckTx).</summary>
    BroadcastAnswer Broadcast(ReadOnlyMemory<byte> transaction);

    /// <summary>Every block from the next one on, in order.</summary>
    IAsyncEnumerable<CommittedBlock> ReadBlocksAsync(CancellationToken cancellationToken);
}

readonly record struct QueryAnswer(uint Code, string Codespace, string Log, ReadOnlyMemory<byte> Value);

readonly record struct BroadcastAnswer(uint Code, string Codespace, string Log, string Hash);

sealed record CommittedBlock(long Height, DateTimeOffset Time, IReadOnlyList<CommittedTransaction> Transactions);

sealed record CommittedTransaction(string Hash, uint Code, string Codespace, string Log);
