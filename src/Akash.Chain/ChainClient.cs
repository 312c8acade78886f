using System.Runtime.CompilerServices;
using Akash.Chain.Errors;
using Akash.Chain.Networks;
using Akash.Chain.Transport;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Chain;

/// <summary>
/// Reads an Akash chain through the endpoints of a network, RPC or gRPC: fails over between them, asks a second one where
/// the first is late, retries reads, and never believes an endpoint that is behind what was confirmed. Every failure is a
/// <see cref="ChainException"/>.
/// </summary>
public sealed partial class ChainClient
{
    /// <summary>Items asked for at a time; lists are read to their end whatever it is.</summary>
    const ulong PageSize = 100;

    /// <param name="http">Lives as long as its creator wants; requests carry their own time limit.</param>
    public ChainClient(NetworkDefinition network, HttpClient http, TimeProvider? time = null, ILogger? logger = null)
    {
        Network = network;
        Time = time ?? TimeProvider.System;
        Endpoints = new EndpointPool(network, http, Time, logger ?? NullLogger.Instance);
        Invoker = new QueryInvoker(Endpoints);
    }

    ChainClient(ChainClient origin, IQueryTransport transport, long? height)
    {
        (Network, Time, Endpoints) = (origin.Network, origin.Time, origin.Endpoints);
        Invoker = new QueryInvoker(transport, height);
        PinnedHeight = height;
    }

    public NetworkDefinition Network { get; }

    /// <summary>The block whose state every query of this client is answered from; null for the latest, whichever that is.</summary>
    public long? PinnedHeight { get; }

    /// <summary>
    /// The same client with all its queries at one height, so that answers fit each other. Endpoints that do not have the
    /// state of that block, yet or any more, are passed over.
    /// </summary>
    public ChainClient AtHeight(long height) => new(this, Endpoints, height);

    /// <summary>The same client with all its queries at the block that is the latest now.</summary>
    public async Task<ChainClient> AtLatestAsync(CancellationToken cancellationToken) =>
        AtHeight((await GetStatusAsync(cancellationToken)).LatestHeight);

    /// <summary>The same client with all its queries to one endpoint, whose failures are <see cref="EndpointException"/>s.</summary>
    internal ChainClient Through(IChainNode node) => new(this, node, null);

    internal TimeProvider Time { get; }

    internal EndpointPool Endpoints { get; }

    internal CallInvoker Invoker { get; }

    /// <summary>An answer, or null where what was asked for does not exist.</summary>
    static async Task<T?> FindAsync<T>(AsyncUnaryCall<T> call)
        where T : class
    {
        try
        {
            return await call.ResponseAsync;
        }
        catch (ChainRefusedException e) when (e.Failure is ChainFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>All items of all pages. The total of a page says nothing about the end (chain.md 8.2); only the next key does.</summary>
    static async IAsyncEnumerable<TItem> ListAsync<TPage, TItem>(
        Func<PageRequest, AsyncUnaryCall<TPage>> read,
        Func<TPage, IEnumerable<TItem>> items,
        Func<TPage, PageResponse?> pagination,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var key = ByteString.Empty; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(new PageRequest { Key = key, Limit = PageSize }).ResponseAsync;
            foreach (var item in items(page)) yield return item;

            var next = pagination(page)?.NextKey ?? ByteString.Empty;
            if (next.IsEmpty || next == key) yield break;
            key = next;
        }
    }
}
