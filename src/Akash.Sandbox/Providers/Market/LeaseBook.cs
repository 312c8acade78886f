using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers.Market;

/// <summary>
/// The leases a provider holds by its own view of the chain, the manifests sent for them, and the two reasons it gives
/// a lease up by itself: no manifest in time, or services that do not come up (provider.md 4.1).
/// </summary>
sealed class LeaseBook(string provider, MarketOptions options, ChainView chain, SigningAccount account, Cluster cluster)
{
    readonly Lock change = new();
    readonly Dictionary<LeaseKey, Held> leases = [];
    readonly Dictionary<DeploymentKey, Manifest> manifests = [];
    readonly List<Task> removals = [];

    public IReadOnlyList<LeaseKey> Leases
    {
        get { lock (change) return [.. leases.Keys]; }
    }

    /// <summary>How many deployments a manifest was sent for.</summary>
    public int Deployments
    {
        get { lock (change) return manifests.Count; }
    }

    public LeaseWorkload? Find(LeaseKey lease)
    {
        lock (change) return leases.GetValueOrDefault(lease)?.Workload;
    }

    public void OnBlock()
    {
        lock (change)
        {
            Refresh();
            foreach (var (lease, held) in leases) Watch(lease, held, cluster.Time.GetUtcNow());
        }
    }

    /// <summary>Takes a manifest through the checks of provider.md 3.4; the containers follow in the background.</summary>
    /// <exception cref="ManifestRefusedException">The status and text of the first check that fails.</exception>
    public void Submit(DeploymentKey key, ReadOnlySpan<byte> body)
    {
        var manifest = ManifestReader.Read(body);
        lock (change)
        {
            Refresh();
            // What is under notice runs on but takes no manifest (provider.md 4.1).
            var held = leases.Where(lease => lease.Key.Deployment == key && !lease.Value.IsUnderNotice).ToList();
            // Any manifest, even a wrong one, calls the watchdog off.
            foreach (var (_, lease) in held) lease.ManifestDue = null;
            var deployment = chain.Deployment(key)
                ?? throw new ManifestRefusedException(500, "rpc error: code = NotFound desc = Deployment not found: key not found");
            ManifestRules.Check(manifest);
            if (!ManifestText.Hash(manifest).AsSpan().SequenceEqual(deployment.Deployment.Hash.Span))
            {
                throw new ManifestRefusedException(422, "manifest version validation failed");
            }

            GroupFit.Check(manifest, [.. deployment.Groups.Select(group => group.GroupSpec)]);
            if (cluster.IngressSuffix is null) ManifestRules.RequireHosts(manifest);
            if (cluster.HostNames.FindRefusal(key.Owner, manifest.Groups.SelectMany(group => group.HostNames)) is { } refusal)
            {
                throw new ManifestRefusedException(500, refusal);
            }

            manifests[key] = manifest;
            if (held.Count == 0) throw new ManifestRefusedException(404, "no lease for deployment");
            foreach (var (lease, state) in held) Deploy(lease, state, manifest);
        }
    }

    /// <summary>Removes all containers at once, as the sandbox ends.</summary>
    public async Task EndAsync()
    {
        List<Held> all;
        lock (change)
        {
            all = [.. leases.Values];
            leases.Clear();
        }

        await Task.WhenAll(all.Select(held => held.Deployment));
        await Task.WhenAll([.. all.Select(held => held.Workload.DisposeAsync().AsTask()), .. removals]);
    }

    void Refresh()
    {
        var present = chain.HeldLeases(provider).ToDictionary(lease => LeaseKey.Of(lease.Id), lease => lease.State);
        foreach (var (lease, held) in leases.ToList())
        {
            if (!present.TryGetValue(lease, out var state)) Drop(lease, held);
            else held.IsUnderNotice = state is Lease.Types.State.Reclaiming;
        }

        foreach (var lease in present.Keys.Where(lease => !leases.ContainsKey(lease)).ToList())
        {
            var held = leases[lease] = new Held(new LeaseWorkload(cluster, lease)) { ManifestDue = cluster.Time.GetUtcNow() + options.ManifestTimeout };
            cluster.Log.LogInformation("{Provider} has lease {Dseq}/{Gseq}/{Oseq}", provider, lease.Dseq, lease.Gseq, lease.Oseq);
            // A manifest that came before its lease is remembered, though it does not call the watchdog off;
            // nor does one of another group of the deployment.
            if (manifests.TryGetValue(lease.Deployment, out var manifest)) Deploy(lease, held, manifest);
        }
    }

    void Drop(LeaseKey lease, Held held)
    {
        cluster.Log.LogInformation("{Provider} lost lease {Dseq}/{Gseq}/{Oseq}", provider, lease.Dseq, lease.Gseq, lease.Oseq);
        leases.Remove(lease);
        cluster.HostNames.Release(lease);
        if (leases.Keys.All(other => other.Deployment != lease.Deployment)) manifests.Remove(lease.Deployment);
        removals.RemoveAll(removal => removal.IsCompleted);
        removals.Add(Task.Run(() => LogFailureAsync(lease, () => held.Workload.RemoveAsync(PodTiming.StopGrace))));
    }

    void Deploy(LeaseKey lease, Held held, Manifest manifest)
    {
        var name = chain.Deployment(lease.Deployment)?.Groups.FirstOrDefault(group => group.Id.Gseq == lease.Gseq)?.GroupSpec.Name;
        if (manifest.Groups.FirstOrDefault(group => group.Name == name) is not { } wanted) return;
        held.Deployment = held.Deployment.ContinueWith(
            _ => LogFailureAsync(lease, () => held.Workload.DeployAsync(wanted)), TaskScheduler.Default).Unwrap();
    }

    async Task LogFailureAsync(LeaseKey lease, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (EngineTrouble.Is(failure))
        {
            cluster.Log.LogError(failure, "{Provider}: the engine refused something of lease {Lease}", provider, lease.Path);
        }
    }

    void Watch(LeaseKey lease, Held held, DateTimeOffset now)
    {
        if (now >= held.ManifestDue)
        {
            held.ManifestDue = null;
            Close(lease, LeaseClosedReason.ManifestTimeout);
        }

        held.UnhealthySince = held.Workload.Stored is null || held.Workload.IsHealthy ? null : held.UnhealthySince ?? now;
        if (held.UnhealthySince is { } since && now - since >= options.UnstableTimeout)
        {
            held.UnhealthySince = null;
            Close(lease, LeaseClosedReason.Unstable);
        }
    }

    void Close(LeaseKey lease, LeaseClosedReason reason)
    {
        var answer = account.Send(new MsgCloseBid { Id = lease.ToBidId(), Reason = reason });
        if (answer.Code == 0) cluster.Log.LogInformation("{Provider} closes lease {Dseq}: {Reason}", provider, lease.Dseq, reason);
        else cluster.Log.LogWarning("{Provider} cannot close lease {Dseq}: {Log}", provider, lease.Dseq, answer.Log);
    }

    sealed class Held(LeaseWorkload workload)
    {
        public LeaseWorkload Workload => workload;

        public bool IsUnderNotice { get; set; }

        public DateTimeOffset? ManifestDue { get; set; }

        public DateTimeOffset? UnhealthySince { get; set; }

        /// <summary>Deployments of one lease run one after the other, in the order of their manifests.</summary>
        public Task Deployment { get; set; } = Task.CompletedTask;
    }
}
