namespace Akash.Chain.Transport;

/// <summary>Where a node stands.</summary>
/// <param name="LatestHeight">The latest committed block.</param>
/// <param name="EarliestHeight">The oldest block the node still has.</param>
/// <param name="CatchingUp">Whether it is still behind the network by its own account.</param>
public sealed record NodeStatus(string ChainId, long LatestHeight, DateTimeOffset LatestBlockTime, long EarliestHeight, bool CatchingUp);
