using System.Net;
using System.Net.Sockets;
using Akash.Sandbox.Providers.Manifests;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>How pods are timed.</summary>
/// <param name="RestartPause">Before a crashed container is started again; it doubles.</param>
sealed record PodTiming(TimeSpan RestartPause)
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>A container counts as ready after running this long and accepting connections…</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>…or after this long whether it accepts any or not: there are no probes on the network.</summary>
    public TimeSpan LongestSettling { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>On top of either.</summary>
    public TimeSpan ReadyDelay { get; init; }
}

/// <summary>
/// One replica of a service: pulls the image, runs a container, starts a new one after a crash with growing pauses,
/// and says in the lease's events what happened.
/// </summary>
sealed class Pod : IAsyncDisposable
{
    readonly IContainerEngine engine;
    readonly LeaseEvents events;
    readonly ManifestService service;
    readonly PodPlace place;
    readonly PodTiming timing;
    readonly TimeProvider time;
    readonly CancellationTokenSource stop = new();
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task life;
    volatile IPAddress? address;
    volatile string? containerId;
    volatile bool isReady;

    Pod(IContainerEngine engine, LeaseEvents events, ManifestService service, PodPlace place, long generation, PodTiming timing, TimeProvider time)
    {
        (this.engine, this.events, this.service, this.place, this.timing, this.time) = (engine, events, service, place, timing, time);
        Generation = generation;
        life = Task.Run(LiveAsync);
    }

    public static Pod Start(IContainerEngine engine, LeaseEvents events, ManifestService service, PodPlace place, long generation, PodTiming timing, TimeProvider time) =>
        new(engine, events, service, place, generation, timing, time);

    public string Name => place.Pod;

    /// <summary>The version of the service it runs.</summary>
    public long Generation { get; }

    public bool IsReady => isReady;

    /// <summary>The current container, running or not; null before the first one.</summary>
    public string? ContainerId => containerId;

    /// <summary>Its address on the lease's network while it is ready.</summary>
    public IPAddress? Address => isReady ? address : null;

    /// <summary>Done when it is ready for the first time.</summary>
    public Task BecameReady => ready.Task;

    async Task LiveAsync()
    {
        events.Scheduled(Name);
        try
        {
            await PullAsync();
            for (var crashes = 0; ; crashes++)
            {
                await RunOnceAsync();
                if (crashes == 0) continue;
                events.Kubelet("Warning", "BackOff", $"Back-off restarting failed container {place.Service} in pod {Name}_{place.Lease.Namespace}", Name);
                await Task.Delay(Pause(timing.RestartPause, crashes - 1), time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was told to stop.
        }
    }

    async Task PullAsync()
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                events.Kubelet("Normal", "Pulling", $"Pulling image \"{service.Image}\"", Name);
                var pulled = await engine.EnsureImageAsync(service.Image, Credentials(), stop.Token);
                events.Kubelet(
                    "Normal", "Pulled",
                    pulled ? $"Successfully pulled image \"{service.Image}\"" : $"Container image \"{service.Image}\" already present on machine",
                    Name);
                return;
            }
            catch (Exception failure) when (EngineTrouble.Is(failure))
            {
                events.Kubelet("Warning", "Failed", $"Failed to pull image \"{service.Image}\": {failure.Message}", Name);
                events.Kubelet("Warning", "Failed", "Error: ErrImagePull", Name);
                events.Kubelet("Normal", "BackOff", $"Back-off pulling image \"{service.Image}\"", Name);
                events.Kubelet("Warning", "Failed", "Error: ImagePullBackOff", Name);
                await Task.Delay(Pause(timing.RestartPause, failures), time, stop.Token);
            }
        }
    }

    ManifestCredentials? Credentials() => service.Credentials ?? service.Params?.Credentials;

    /// <summary>A fresh container from its creation to its end.</summary>
    async Task RunOnceAsync()
    {
        try
        {
            await RemoveContainerAsync();
            foreach (var (volume, _) in ContainerRecipe.Volumes(service, place)) await engine.CreateVolumeAsync(volume);
            stop.Token.ThrowIfCancellationRequested();
            containerId = await engine.CreateContainerAsync(ContainerRecipe.For(service, place));
            events.Kubelet("Normal", "Created", $"Created container: {place.Service}", Name);
            await engine.StartContainerAsync(containerId);
            events.Kubelet("Normal", "Started", $"Started container {place.Service}", Name);
            using var running = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var settling = SettleAsync(containerId, running.Token);
            await engine.WaitForExitAsync(containerId, stop.Token);
            await running.CancelAsync();
            await settling;
        }
        catch (Exception failure) when (EngineTrouble.Is(failure))
        {
            events.Kubelet("Warning", "Failed", $"Error: {failure.Message}", Name);
        }
        finally
        {
            isReady = false;
        }
    }

    async Task SettleAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var started = time.GetTimestamp();
            if (await engine.AddressOfAsync(id, cancellationToken) is not { } network) return;
            while (time.GetElapsedTime(started) < timing.Settling || (time.GetElapsedTime(started) < timing.LongestSettling && !await AcceptsAsync(network, cancellationToken)))
            {
                await Task.Delay(PodTiming.ProbeEvery, time, cancellationToken);
            }

            await Task.Delay(timing.ReadyDelay, time, cancellationToken);
            address = network;
            isReady = true;
            ready.TrySetResult();
        }
        catch (Exception ended) when (ended is OperationCanceledException || EngineTrouble.Is(ended))
        {
            // It ended before it was ready.
        }
    }

    async Task<bool> AcceptsAsync(IPAddress network, CancellationToken cancellationToken)
    {
        foreach (var port in service.Exposes.Where(expose => expose.Proto == "TCP").Select(expose => expose.Port).Distinct())
        {
            using var socket = new Socket(network.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            soon.CancelAfter(timing.Settling);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(network, (int)port), soon.Token);
            }
            catch (Exception refused) when (refused is SocketException || (refused is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return false;
            }
        }

        return true;
    }

    static TimeSpan Pause(TimeSpan first, int failures) =>
        TimeSpan.FromTicks(Math.Min(PodTiming.LongestPause.Ticks, first.Ticks << Math.Min(failures, 20)));

    async Task RemoveContainerAsync()
    {
        if (containerId is not { } id) return;
        containerId = null;
        await engine.RemoveContainerAsync(id);
    }

    /// <summary>Stops the container as Kubernetes would, removes it and the volumes that end with it.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        isReady = false;
        await stop.CancelAsync();
        await life;
        try
        {
            if (containerId is { } id) await EndAsync(id, grace);
        }
        catch (Exception failure) when (EngineTrouble.Is(failure))
        {
            events.Kubelet("Warning", "FailedKillPod", $"error killing pod: {failure.Message}", Name);
        }

        stop.Dispose();
    }

    async Task EndAsync(string id, TimeSpan grace)
    {
        events.Kubelet("Normal", "Killing", $"Stopping container {place.Service}", Name);
        // Removal kills at once; the engine would take a stop without grace for one with its default of ten seconds.
        if (grace > TimeSpan.Zero) await engine.StopContainerAsync(id, grace);
        await RemoveContainerAsync();
        foreach (var (volume, isPersistent) in ContainerRecipe.Volumes(service, place))
        {
            if (!isPersistent) await engine.RemoveVolumeAsync(volume);
        }
    }

    public ValueTask DisposeAsync() => new(StopAsync(TimeSpan.Zero));
}
