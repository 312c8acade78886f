using Akash.Proto.Cosmos.Base.Abci.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Transactions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using AbciEvent = Akash.Proto.Tendermint.Abci.Event;
using AbciAttribute = Akash.Proto.Tendermint.Abci.EventAttribute;
using WireResult = Akash.Proto.Cosmos.Base.Abci.V1Beta1.Result;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Simulating, sending and finding transactions (chain.md section 5).</summary>
static class TransactionQueries
{
    const string Service = "/cosmos.tx.v1beta1.Service/";

    public static void Register(QueryRouter router)
    {
        router.On<SimulateRequest, SimulateResponse>(Service + "Simulate", Simulate);
        router.On<BroadcastTxRequest, BroadcastTxResponse>(Service + "BroadcastTx", Broadcast);
        router.On<GetTxRequest, GetTxResponse>(Service + "GetTx", (context, request) =>
        {
            if (request.Hash.Length == 0) throw Pages.Invalid("tx hash cannot be empty");
            var odd = request.Hash.FirstOrDefault(c => !char.IsAsciiHexDigit(c));
            if (odd != default) throw new RpcException(new Status(StatusCode.Unknown, $"encoding/hex: invalid byte: U+{(int)odd:X4} '{odd}'"));
            var found = context.Node.FindTransaction(request.Hash) ?? throw new RpcException(new Status(StatusCode.NotFound, $"tx not found: {request.Hash}"));
            return new() { Tx = TxOf(found), TxResponse = ResponseOf(found) };
        });
        router.On<GetTxsEventRequest, GetTxsEventResponse>(Service + "GetTxsEvent", (context, request) =>
        {
            var query = request.Query.Length > 0 ? request.Query : string.Join(" AND ", request.Events);
            var found = TransactionSearch.Find(context.Node, query);
            if (request.OrderBy == OrderBy.Desc) found = [.. found.Reverse()];
            var limit = (int)(request.Limit == 0 ? Pages.DefaultLimit : request.Limit);
            var page = found.Skip((int)(Math.Max(request.Page, 1) - 1) * limit).Take(limit).ToList();
            return new() { Txs = { page.Select(TxOf) }, TxResponses = { page.Select(ResponseOf) }, Total = (ulong)found.Count };
        });
    }

    /// <summary>Events as the chain's own JSON and messages carry them.</summary>
    public static IEnumerable<AbciEvent> ToWire(IEnumerable<LedgerEvent> events, bool indexed) => events.Select(e => new AbciEvent
    {
        Type = e.Type,
        Attributes = { e.Attributes.Select(attribute => new AbciAttribute { Key = attribute.Key, Value = attribute.Value, Index = indexed }) },
    });

    static SimulateResponse Simulate(QueryContext context, SimulateRequest request)
    {
        var bytes = request.TxBytes.IsEmpty && request.Tx is { } tx ? RawOf(tx) : request.TxBytes;
        if (bytes.IsEmpty) throw Pages.Invalid("empty txBytes is not allowed");
        var result = context.Node.Simulate(bytes.Memory);
        if (result.Code != 0) throw new RpcException(new Status(StatusCode.Unknown, $"{result.Log} with gas used: '{result.GasUsed}'"));
        return new()
        {
            GasInfo = new GasInfo { GasWanted = ulong.MaxValue, GasUsed = result.GasUsed },
            Result = new WireResult
            {
                Data = result.Data,
                Events = { ToWire(result.Events, indexed: false) },
                MsgResponses = { result.Responses.Select(response => new Any { TypeUrl = "/" + response.Descriptor.FullName, Value = response.ToByteString() }) },
            },
        };
    }

    static BroadcastTxResponse Broadcast(QueryContext context, BroadcastTxRequest request)
    {
        if (request.Mode is not (BroadcastMode.Sync or BroadcastMode.Async))
            throw new RpcException(new Status(StatusCode.Unknown, "unsupported return type unspecified; supported types: sync, async"));
        var submission = context.Node.Submit(request.TxBytes.Memory);
        if (submission.IsDuplicate)
            return new() { TxResponse = new TxResponse { Txhash = submission.Hash, Codespace = SdkErrors.InMempoolCache.Codespace, Code = SdkErrors.InMempoolCache.Code } };
        var result = submission.Result!;
        return new() { TxResponse = new TxResponse { Txhash = submission.Hash, Codespace = result.Codespace, Code = result.Code, RawLog = result.Log } };
    }

    static Tx TxOf(IndexedTransaction found)
    {
        var raw = TxRaw.Parser.ParseFrom(found.Bytes.Span);
        return new Tx { Body = TxBody.Parser.ParseFrom(raw.BodyBytes), AuthInfo = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes), Signatures = { raw.Signatures } };
    }

    static TxResponse ResponseOf(IndexedTransaction found)
    {
        var result = found.Result;
        return new()
        {
            Height = found.Height, Txhash = found.Hash, Codespace = result.Codespace, Code = result.Code, Data = Convert.ToHexString(result.Data.Span),
            RawLog = result.Log, GasWanted = (long)result.GasWanted, GasUsed = (long)result.GasUsed, Timestamp = found.Time.ToSecondsText(),
            Tx = new Any { TypeUrl = "/" + Tx.Descriptor.FullName, Value = TxOf(found).ToByteString() },
            Events = { ToWire(result.Events, indexed: true) },
        };
    }

    static ByteString RawOf(Tx tx) => new TxRaw
    {
        BodyBytes = tx.Body?.ToByteString() ?? ByteString.Empty, AuthInfoBytes = tx.AuthInfo?.ToByteString() ?? ByteString.Empty, Signatures = { tx.Signatures },
    }.ToByteString();
}
