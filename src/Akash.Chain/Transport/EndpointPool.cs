using System.Collections.Concurrent;
using Akash.Chain.Errors;
using Akash.Chain.Networks;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Akash.Chain.Transport;

/// <summary>
/// The endpoints of a network. One is used as long as it answers; reads move on to another where it does not, and wait
/// for one that has seen what was confirmed before.
/// </summary>
sealed class EndpointPool : IQueryTransport
{
    const int ProbedAtOnce = 3;

    /// <summary>How many blocks an endpoint may be behind the best of those asked with it.</summary>
    const int TolerableLag = 3;

    readonly NetworkDefinition network;
    readonly IReadOnlyList<IChainNode> nodes;
    readonly ILogger logger;
    readonly ResiliencePipeline reads;
    readonly ConcurrentDictionary<IChainNode, int> failures = [];
    readonly Lock gate = new();
    volatile IChainNode? current;
    Task<IChainNode>? probing;
    long confirmedHeight;

    public EndpointPool(NetworkDefinition network, HttpClient http, TimeProvider time, ILogger logger)
    {
        this.network = network;
        this.logger = logger;
        nodes = [.. network.Rpc.Select(rpc => new CometNode(rpc, http, time) { LeastHeight = () => Interlocked.Read(ref confirmedHeight) })];
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

    /// <summary>From now on, answers from before this block are not believed.</summary>
    public void Confirm(long height)
    {
        for (var seen = Interlocked.Read(ref confirmedHeight); height > seen;)
        {
            var before = Interlocked.CompareExchange(ref confirmedHeight, height, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    public Task<ReadOnlyMemory<byte>> QueryAsync(string path, ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        ReadAsync((node, token) => node.QueryAsync(path, request, token), cancellationToken);

    /// <summary>Reads from the current endpoint, and again from others while they give no useful answer.</summary>
    public async Task<T> ReadAsync<T>(Func<IChainNode, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await reads.ExecuteAsync(async token => await ReadOnceAsync(read, token), cancellationToken);
        }
        catch (EndpointException e)
        {
            throw Unavailable([e.Message], e);
        }
    }

    /// <summary>
    /// An endpoint of the right chain that is neither catching up nor behind, to be kept for one transaction; the
    /// current one while it works.
    /// </summary>
    public Task<IChainNode> PickAsync(CancellationToken cancellationToken)
    {
        if (current is { } proven) return Task.FromResult(proven);

        lock (gate)
        {
            if (probing is null or { IsCompleted: true }) probing = ProbeAllAsync();
            return probing.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Another endpoint than those named, or null where there is none left.</summary>
    public IChainNode? Other(IReadOnlyCollection<IChainNode> tried) => nodes.FirstOrDefault(node => !tried.Contains(node));

    /// <summary>Gives up an endpoint that failed; the next pick probes again, those that failed less first.</summary>
    public void Leave(IChainNode node)
    {
        failures.AddOrUpdate(node, 1, (_, count) => count + 1);
        if (current == node) current = null;
    }

    /// <summary>Probes once for all who wait, whatever becomes of one of them; every probe has its own time limit.</summary>
    async Task<IChainNode> ProbeAllAsync()
    {
        List<string> problems = [];
        foreach (var batch in nodes.OrderBy(node => failures.GetValueOrDefault(node)).Chunk(ProbedAtOnce))
        {
            var probes = await Task.WhenAll(batch.Select(node => ProbeAsync(node)));
            var best = probes.Max(probe => probe.Problem is null ? probe.Height : 0);
            foreach (var (node, height, problem) in probes)
            {
                var verdict = problem ?? (height < best - TolerableLag ? $"{node.Name}: at block {height}, {best - height} behind" : null);
                if (verdict is null)
                {
                    current = node;
                    return node;
                }

                problems.Add(verdict);
                logger.LogDebug("Endpoint passed over: {Problem}", verdict);
            }
        }

        throw Unavailable(problems, null);
    }

    async Task<T> ReadOnceAsync<T>(Func<IChainNode, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var node = await PickAsync(cancellationToken);
        try
        {
            return await read(node, cancellationToken);
        }
        catch (EndpointException e)
        {
            logger.LogDebug("{Problem}", e.Message);
            Leave(node);
            throw;
        }
    }

    async Task<(IChainNode Node, long Height, string? Problem)> ProbeAsync(IChainNode node)
    {
        try
        {
            var status = await node.GetStatusAsync(CancellationToken.None);
            return (node, status.LatestHeight, status switch
            {
                _ when status.ChainId != network.ChainId =>
                    throw new ChainException(
                        ChainFailure.Rejected, $"{node.Name} belongs to chain {status.ChainId}, network {network.Name} is chain {network.ChainId}",
                        "Correct chainId or rpc of the network"),
                { CatchingUp: true } => $"{node.Name}: still catching up, at block {status.LatestHeight}",
                _ => null,
            });
        }
        catch (EndpointException e)
        {
            return (node, 0, e.Message);
        }
    }

    ChainException Unavailable(IReadOnlyList<string> problems, Exception? inner) => new(
        ChainFailure.Unavailable,
        $"No endpoint of network {network.Name} (chain {network.ChainId}) gives a useful answer: {string.Join("; ", problems)}",
        "Try again later, or name other RPC endpoints in a network file", inner);
}
