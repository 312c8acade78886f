using System.Text.Json;
using System.Text.Json.Serialization;

namespace Akash.Chain.Transport;

// CometBFT JSON-RPC 2.0: integers travel as strings, bytes as base64 except the query data, which is hex (chain.md 5.5).

sealed record RpcRequest<T>(string Jsonrpc, int Id, string Method, T Params);

sealed record RpcResponse<T>(T? Result, RpcError? Error)
    where T : class;

sealed record RpcError(int Code, string? Message, JsonElement Data)
{
    public string Text => Data.ValueKind is JsonValueKind.String ? Data.GetString()! : Message ?? "";
}

sealed record NoParams;

sealed record AbciQueryParams(string Path, string Data, string Height, bool Prove);

sealed record AbciQueryResult(AbciQueryResponse Response);

sealed record AbciQueryResponse(uint Code, string? Codespace, string? Log, byte[]? Value, long Height);

sealed record BroadcastParams(byte[] Tx);

sealed record BroadcastResult(uint Code, string? Codespace, string? Log);

sealed record TxParams(byte[] Hash, bool Prove);

sealed record TxResult(long Height, [property: JsonPropertyName("tx_result")] TxExecution Execution);

sealed record TxExecution(uint Code, string? Codespace, string? Log, byte[]? Data, ulong GasWanted, ulong GasUsed);

sealed record StatusResult(NodeInfoPart NodeInfo, SyncInfoPart SyncInfo);

sealed record NodeInfoPart(string Network);

sealed record SyncInfoPart(long LatestBlockHeight, DateTimeOffset LatestBlockTime, long EarliestBlockHeight, bool CatchingUp);

sealed record BlockParams(string Height);

sealed record BlockResult(BlockPart? Block);

sealed record BlockPart(BlockHeaderPart Header);

sealed record BlockHeaderPart(DateTimeOffset Time);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(RpcRequest<NoParams>))]
[JsonSerializable(typeof(RpcRequest<AbciQueryParams>))]
[JsonSerializable(typeof(RpcRequest<BroadcastParams>))]
[JsonSerializable(typeof(RpcRequest<TxParams>))]
[JsonSerializable(typeof(RpcRequest<BlockParams>))]
[JsonSerializable(typeof(RpcResponse<AbciQueryResult>))]
[JsonSerializable(typeof(RpcResponse<BroadcastResult>))]
[JsonSerializable(typeof(RpcResponse<TxResult>))]
[JsonSerializable(typeof(RpcResponse<StatusResult>))]
[JsonSerializable(typeof(RpcResponse<BlockResult>))]
sealed partial class CometJson : JsonSerializerContext;
