using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Akash.Sandbox.Node.Queries;

/// <summary>What a query looks at: one committed state, and the node for what isn't in it.</summary>
sealed record QueryContext(LedgerState State, BlockHeader Header, LedgerNode Node);

/// <summary>Queries by full method path, for every transport alike: abci_query, REST and gRPC.</summary>
sealed class QueryRouter
{
    readonly LedgerNode node;
    readonly Dictionary<string, Func<QueryContext, IMessage, IMessage>> handlers = [];

    public QueryRouter(LedgerNode node)
    {
        this.node = node;
        AccountQueries.Register(this);
        GrantQueries.Register(this);
        DeploymentQueries.Register(this);
        MarketQueries.Register(this);
        EscrowQueries.Register(this);
        ProviderQueries.Register(this);
        MoneyQueries.Register(this);
        NodeQueries.Register(this);
        TransactionQueries.Register(this);
    }

    public void On<TRequest, TResponse>(string path, Func<QueryContext, TRequest, TResponse> handler)
        where TRequest : IMessage
        where TResponse : IMessage => handlers.Add(path, (context, request) => handler(context, (TRequest)request));

    /// <summary>The method behind a path, where this node serves it.</summary>
    public MethodDescriptor? Find(string path) => handlers.ContainsKey(path) ? ProtoTypes.FindMethod(path) : null;

    /// <summary>
    /// Answers in the committed state, or in that after an older block; a refusal is a <see cref="LedgerException"/> or an
    /// <see cref="RpcException"/>.
    /// </summary>
    public IMessage Invoke(string path, IMessage request, long? height)
    {
        var (state, header) = height is { } wanted
            ? node.SnapshotAt(wanted) ?? throw SdkErrors.InvalidRequest.Refusal($"failed to load state at height {wanted}; version does not exist (latest height: {node.Height})")
            : node.Snapshot();
        return handlers[path](new QueryContext(state, header, node), request);
    }

    /// <summary>Answers as <c>abci_query</c> does: refusals become codes of the SDK (chain.md section 5.5).</summary>
    public QueryAnswer Answer(string path, ReadOnlySpan<byte> request, long? height)
    {
        if (Find(path) is not { } method) return Refused(SdkErrors.UnknownRequest, "unknown query path");
        try
        {
            return new QueryAnswer(0, "", "", Invoke(path, method.InputType.Parser.ParseFrom(request), height).ToByteArray());
        }
        catch (InvalidProtocolBufferException exception)
        {
            return Refused(SdkErrors.InvalidRequest, $"proto: {exception.Message}");
        }
        catch (LedgerException refusal)
        {
            return Refused(CodeOf(refusal.Error.Status), refusal.Log);
        }
        catch (RpcException refusal)
        {
            return Refused(CodeOf(refusal.StatusCode), $"rpc error: code = {refusal.StatusCode} desc = {refusal.Status.Detail}");
        }
    }

    /// <summary>The height in the header <c>x-cosmos-block-height</c>; none asks for the last.</summary>
    public static long? HeightOf(string? header) => long.TryParse(header, System.Globalization.CultureInfo.InvariantCulture, out var height) && height > 0 ? height : null;

    /// <summary>The status a transport with gRPC's codes answers with.</summary>
    public static Status StatusOf(Exception refusal) => refusal switch
    {
        RpcException rpc => rpc.Status,
        LedgerException ledger => new Status(ledger.Error.Status, ledger.StatusText),
        InvalidProtocolBufferException parse => new Status(StatusCode.InvalidArgument, parse.Message),
        _ => new Status(StatusCode.Internal, refusal.Message),
    };

    static readonly LedgerError KeyNotFound = new("sdk", 22, "key not found");

    static LedgerError CodeOf(StatusCode status) => status switch
    {
        StatusCode.NotFound => KeyNotFound,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition => SdkErrors.InvalidRequest,
        StatusCode.Unauthenticated => SdkErrors.Unauthorized,
        _ => SdkErrors.UnknownRequest,
    };

    static QueryAnswer Refused(LedgerError error, string text) => new(error.Code, error.Codespace, $"{text}: {error.Text}", default);
}
