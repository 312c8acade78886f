using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Chain.Networks;
using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Base.Abci.V1Beta1;
using Akash.Proto.Cosmos.Base.Node.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Akash.Chain.Tests.Support;

/// <summary>A chain of one block a second behind any number of endpoints, answering CometBFT RPC as a test wants it to.</summary>
sealed class ScriptedChain(TimeProvider time) : HttpMessageHandler
{
    const long FirstHeight = 100;

    readonly DateTimeOffset began = time.GetUtcNow();
    readonly Dictionary<string, ScriptedNode> nodes = [];
    readonly Dictionary<string, (long Height, Execution Result)> accepted = [];

    public string ChainId { get; set; } = "local";

    public bool Halted { get; set; }

    public BaseAccount? Account { get; set; } = new() { Address = "akash1", AccountNumber = 42, Sequence = 7 };

    public string MinimumGasPrice { get; set; } = "0.025000000000000000uakt";

    public ulong SimulatedGas { get; set; } = 100_000;

    /// <summary>What a transaction does in its block; success where it is not said otherwise.</summary>
    public Func<Sent, Execution> Execute { get; set; } = _ => new Execution("", 0, "", 1);

    /// <summary>Answers to queries by method path.</summary>
    public Dictionary<string, Func<byte[], IMessage>> Queries { get; } = [];

    /// <summary>What the list of endpoints is; nothing where there is none.</summary>
    public Func<HttpResponseMessage> MetadataAnswer { get; set; } = () => new HttpResponseMessage(HttpStatusCode.NotFound);

    public int MetadataAsked { get; private set; }

    public List<Sent> Broadcasts { get; } = [];

    public List<SimulateRequest> Simulations { get; } = [];

    public ScriptedNode this[string host] => nodes.TryGetValue(host, out var node) ? node : nodes[host] = new ScriptedNode();

    public long Height => Halted ? FirstHeight : FirstHeight + (long)(time.GetUtcNow() - began).TotalSeconds;

    public DateTimeOffset BlockTime(long height) => began.AddSeconds(height - FirstHeight);

    /// <summary>A client of this chain by these endpoints, each an RPC base.</summary>
    public ChainClient Client(params string[] bases) => Client(null, bases);

