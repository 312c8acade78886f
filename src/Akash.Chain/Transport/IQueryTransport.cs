namespace Akash.Chain.Transport;

/// <summary>Where a gRPC query goes by its full method path, such as <c>/akash.market.v1beta5.Query/Bids</c>.</summary>
interface IQueryTransport
{
    /// <summary>The protobuf answer.</summary>
    /// <param name="height">The block whose state is asked; null for the latest.</param>
    /// <exception cref="Errors.ChainException">The chain refuses the query, or nobody answers.</exception>
    Task<ReadOnlyMemory<byte>> QueryAsync(string path, ReadOnlyMemory<byte> request, long? height, CancellationToken cancellationToken);
}
