using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akash.Chain.Errors;

namespace Akash.Chain.Transport;

/// <summary>A node behind a CometBFT RPC endpoint: queries, transactions and blocks, all by JSON-RPC posts to its base.</summary>
sealed class CometNode(Uri rpc, HttpClient http, TimeProvider time) : IChainNode
{
    const string AlreadyThere = "tx already exists in cache";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    static CometJson Json => CometJson.Default;

    public string Name => rpc.Authority;

    /// <summary>The block whose state an answer must at least come from; the endpoint is taken for lagging otherwise.</summary>
    public Func<long> LeastHeight { get; init; } = () => 0;

    public async Task<ReadOnlyMemory<byte>> QueryAsync(string path, ReadOnlyMemory<byte> request, long? height, CancellationToken cancellationToken)
    {
        var wanted = (height ?? 0).ToString(CultureInfo.InvariantCulture);
        var response = Required(await CallAsync(
            "abci_query", new AbciQueryParams(path, Convert.ToHexStringLower(request.Span), wanted, Prove: false),
            Json.RpcRequestAbciQueryParams, Json.RpcResponseAbciQueryResult, cancellationToken)).Response;

        if (height is null) NodeHeight.RequireAtLeast(LeastHeight(), response.Height, Name);
        if (NodeHeight.IsMissing(response.Log)) throw new EndpointException(Name, $"has no state of block {wanted}", mayHaveArrived: true);
        return response.Code == 0 ? response.Value : throw ErrorMapping.ToException(response.Codespace, response.Code, response.Log);
    }

    public async Task<NodeStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var status = Required(await CallAsync(
            "status", new NoParams(), Json.RpcRequestNoParams, Json.RpcResponseStatusResult, cancellationToken));
        var sync = status.SyncInfo;
        return new NodeStatus(status.NodeInfo.Network, sync.LatestBlockHeight, sync.LatestBlockTime, sync.EarliestBlockHeight, sync.CatchingUp);
    }

    public async Task<DateTimeOffset?> FindBlockTimeAsync(long height, CancellationToken cancellationToken)
    {
        var response = await CallAsync(
            "block", new BlockParams(height.ToString(CultureInfo.InvariantCulture)),
            Json.RpcRequestBlockParams, Json.RpcResponseBlockResult, cancellationToken);
        if (response.Error is not null) return null;

        // A block that was pruned between status and answer comes as an empty one.
        return Required(response).Block?.Header.Time;
    }

    public async Task<BroadcastAnswer> BroadcastAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellationToken)
    {
        var response = await CallAsync(
            "broadcast_tx_sync", new BroadcastParams(transaction.ToArray()),
            Json.RpcRequestBroadcastParams, Json.RpcResponseBroadcastResult, cancellationToken);
        if (response.Error is { } error)
        {
            return error.Text.Contains(AlreadyThere, StringComparison.OrdinalIgnoreCase)
                ? default
                : throw new EndpointException(Name, RawLog.ToPrintable(error.Text), mayHaveArrived: false);
        }

        var (code, codespace, log) = Required(response);
        return new BroadcastAnswer(codespace, code, log);
    }

    public async Task<IncludedTransaction?> FindTransactionAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        var response = await CallAsync(
            "tx", new TxParams(hash.ToArray(), Prove: false), Json.RpcRequestTxParams, Json.RpcResponseTxResult, cancellationToken);
        if (response.Error?.Text.Contains("not found", StringComparison.OrdinalIgnoreCase) is true) return null;

        var (height, execution) = Required(response);
        return new IncludedTransaction(
            height, execution.Codespace, execution.Code, execution.Log, execution.GasWanted, execution.GasUsed, execution.Data);
    }

    T Required<T>(RpcResponse<T> response)
        where T : class =>
        response.Result ?? throw new EndpointException(
            Name, response.Error is { } error ? RawLog.ToPrintable(error.Text) : "answers without a result", mayHaveArrived: true);

    async Task<RpcResponse<TResult>> CallAsync<TParams, TResult>(
        string method, TParams parameters,
        JsonTypeInfo<RpcRequest<TParams>> requestType, JsonTypeInfo<RpcResponse<TResult>> responseType, CancellationToken cancellationToken)
        where TResult : class
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new RpcRequest<TParams>("2.0", 1, method, parameters), requestType));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(rpc, content, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Read(response.StatusCode, body, responseType);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndpointException(Name, "does not answer in time", mayHaveArrived: true, e);
        }
        catch (HttpRequestException e)
        {
            var unsent = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            throw new EndpointException(Name, $"cannot be reached: {e.Message}", mayHaveArrived: !unsent, e);
        }
        catch (IOException e)
        {
            throw new EndpointException(Name, $"broke off: {e.Message}", mayHaveArrived: true, e);
        }
    }

    /// <summary>CometBFT answers errors with status 500 and JSON; proxies answer with anything.</summary>
    RpcResponse<TResult> Read<TResult>(HttpStatusCode status, byte[] body, JsonTypeInfo<RpcResponse<TResult>> responseType)
        where TResult : class
    {
        try
        {
            if (JsonSerializer.Deserialize(body, responseType) is { } response && (response.Result is not null || response.Error is not null)) return response;
        }
        catch (JsonException)
        {
            // Told below as what it is: not an answer of a node.
        }

        throw new EndpointException(Name, $"answers with HTTP {(int)status} and no JSON-RPC answer", mayHaveArrived: status is not HttpStatusCode.TooManyRequests);
    }
}
