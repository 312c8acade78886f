using System.Globalization;
using Akash.Chain.Errors;
using Akash.Proto.Cosmos.Base.Tendermint.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using BlockService = Akash.Proto.Cosmos.Base.Tendermint.V1Beta1.Service.ServiceClient;
using TransactionService = Akash.Proto.Cosmos.Tx.V1Beta1.Service.ServiceClient;

namespace Akash.Chain.Transport;

/// <summary>A node behind its gRPC endpoint; the errors are those the same node gives over RPC.</summary>
sealed class GrpcNode : IChainNode
{
    const string HeightHeader = "x-cosmos-block-height";
    const uint AlreadyThere = 19;
    const int LargestAnswer = 32 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    readonly CallInvoker calls;
    readonly string basePath;
    readonly TimeProvider time;
    string? chainId;

    public GrpcNode(Uri address, HttpClient http, TimeProvider time)
    {
        this.time = time;
        Name = address.Authority;
        basePath = address.AbsolutePath.Trim('/');
        calls = GrpcChannel.ForAddress(
            address.GetLeftPart(UriPartial.Authority),
            new GrpcChannelOptions { HttpClient = http, MaxReceiveMessageSize = LargestAnswer }).CreateCallInvoker();
    }

    public string Name { get; }

    /// <inheritdoc cref="CometNode.LeastHeight"/>
    public Func<long> LeastHeight { get; init; } = () => 0;

    BlockService Blocks => new(new QueryInvoker(this));

    TransactionService Transactions => new(new QueryInvoker(this));

    public async Task<ReadOnlyMemory<byte>> QueryAsync(string path, ReadOnlyMemory<byte> request, long? height, CancellationToken cancellationToken)
    {
        var (answer, answered) = await CallAsync(path, request, height, cancellationToken);
        if (height is null) NodeHeight.RequireAtLeast(LeastHeight(), answered, Name);
        return answer;
    }

    /// <summary>The earliest height is not told by this service; it is taken for 1.</summary>
    public async Task<NodeStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        chainId ??= (await Blocks.GetNodeInfoAsync(new GetNodeInfoRequest(), cancellationToken: cancellationToken).ResponseAsync).DefaultNodeInfo.Network;
        var syncing = Blocks.GetSyncingAsync(new GetSyncingRequest(), cancellationToken: cancellationToken).ResponseAsync;
        var latest = Blocks.GetLatestBlockAsync(new GetLatestBlockRequest(), cancellationToken: cancellationToken).ResponseAsync;
        await Task.WhenAll(syncing, latest);
        var header = (await latest).SdkBlock?.Header ?? throw new EndpointException(Name, "answers without a block", mayHaveArrived: true);
        return new NodeStatus(chainId, header.Height, header.Time.ToDateTimeOffset(), EarliestHeight: 1, (await syncing).Syncing);
    }

    public async Task<DateTimeOffset?> FindBlockTimeAsync(long height, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Blocks.GetBlockByHeightAsync(new GetBlockByHeightRequest { Height = height }, cancellationToken: cancellationToken).ResponseAsync;
            return answer.SdkBlock?.Header.Time?.ToDateTimeOffset();
        }
        catch (ChainRefusedException)
        {
            // Pruned, or yet to come.
            return null;
        }
    }

    public async Task<BroadcastAnswer> BroadcastAsync(ReadOnlyMemory<byte> transaction, CancellationToken cancellationToken)
    {
        var request = new BroadcastTxRequest { TxBytes = ByteString.CopyFrom(transaction.Span), Mode = BroadcastMode.Sync };
        var answer = (await Transactions.BroadcastTxAsync(request, cancellationToken: cancellationToken).ResponseAsync).TxResponse;
        return answer is { Codespace: "sdk", Code: AlreadyThere } ? default : new BroadcastAnswer(answer.Codespace, answer.Code, answer.RawLog);
    }

    public async Task<IncludedTransaction?> FindTransactionAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetTxRequest { Hash = Convert.ToHexString(hash.Span) };
            var found = (await Transactions.GetTxAsync(request, cancellationToken: cancellationToken).ResponseAsync).TxResponse;
            return new IncludedTransaction(
                found.Height, found.Codespace, found.Code, found.RawLog, (ulong)found.GasWanted, (ulong)found.GasUsed, Convert.FromHexString(found.Data));
        }
        catch (ChainRefusedException e) when (e.Failure is ChainFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>One unary call, and the height of the block it was answered from; 0 where that is not told.</summary>
    async Task<(ReadOnlyMemory<byte> Answer, long Height)> CallAsync(
        string path, ReadOnlyMemory<byte> request, long? height, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Metadata headers = height is { } wanted ? [new Metadata.Entry(HeightHeader, wanted.ToString(CultureInfo.InvariantCulture))] : [];
        try
        {
            using var call = calls.AsyncUnaryCall(MethodOf(path), null, new CallOptions(headers, cancellationToken: either.Token), request.ToArray());
            var answer = await call.ResponseAsync;
            return (answer, long.TryParse((await call.ResponseHeadersAsync).GetValue(HeightHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var answered) ? answered : 0);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && patience.IsCancellationRequested)
        {
            throw new EndpointException(Name, "does not answer in time", mayHaveArrived: true, e);
        }
        catch (RpcException e)
        {
            throw GrpcRefusal.From(e, Name);
        }
    }

    /// <summary>A base with a path is joined with the method's, as proxies expect it.</summary>
    Method<byte[], byte[]> MethodOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var service = path[1..slash];
        return new(MethodType.Unary, basePath is "" ? service : $"{basePath}/{service}", path[(slash + 1)..], Bytes, Bytes);
    }
}
