using System.Globalization;
using System.Text.Json;
using Akash.Sandbox.Node.Queries;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Node.Transports;

/// <summary>
/// CometBFT's JSON-RPC (chain.md section 5.5): 64-bit numbers are strings, hashes upper-case hex, bytes base64. Gives the member
/// <c>result</c> or <c>error</c> of the answer.
/// </summary>
sealed partial class CometRpc(LedgerNode node)
{
    public const int InternalError = -32603;

    /// <summary>Writes <c>"result":…</c> or <c>"error":…</c>.</summary>
    public void Answer(Utf8JsonWriter writer, string method, RpcParameters parameters)
    {
        try
        {
            var write = Find(method, parameters);
            if (write is null)
            {
                WriteError(writer, -32601, "Method not found", null);
                return;
            }
            writer.WritePropertyName("result");
            write(writer);
        }
        catch (RpcRefusal refusal)
        {
            WriteError(writer, refusal.Code, refusal.Message, refusal.Details);
        }
    }

    Action<Utf8JsonWriter>? Find(string method, RpcParameters parameters)
    {
        switch (method)
        {
            case "health": return Empty;
            case "status": return WriteStatus;
            case "abci_info": return WriteAbciInfo;
            case "akash": return writer => GogoJson.Write(writer, NodeIdentity.Discovery(node.ChainId));
            case "genesis": return WriteGenesis;
            case "net_info": return WriteNetInfo;
            case "validators": return WriteValidators;
            case "abci_query": return AbciQuery(parameters);
            case "broadcast_tx_sync" or "broadcast_tx_async": return BroadcastSync(parameters);
            case "broadcast_tx_commit": return BroadcastCommit(parameters);
            case "tx": return FindTransaction(parameters);
            case "tx_search": return SearchTransactions(parameters);
            case "block": return Block(parameters);
            case "block_results": return BlockResults(parameters);
            case "commit": return Commit(parameters);
            case "header": return HeaderOf(parameters);
            default: return null;
        }
    }

    Action<Utf8JsonWriter> AbciQuery(RpcParameters parameters)
    {
        var wanted = parameters.Number("height");
        var (answer, height) = (node.Queries.Answer(parameters.Text("path"), parameters.Hex("data"), wanted), wanted ?? node.Height);
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("response");
            writer.WriteNumber("code", answer.Code);
            writer.WriteString("log", answer.Log);
            writer.WriteString("info", "");
            writer.WriteString("index", "0");
            writer.WriteNull("key");
            if (answer.Value.IsEmpty) writer.WriteNull("value");
            else writer.WriteBase64String("value", answer.Value.Span);
            writer.WriteNull("proofOps");
            writer.WriteString("height", answer is { Code: 6, Log: "unknown query path: unknown request" } ? "0" : Number(height));
            writer.WriteString("codespace", answer.Codespace);
            writer.WriteEndObject();
            writer.WriteEndObject();
        };
    }

    Action<Utf8JsonWriter> BroadcastSync(RpcParameters parameters)
    {
        var submission = Submit(parameters);
        var result = submission.Result!;
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("code", result.Code);
            writer.WriteString("data", "");
            writer.WriteString("log", result.Log);
            writer.WriteString("codespace", result.Codespace);
            writer.WriteString("hash", submission.Hash);
            writer.WriteEndObject();
        };
    }

    /// <summary>The node says only what CheckTx said: nothing here waits for a block.</summary>
    Action<Utf8JsonWriter> BroadcastCommit(RpcParameters parameters)
    {
        var submission = Submit(parameters);
        if (submission.Result is { Code: 0 }) throw new RpcRefusal(InternalError, "Internal error", "timed out waiting for tx to be included in a block");
        return writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("check_tx");
            WriteResult(writer, submission.Result!);
            writer.WriteString("hash", submission.Hash);
            writer.WriteString("height", "0");
            writer.WriteEndObject();
        };
    }

    Submission Submit(RpcParameters parameters)
    {
        var submission = node.Submit(parameters.Bytes("tx"));
        return submission.IsDuplicate ? throw new RpcRefusal(InternalError, "Internal error", "tx already exists in cache") : submission;
    }

    Action<Utf8JsonWriter> FindTransaction(RpcParameters parameters)
    {
        var hash = Convert.ToHexString(parameters.Hash("hash"));
        var found = node.FindTransaction(hash) ?? throw new RpcRefusal(InternalError, "Internal error", $"tx ({hash}) not found");
        return writer => WriteTransaction(writer, found);
    }

    Action<Utf8JsonWriter> SearchTransactions(RpcParameters parameters)
    {
        var found = Search(parameters.Text("query"));
        if (parameters.Text("order_by") == "desc") found = [.. found.Reverse()];
        var size = (int)Math.Clamp(parameters.Number("per_page") ?? 30, 1, 100);
        var page = found.Skip((int)Math.Max((parameters.Number("page") ?? 1) - 1, 0) * size).Take(size).ToList();
        return writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("txs");
            foreach (var transaction in page) WriteTransaction(writer, transaction);
            writer.WriteEndArray();
            writer.WriteString("total_count", Number(found.Count));
            writer.WriteEndObject();
        };
    }

    IReadOnlyList<IndexedTransaction> Search(string query)
    {
        try
        {
            return TransactionSearch.Find(node, query);
        }
        catch (FormatException exception)
        {
            throw new RpcRefusal(InternalError, "Internal error", exception.Message);
        }
    }

    StoredBlock BlockAt(RpcParameters parameters)
    {
        var (height, last) = (parameters.Number("height") ?? node.Height, node.Height);
        if (height <= 0) throw new RpcRefusal(InternalError, "Internal error", string.Create(CultureInfo.InvariantCulture, $"height must be greater than 0, but got {height}"));
        if (height > last)
            throw new RpcRefusal(InternalError, "Internal error", string.Create(CultureInfo.InvariantCulture, $"height {height} must be less than or equal to the current blockchain height {last}"));
        return node.FindBlock(height)
            ?? throw new RpcRefusal(InternalError, "Internal error", string.Create(CultureInfo.InvariantCulture, $"height {height} is not available, lowest height is {node.FirstBlock.Header.Height}"));
    }

    static void Empty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public static void WriteError(Utf8JsonWriter writer, int code, string message, string? details)
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        if (details is not null) writer.WriteString("data", details);
        writer.WriteEndObject();
    }

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A refusal of JSON-RPC itself.</summary>
sealed class RpcRefusal(int code, string message, string? details) : Exception(message)
{
    public int Code => code;
    public string? Details => details;
}
