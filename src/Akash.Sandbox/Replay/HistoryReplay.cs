using System.IO.Compression;
using System.Text.Json;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;
using Akash.Sandbox.Node.Transports;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Replay;

/// <summary>
/// Delivers a recorded history and writes down what this ledger did (recordings/README.md). It reads inputs only: genesis, blocks
/// and requests, never recorded answers.
/// </summary>
sealed class HistoryReplay
{
    readonly LedgerNode node;
    readonly RestGateway rest;
    readonly CometRpc rpc;
    readonly StreamReader history;
    int calls;
    int eventQuestions;

    HistoryReplay(StreamReader history)
    {
        this.history = history;
        using var first = JsonDocument.Parse(history.ReadLine() ?? throw new InvalidDataException("the history is empty: expected a line with the genesis"));
        node = new LedgerNode(Genesis.Read(first.RootElement.GetProperty("genesis")));
        rest = new RestGateway(node.Queries);
        rpc = new CometRpc(node);
    }

    /// <summary>Writes <c>results.jsonl</c> and an <c>answers-N.jsonl</c> for each file of cases.</summary>
    public static void Run(string historyPath, IReadOnlyList<string> casePaths, string directory)
    {
        Directory.CreateDirectory(directory);
        using var history = Open(historyPath);
        var replay = new HistoryReplay(history);
        var cases = casePaths.Select(ReadCases).ToList();
        using var results = new StreamWriter(Path.Combine(directory, "results.jsonl"));
        var answers = casePaths.Select((_, i) => new StreamWriter(Path.Combine(directory, $"answers-{i}.jsonl"))).ToList();
        try
        {
            replay.Run(cases, results, answers);
        }
        finally
        {
            foreach (var writer in answers) writer.Dispose();
        }
    }

    void Run(IReadOnlyList<Queue<JsonElement>> cases, StreamWriter results, List<StreamWriter> answers)
    {
        AnswerUpTo(node.Height, cases, answers);
        while (history.ReadLine() is { } line)
        {
            using var block = JsonDocument.Parse(line);
            results.WriteLine(Deliver(block.RootElement));
            AnswerUpTo(node.Height, cases, answers);
        }
        AnswerUpTo(long.MaxValue, cases, answers);
    }

    string Deliver(JsonElement block)
    {
        var header = new BlockHeader(block.GetProperty("height").GetInt64(), Instant.Parse(block.GetProperty("time").GetString()!));
        var recorded = block.TryGetProperty("txs", out var list) ? list.EnumerateArray().ToList() : [];
        var transactions = recorded.Select(transaction => (ReadOnlyMemory<byte>)transaction.GetProperty("tx").GetBytesFromBase64()).ToList();
        var stored = node.Deliver(header, transactions, i => recorded[i].TryGetProperty("outOfGas", out var flag) && flag.GetBoolean());
        return JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("height", header.Height);
            writer.WriteStartArray("txs");
            foreach (var transaction in stored.Transactions)
            {
                writer.WriteStartObject();
                writer.WriteNumber("code", transaction.Result.Code);
                writer.WriteString("codespace", transaction.Result.Codespace);
                writer.WriteString("log", transaction.Result.Log);
                WriteEvents(writer, "events", transaction.Result.Events);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            WriteEvents(writer, "blockEvents", stored.Events);
            writer.WriteEndObject();
        });
    }

    /// <summary>Cases come in order; each is answered in the state after the block it names.</summary>
    void AnswerUpTo(long height, IReadOnlyList<Queue<JsonElement>> cases, List<StreamWriter> answers)
    {
        for (var i = 0; i < cases.Count; i++)
        {
            while (cases[i].TryPeek(out var next) && (next.TryGetProperty("afterHeight", out var after) ? after.GetInt64() : 0) <= height)
                answers[i].WriteLine(Answer(cases[i].Dequeue().GetProperty("request")));
        }
    }

    string Answer(JsonElement request)
    {
        if (!request.TryGetProperty("transport", out var transport)) return "{}";
        var isTransaction = request.TryGetProperty("txBytes", out var bytes);
        if (transport.GetString() == "rpc")
        {
            var (method, parameters) = isTransaction
                ? ("broadcast_tx_sync", Object(writer => writer.WriteString("tx", bytes.GetString())))
                : (request.GetProperty("method").GetString()!, request.TryGetProperty("params", out var given) ? given : default(JsonElement?));
            if (method == "block_results" && parameters is null) return BreakerEvents();
            var id = ++calls;
            return JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("status", 200);
                writer.WriteStartObject("body");
                writer.WriteString("jsonrpc", "2.0");
                writer.WriteNumber("id", id);
                rpc.Answer(writer, method, RpcParameters.FromJson(parameters));
                writer.WriteEndObject();
                writer.WriteEndObject();
            });
        }

        var path = request.TryGetProperty("path", out var named) ? named.GetString()! : "/cosmos/tx/v1beta1/txs";
        var answer = isTransaction
            ? rest.Answer("POST", path, JsonText.Of(writer => WriteTransactionBody(writer, bytes.GetString()!)))
            : rest.Answer(request.GetProperty("method").GetString()!, path, request.TryGetProperty("body", out var body) ? BodyText(body) : "");
        return $"{{\"status\":{answer.Status},\"body\":{answer.Body}}}";
    }

    /// <summary>The recorder asked, without naming them, for the blocks in which something was minted or halted, newest first.</summary>
    string BreakerEvents()
    {
        var blocks = node.BlocksDescending().Where(block => block.Events.Any(IsOfBme));
        var block = blocks.Skip(eventQuestions++).First();
        return JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("status", 200);
            writer.WriteStartObject("body");
            writer.WriteNumber("height", block.Header.Height);
            CometRpc.WriteEvents(writer, "finalize_block_events", block.Events.Where(IsOfBme));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    static bool IsOfBme(LedgerEvent e) => e.Type.StartsWith("akash.bme.", StringComparison.Ordinal);

    static void WriteTransactionBody(Utf8JsonWriter writer, string bytes)
    {
        writer.WriteStartObject();
        writer.WriteString("tx_bytes", bytes);
        writer.WriteString("mode", "BROADCAST_MODE_SYNC");
        writer.WriteEndObject();
    }

    static string BodyText(JsonElement body) => body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();

    static JsonElement? Object(Action<Utf8JsonWriter> members)
    {
        using var document = JsonDocument.Parse(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }));
        return document.RootElement.Clone();
    }

    static void WriteEvents(Utf8JsonWriter writer, string name, IEnumerable<LedgerEvent> events)
    {
        writer.WriteStartArray(name);
        foreach (var e in events)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(e.Type);
            foreach (var (key, value) in e.Attributes)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(key);
                writer.WriteStringValue(value);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    static Queue<JsonElement> ReadCases(string path)
    {
        using var reader = Open(path);
        using var document = JsonDocument.Parse(reader.ReadToEnd());
        return new Queue<JsonElement>(document.RootElement.Clone().GetProperty("cases").EnumerateArray());
    }

    static StreamReader Open(string path) =>
        new(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path));
}
