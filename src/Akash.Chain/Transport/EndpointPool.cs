using System.Collections.Concurrent;
using Akash.Chain.Errors;
using Akash.Chain.Networks;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Akash.Chain.Transport;

/// <summary>
/// The endpoints of a network. One is used as long as it answers; reads ask a second one where it is late, move on where
/// it fails, and wait for one that has seen what was confirmed before.
/// </summary>
sealed class EndpointPool : IQueryTransport
{
    const int ProbedAtOnce = 3;

    readonly NetworkDefinition network;
    readonly HttpClient http;
    readonly TimeProvider time;
    readonly ILogger logger;
    readonly ResiliencePipeline reads;
    readonly ConcurrentDictionary<IChainNode, int> failures = [];
    readonly ConcurrentDictionary<IChainNode, Latency> latencies = [];
    readonly Lock gate = new();
    volatile IReadOnlyList<IChainNode> nodes;
    volatile IReadOnlyList<IChainNode> proven = [];
    Task<IChainNode>? probing;
    bool refreshed;
    long confirmedHeight;

    public EndpointPool(NetworkDefinition network, HttpClient http, TimeProvider time, ILogger logger)
    {
        (this.network, this.http, this.time, this.logger) = (network, http, time, logger);
        nodes = NodesOf(network);
        reads = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<EndpointException>()
                    .Handle<ChainException>(e => e.Failure is ChainFailure.Unavailable),
                MaxRetryAttempts = 6,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = TimeSpan.FromSeconds(3),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>The block whose state answers come from at least.</summary>
    public long ConfirmedHeight => Interlocked.Read(ref confirmedHeight);

    /// <summary>From now on, answers from before this block are not believed.</summary>
    public void Confirm(long height)
    {
        for (var seen = ConfirmedHeight; height > seen;)
        {
            var before = Interlocked.CompareExchange(ref confirmedHeight, height, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    public Task<ReadOnlyMemory<byte>> QueryAsync(string path, ReadOnlyMemory<byte> request, long? height, CancellationToken cancellationToken) =>
        ReadAsync((node, token) => node.QueryAsync(path, request, height, token), cancellationToken);

    /// <summary>Reads from the current endpoint, from a second one as well where it is late, and again from others while they give no useful answer.</summary>
    public Task<T> ReadAsync<T>(Func<IChainNode, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RetryAsync(async token =>
        {
            var first = await PickAsync(token);
            return await new HedgedRead<T>(Timed(read), node => latencies.GetValueOrDefault(node, Latency.Unknown).Unusual, Prefer, time)
                .AskAsync(first, proven.FirstOrDefault(node => node != first), token);
        }, cancellationToken);

    /// <summary>Reads that belong together, all from one endpoint; all of them again from another where it fails.</summary>
    public Task<T> ReadOnOneAsync<T>(Func<IChainNode, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RetryAsync(async token => await Timed(read)(await PickAsync(token), token), cancellationToken);

    /// <summary>
    /// An endpoint of the right chain that is neither catching up nor behind, to be kept for one transaction; the
    /// current one while it works.
    /// </summary>
    public Task<IChainNode> PickAsync(CancellationToken cancellationToken)
    {
        if (proven is [var current, ..]) return Task.FromResult(current);

        lock (gate)
        {
            if (probing is null or { IsCompleted: true }) probing = ProbeAllAsync();
            return probing.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Another endpoint than those named, proven ones first, or null where there is none left.</summary>
    public IChainNode? Other(IReadOnlyCollection<IChainNode> tried) => proven.Concat(nodes).FirstOrDefault(node => !tried.Contains(node));

    /// <summary>Gives up an endpoint that failed. Once none is left, the next pick probes again, those that failed less first.</summary>
    public void Leave(IChainNode node)
    {
        failures.AddOrUpdate(node, 1, (_, count) => count + 1);
        lock (gate) proven = [.. proven.Where(other => other != node)];
    }

    async Task<T> RetryAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await reads.ExecuteAsync(read, cancellationToken);
        }
        catch (EndpointException e)
        {
            throw Unavailable([e.Message], otherChain: false, e);
        }
    }

    /// <summary>A read that notes how long the endpoint took, and gives it up where it fails.</summary>
    Func<IChainNode, CancellationToken, Task<T>> Timed<T>(Func<IChainNode, CancellationToken, Task<T>> read) => async (node, token) =>
    {
        var began = time.GetTimestamp();
        try
        {
            var answer = await read(node, token);
            Note(node, time.GetElapsedTime(began));
            return answer;
        }
        catch (EndpointException e)
        {
            logger.LogDebug("{Problem}", e.Message);
            Leave(node);
            throw;
        }
    };

    void Note(IChainNode node, TimeSpan took) => latencies.AddOrUpdate(node, Latency.Unknown.With(took), (_, known) => known.With(took));

    /// <summary>From now on the first to be asked.</summary>
    void Prefer(IChainNode node)
    {
        lock (gate)
        {
            if (proven.Contains(node)) proven = [node, .. proven.Where(other => other != node)];
        }
    }

    /// <summary>Probes once for all who wait, whatever becomes of one of them; every probe has its own time limit.</summary>
    async Task<IChainNode> ProbeAllAsync()
    {
        List<EndpointProbe> failed = [];
        for (var candidates = nodes; candidates is not []; candidates = await RefreshAsync())
        {
            foreach (var batch in candidates.OrderBy(node => failures.GetValueOrDefault(node)).Chunk(ProbedAtOnce))
            {
                var probes = await EndpointProbe.AskAsync(batch, network, time);
                foreach (var probe in probes.Where(probe => probe.Problem is not null)) logger.LogDebug("Endpoint passed over: {Problem}", probe.Problem);
                failed.AddRange(probes.Where(probe => probe.Problem is not null));
                if (probes.Where(probe => probe.Problem is null).ToList() is { Count: > 0 } useful) return Use(useful);
            }
        }

        throw Unavailable([.. failed.Select(probe => probe.Problem!)], failed.All(probe => probe.OtherChain), null);
    }

    /// <summary>In the order of the network, but for those that are far slower than the fastest.</summary>
    IChainNode Use(IReadOnlyList<EndpointProbe> useful)
    {
        foreach (var probe in useful) Note(probe.Node, probe.Took);
        var late = useful.Min(probe => Latency.Unknown.With(probe.Took).Unusual);
        lock (gate) proven = [.. from probe in useful orderby probe.Took > late select probe.Node];
        return proven[0];
    }

    /// <summary>Endpoints that the network's own list has and we do not, where none of ours works; asked once.</summary>
    async Task<IReadOnlyList<IChainNode>> RefreshAsync()
    {
        if (refreshed || network.Metadata is null) return [];

        refreshed = true;
        if (await NetworkMetadata.FetchAsync(network, http, time, logger) is not { } newer) return [];

        var added = NodesOf(newer);
        nodes = [.. nodes, .. added];
        return added;
    }

    IReadOnlyList<IChainNode> NodesOf(NetworkDefinition definition)
    {
        IChainNode[] rpc = [.. definition.Rpc.Select(uri => new CometNode(uri, http, time) { LeastHeight = () => ConfirmedHeight })];
        IChainNode[] grpc =
        [
            .. from text in definition.Grpc
               let uri = GrpcAddress.Parse(text)
               where uri is not null
               select new GrpcNode(uri, http, time) { LeastHeight = () => ConfirmedHeight },
        ];
        return definition.PrefersGrpc ? [.. grpc, .. rpc] : [.. rpc, .. grpc];
    }

    ChainException Unavailable(IReadOnlyList<string> problems, bool otherChain, Exception? inner) => otherChain
        ? new(ChainFailure.Rejected, string.Join("; ", problems), "Correct chainId or the endpoints of the network", inner)
        : new(
            ChainFailure.Unavailable,
            $"No endpoint of network {network.Name} (chain {network.ChainId}) gives a useful answer: {string.Join("; ", problems)}",
            "Try again later, or name other endpoints in a network file", inner);
}