    /// <summary>The same with the list of the network's makers at an address, which <see cref="MetadataAnswer"/> answers.</summary>
    public ChainClient Client(Uri? metadata, params string[] bases)
    {
        Uri[] rpc = [.. bases.DefaultIfEmpty("http://one").Select(text => new Uri(text))];
        var network = new NetworkDefinition { Name = "scripted", ChainId = "local", Rpc = rpc, Metadata = metadata };
        return new ChainClient(network, new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan }, time);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            MetadataAsked++;
            return MetadataAnswer();
        }

        var node = this[request.RequestUri!.Host];
        var call = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var method = call["method"]!.GetValue<string>();
        node.Calls.Add((request.RequestUri.AbsolutePath, method));
        await node.Held;
        if (node.Before?.Invoke(method) is { } instead) return instead;

        var answer = method switch
        {
            "status" => Status(node),
            "block" => Block(node, long.Parse(Text(call, "height"), CultureInfo.InvariantCulture)),
            "abci_query" => Query(node, Text(call, "path"), Convert.FromHexString(Text(call, "data")), long.Parse(Text(call, "height"), CultureInfo.InvariantCulture)),
            "broadcast_tx_sync" => Broadcast(node, Convert.FromBase64String(Text(call, "tx"))),
            "tx" => Find(node, Convert.FromBase64String(Text(call, "hash"))),
            _ => throw new NotSupportedException(method),
        };
        node.After?.Invoke(method);
        return Json(HttpStatusCode.OK, answer);
    }

    static string Text(JsonNode call, string parameter) => call["params"]![parameter]!.GetValue<string>();

    JsonObject Status(ScriptedNode node) => Result(new()
    {
        ["node_info"] = new JsonObject { ["network"] = node.ChainId ?? ChainId },
        ["sync_info"] = new JsonObject
        {
            ["latest_block_height"] = $"{Height - node.Lag}",
            ["latest_block_time"] = Written(BlockTime(Height - node.Lag)),
            ["earliest_block_height"] = "1",
            ["catching_up"] = node.CatchingUp,
        },
    });

    JsonObject Block(ScriptedNode node, long height) => height < Height - node.BlocksKept
        ? Error($"height {height} is not available, lowest height is {Height - node.BlocksKept}")
        : Result(new() { ["block"] = new JsonObject { ["header"] = new JsonObject { ["time"] = Written(BlockTime(height)) } } });

    JsonObject Query(ScriptedNode node, string path, byte[] request, long height)
    {
        node.Heights.Add(height);
        try
        {
            if (height > Height - node.Lag) throw new RefusedQuery(26, "cannot query with height in the future; please provide a valid height: invalid height");

            var answer = path switch
            {
                "/cosmos.base.node.v1beta1.Service/Config" => new ConfigResponse { MinimumGasPrice = MinimumGasPrice },
                "/cosmos.auth.v1beta1.Query/AccountInfo" => Account is null
                    ? throw new RefusedQuery(22, "rpc error: code = NotFound desc = account akash1 not found: key not found")
                    : new QueryAccountInfoResponse { Info = Account },
                "/cosmos.tx.v1beta1.Service/Simulate" => Simulate(request),
                _ => Queries[path](request),
            };
            return Answer(0, "", answer.ToByteArray());
        }
        catch (RefusedQuery refused)
        {
            return Answer(refused.Code, refused.Message, null);
        }

        JsonObject Answer(uint code, string log, byte[]? value) => Result(new()
        {
            ["response"] = new JsonObject
            {
                ["code"] = code, ["log"] = log, ["codespace"] = code == 0 ? "" : "sdk", ["height"] = $"{Height - node.Lag}",
                ["value"] = value is null ? null : Convert.ToBase64String(value),
            },
        });
    }

    SimulateResponse Simulate(byte[] request)
    {
        Simulations.Add(SimulateRequest.Parser.ParseFrom(request));
        return new SimulateResponse { GasInfo = new GasInfo { GasUsed = SimulatedGas } };
    }

    JsonObject Broadcast(ScriptedNode node, byte[] bytes)
    {
        var sent = new Sent(bytes, time.GetUtcNow());
        Broadcasts.Add(sent);
        if (node.Mempool?.Invoke(sent) is { } refusal)
        {
            return Result(new() { ["code"] = refusal.Code, ["codespace"] = refusal.Codespace, ["log"] = refusal.Log, ["hash"] = sent.Hash });
        }

        if (!accepted.TryAdd(sent.Hash, (Height + 1, Execute(sent)))) return Error("tx already exists in cache");
        return Result(new() { ["code"] = 0, ["codespace"] = "", ["log"] = "", ["hash"] = sent.Hash });
    }

    JsonObject Find(ScriptedNode node, byte[] hash)
    {
        var name = Convert.ToHexString(hash);
        if (!accepted.TryGetValue(name, out var included) || included.Height > Height - node.Lag) return Error($"tx ({name}) not found");

        var (codespace, code, log, gasUsed) = included.Result;
        return Result(new()
        {
            ["hash"] = name,
            ["height"] = $"{included.Height}",
            ["tx_result"] = new JsonObject
            {
                ["code"] = code, ["codespace"] = codespace, ["log"] = log, ["data"] = "", ["gas_wanted"] = "1", ["gas_used"] = $"{gasUsed}",
            },
        });
    }

    static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    static JsonObject Result(JsonObject result) => new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["result"] = result };

    static JsonObject Error(string data) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["error"] = new JsonObject { ["code"] = -32603, ["message"] = "Internal error", ["data"] = data } };

    static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}

/// <summary>One endpoint's view of the chain and its faults.</summary>
sealed class ScriptedNode
{
    public long Lag { get; set; }

    public bool CatchingUp { get; set; }

    /// <summary>The chain it says it belongs to, where that is another one.</summary>
    public string? ChainId { get; set; }

    public long BlocksKept { get; set; } = long.MaxValue;

    /// <summary>What every call waits for.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>Runs before a call has its effect: may throw, or answer in its place.</summary>
    public Func<string, HttpResponseMessage?>? Before { get; set; }

    /// <summary>Runs after a call had its effect: may throw, so that the answer is lost.</summary>
    public Action<string>? After { get; set; }

    /// <summary>What the mempool refuses; null to accept.</summary>
    public Func<Sent, Execution?>? Mempool { get; set; }

    public List<(string Path, string Method)> Calls { get; } = [];

    /// <summary>The heights queries asked for, 0 for the latest.</summary>
    public List<long> Heights { get; } = [];
}

/// <summary>A transaction as it arrived.</summary>
sealed record Sent(byte[] Bytes, DateTimeOffset At)
{
    public string Hash => Convert.ToHexString(SHA256.HashData(Bytes));

    public TxBody Body => TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(Bytes).BodyBytes);

    public AuthInfo AuthInfo => AuthInfo.Parser.ParseFrom(TxRaw.Parser.ParseFrom(Bytes).AuthInfoBytes);
}

sealed record Execution(string Codespace, uint Code, string Log, ulong GasUsed);

sealed class RefusedQuery(uint code, string log) : Exception(log)
{
    public uint Code => code;
}
