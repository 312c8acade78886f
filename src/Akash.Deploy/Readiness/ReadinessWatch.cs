using Akash.Deploy.Networks;
using Akash.Deploy.Runs;
using Akash.Sdl;

namespace Akash.Deploy.Readiness;

/// <summary>Waits until what was handed over runs and answers.</summary>
sealed class ReadinessWatch(IDeploymentNetwork network, IDeployReporter reporter, TimeProvider time)
{
    const int LooksBetweenChainChecks = 10;

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>What every lease of a deployment runs now.</summary>
    public async Task<IReadOnlyList<LeaseView>> LookAsync(
        NetworkDeployment deployment, Manifest manifest, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            from networkGroup in deployment.Groups
            let lease = networkGroup.ActiveLease
            where lease is not null
            let wanted = manifest.Groups.FirstOrDefault(wanted => wanted.Name == networkGroup.Spec.Name) ?? new ManifestGroup(networkGroup.Spec.Name, [])
            select ViewAsync(lease, wanted, cancellationToken));

    /// <summary>Whether all of it runs and answers, asked once.</summary>
    public async Task<bool> IsServingAsync(IReadOnlyList<LeaseView> views, string healthPath, CancellationToken cancellationToken)
    {
        if (views.Any(view => view.Status is null || view.Pending.Any())) return false;
        foreach (var (_, uri) in views.SelectMany(view => view.HealthTargets))
            if (await ComplaintAsync(new Uri(uri, healthPath), cancellationToken) is not null) return false;
        return true;
    }

    /// <summary>Looks again and again until every service has its replicas, of the new version.</summary>
    /// <param name="giveUp">A timestamp of the clock.</param>
    /// <exception cref="DeployFailure"><see cref="Reason.NotReady"/>, or <see cref="Reason.DeploymentGone"/> when a lease ended.</exception>
    public async Task<IReadOnlyList<LeaseView>> WaitForReplicasAsync(
        NetworkDeployment deployment, Manifest manifest, Rollout rollout, long giveUp, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        var told = "";
        for (var look = 1; ; look++)
        {
            var (views, pending) = await LookForPendingAsync(deployment, manifest, rollout, cancellationToken);
            if (pending.Count == 0) return views;

            var text = string.Join(", ", pending.Select(entry => $"{entry.Service} ({entry.Why})"));
            if (time.GetTimestamp() >= giveUp)
                throw new DeployFailure(Reason.NotReady, $"not everything became ready in time: {text}", [.. pending.Select(entry => entry.Service)]);

            if (told != text) reporter.Info($"waiting for {text}");
            told = text;
            if (look % LooksBetweenChainChecks == 0) await CheckLeasesAsync(deployment, cancellationToken);
            await Task.Delay(pause, time, cancellationToken);
            pause = Longer(pause);
        }
    }

    /// <summary>Asks every public service for the health path until it answers 2xx or 3xx.</summary>
    /// <exception cref="DeployFailure"><see cref="Reason.Unhealthy"/>, with the last answer.</exception>
    public async Task WaitForHealthAsync(
        IReadOnlyList<LeaseView> views, string healthPath, long giveUp, CancellationToken cancellationToken)
    {
        foreach (var (service, uri) in views.SelectMany(view => view.HealthTargets))
        {
            var target = new Uri(uri, healthPath);
            var pause = FirstPause;
            while (await ComplaintAsync(target, cancellationToken) is { } complaint)
            {
                if (time.GetTimestamp() >= giveUp)
                    throw new DeployFailure(Reason.Unhealthy,
                        $"{service} runs, but {target} {complaint}; health-path must answer 2xx or 3xx", [service]);
                await Task.Delay(pause, time, cancellationToken);
                pause = Longer(pause);
            }

            reporter.Info($"{target} answers");
        }
    }

    static TimeSpan Longer(TimeSpan pause) => pause * 1.25 < LongestPause ? pause * 1.25 : LongestPause;

    async Task<(IReadOnlyList<LeaseView> Views, List<(string Service, string Why)> Pending)> LookForPendingAsync(
        NetworkDeployment deployment, Manifest manifest, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            var views = await LookAsync(deployment, manifest, cancellationToken);
            var generations = views.SelectMany(view => view.Generations).ToDictionary();
            return (views, [.. views.SelectMany(view => view.Pending), .. rollout.Behind(generations).Select(service => (service, "old version"))]);
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.ProviderUnavailable or NetworkFailure.Unavailable)
        {
            return ([], [("provider", exception.Message)]);
        }
    }

    async Task<LeaseView> ViewAsync(NetworkLease lease, ManifestGroup wanted, CancellationToken cancellationToken) =>
        new(lease, wanted, await network.GetStatusAsync(lease.Id, cancellationToken));

    async Task CheckLeasesAsync(NetworkDeployment deployment, CancellationToken cancellationToken)
    {
        NetworkDeployment? now;
        try
        {
            now = await network.FindAsync(deployment.Dseq, cancellationToken);
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.Unavailable)
        {
            reporter.Info($"{exception.Message}: asking again later");
            return;
        }

        if (now is { State: DeploymentState.Closed })
            throw new DeployFailure(Reason.DeploymentGone, $"deployment {deployment.Dseq} was closed meanwhile");

        var ended =
            from networkGroup in now?.Groups ?? []
            where networkGroup.ActiveLease is null
            select $"{networkGroup.Spec.Name} ({(networkGroup.Leases is [.., var last] ? last.CloseReason : null) ?? networkGroup.State.ToString()})";
        if (ended.ToList() is { Count: > 0 } groups)
            throw new DeployFailure(Reason.DeploymentGone, $"the provider ended the lease of group {string.Join(", ", groups)}");
    }

    async Task<string?> ComplaintAsync(Uri target, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await network.ProbeAsync(target, cancellationToken);
            return answer.Status is >= 200 and < 400 ? null : $"answers {answer.Status}";
        }
        catch (DeploymentNetworkException exception)
        {
            return $"does not answer ({exception.Message})";
        }
    }
}
