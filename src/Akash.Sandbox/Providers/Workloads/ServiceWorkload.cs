using System.Net;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>What the status routes tell about a service (provider.md 3.6).</summary>
sealed record ServiceStatus(string Name, long Generation, int Replicas, int Updated, int Ready, bool IsPersistent)
{
    /// <summary>A StatefulSet counts the pods that exist, ready or not.</summary>
    public int Available => IsPersistent ? Replicas : Ready;
}

/// <summary>
/// The replicas of one service. A new version replaces them one at a time, the old one going before its successor comes,
/// so that the old version keeps answering until it is replaced.
/// </summary>
sealed class ServiceWorkload : IAsyncDisposable
{
    readonly Func<ManifestService, long, int, Pod> startPod;
    readonly Lock change = new();
    readonly CancellationTokenSource stop = new();
    readonly SortedDictionary<int, Pod> pods = [];
    TaskCompletionSource wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Version version;
    long observed;
    int turn;
    Task work = Task.CompletedTask;

    public ServiceWorkload(ManifestService service, Func<ManifestService, long, int, Pod> startPod)
    {
        this.startPod = startPod;
        version = new Version(service, 1);
    }

    public ManifestService Service => version.Service;

    public ServiceStatus Status
    {
        get
        {
            lock (change)
            {
                return new ServiceStatus(
                    version.Service.Name,
                    observed,
                    pods.Count,
                    pods.Values.Count(pod => pod.Generation == observed),
                    pods.Values.Count(pod => pod.IsReady),
                    version.Service.IsPersistent);
            }
        }
    }

    /// <summary>Its pods in the order of their names as text, as indexes count them.</summary>
    public IReadOnlyList<Pod> Pods
    {
        get { lock (change) return [.. pods.Values.OrderBy(pod => pod.Name, StringComparer.Ordinal)]; }
    }

    public void Start() => work = Task.Run(ReconcileAsync);

    /// <summary>Rolls out another version; one still being rolled out is left where it is.</summary>
    public void Update(ManifestService service)
    {
        lock (change)
        {
            version = new Version(service, version.Generation + 1);
            wanted.TrySetResult();
        }
    }

    /// <summary>A ready container in turn; null while there is none.</summary>
    public IPEndPoint? NextTarget(Func<ManifestService, uint?> portOf)
    {
        var (ready, port) = (Pods.Select(pod => pod.Address).OfType<IPAddress>().ToList(), portOf(Service));
        if (ready.Count == 0 || port is null) return null;
        return new IPEndPoint(ready[(int)((uint)Interlocked.Increment(ref turn) % ready.Count)], (int)port);
    }

    async Task ReconcileAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Version target;
            Task changed;
            lock (change)
            {
                if (wanted.Task.IsCompleted) wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
                (target, changed) = (version, wanted.Task);
                observed = target.Generation;
            }

            try
            {
                await RollOutAsync(target, changed);
                await changed.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    async Task RollOutAsync(Version target, Task changed)
    {
        for (var index = 0; index < target.Service.Count; index++)
        {
            if (changed.IsCompleted) return;
            Pod? old;
            lock (change) old = pods.GetValueOrDefault(index);
            if (old is not null)
            {
                if (old.Generation == target.Generation) continue;
                await old.StopAsync(PodTiming.StopGrace);
                lock (change) pods.Remove(index);
            }

            stop.Token.ThrowIfCancellationRequested();
            var pod = startPod(target.Service, target.Generation, index);
            lock (change) pods[index] = pod;
            // At most one replica is away at a time during an update; at first all start at once.
            if (old is not null) await Task.WhenAny(pod.BecameReady, changed).WaitAsync(stop.Token);
        }
    }

    public async Task StopAsync(TimeSpan grace)
    {
        await stop.CancelAsync();
        await work;
        await Task.WhenAll(Pods.Select(pod => pod.StopAsync(grace)));
        lock (change) pods.Clear();
        stop.Dispose();
    }

    public ValueTask DisposeAsync() => new(StopAsync(TimeSpan.Zero));

    sealed record Version(ManifestService Service, long Generation);
}
