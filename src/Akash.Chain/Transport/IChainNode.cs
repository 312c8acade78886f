namespace Akash.Chain.Transport;

/// <summary>One node, reached through one endpoint. Every call throws <see cref="EndpointException"/> where no useful answer came.</summary>
interface IChainNode : IQueryTransport
{
    /// <summary>Host and port, for people: paths and user names may hold keys.</summary>
    string Name { get; }

    Task<NodeStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>When the block of a height was made; null where the node does not have it.</summary>
    Task<DateTimeOffset?> FindBlockTimeAsync(long height, CancellationToken cancellationToken);

    /// <summary>Offers a transaction to the node's mempool; a transaction it already has counts as accepted.</summary>
    Task<BroadcastAnswer> BroadcastAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellationToken);

    /// <summary>An included transaction by its hash (32 bytes); null while there is none.</summary>
    Task<IncludedTransaction?> FindTransactionAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}

/// <summary>What the mempool said; code 0 is accepted.</summary>
readonly record struct BroadcastAnswer(string? Codespace, uint Code, string? Log)
{
    public bool IsAccepted => Code == 0;
}

/// <param name="Data">Protobuf <c>TxMsgData</c>.</param>
sealed record IncludedTransaction(long Height, string? Codespace, uint Code, string? Log, ulong GasWanted, ulong GasUsed, ReadOnlyMemory<byte> Data);

/// <summary>What a node is expected to know already.</summary>
static class NodeHeight
{
    /// <summary>How nodes say that they do not have the state of a block: it is yet to come, or pruned (recorded, and baseapp's words).</summary>
    static readonly string[] Missing = ["failed to load state at height", "cannot query with height in the future", "version does not exist"];

    /// <summary>Refuses an answer from before a block that must have been seen.</summary>
    /// <param name="answered">The block it was answered from; 0 where that is not told.</param>
    /// <exception cref="EndpointException">The endpoint lags.</exception>
    public static void RequireAtLeast(long least, long answered, string endpoint)
    {
        if (answered > 0 && answered < least) throw new EndpointException(endpoint, $"answers from block {answered}, behind block {least}", mayHaveArrived: true);
    }

    public static bool IsMissing(string? log) => Missing.Any(words => log?.Contains(words, StringComparison.OrdinalIgnoreCase) is true);
}

/// <summary>An endpoint that gave no useful answer: unreachable, overloaded, lagging, or not a node.</summary>
/// <param name="mayHaveArrived">Whether the request may have had its effect all the same.</param>
sealed class EndpointException(string endpoint, string problem, bool mayHaveArrived, Exception? inner = null)
    : Exception($"{endpoint}: {problem}", inner)
{
    public bool MayHaveArrived { get; } = mayHaveArrived;
}
