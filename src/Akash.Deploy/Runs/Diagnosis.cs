using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Sdl;

namespace Akash.Deploy.Runs;

/// <summary>The last words of services that failed.</summary>
/// <param name="Lines">Events, then log lines, each with the service it is from.</param>
/// <param name="ImageNotPullable">The events say that an image could not be fetched.</param>
sealed record Diagnosis(IReadOnlyList<string> Lines, bool ImageNotPullable)
{
    const int LogLines = 20;
    const int Events = 10;

    /// <summary>A container that was just started once more has said nothing yet: its words come again.</summary>
    const int LooksForLogs = 3;

    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Diagnosis None { get; } = new([], false);

    /// <summary>Asks the providers, for a few seconds at most; what cannot be had is said in its place.</summary>
    /// <param name="services">As <c>group/service</c>; empty for all.</param>
    public static async Task<Diagnosis> CollectAsync(
        IDeploymentNetwork network, NetworkDeployment deployment, Manifest manifest, IReadOnlyCollection<string> services, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var lines = new List<string>();
        var notPullable = false;
        foreach (var leased in deployment.Groups)
        {
            if (leased.ActiveLease is not { } lease) continue;
            var names = manifest.Groups.Where(wanted => wanted.Name == leased.Spec.Name)
                .SelectMany(wanted => wanted.Services).Select(service => service.Name)
                .Where(name => services.Count == 0 || services.Contains(Fingerprints.Key(leased.Spec.Name, name)))
                .ToList();
            if (names.Count == 0) continue;

            var events = await TakeAsync(
                network.ReadEventsAsync(lease.Id, follow: false, both.Token).Where(happened => Concerns(happened.Service, names)),
                "events", happened => $"{happened.Service}: {happened.Type} {happened.Reason}: {happened.Message}", lines, Events);
            notPullable |= events.Any(happened => happened.Reason is "ErrImagePull" or "ImagePullBackOff"
                || happened.Message.Contains("ErrImagePull", StringComparison.Ordinal)
                || happened.Message.Contains("Failed to pull image", StringComparison.Ordinal));
            for (var look = 1; look <= LooksForLogs; look++)
            {
                var logs = await TakeAsync(
                    network.ReadLogsAsync(lease.Id, new LogQuery(names, Follow: false, LogLines), both.Token),
                    "logs", line => $"{line.Name} | {line.Message}", lines, LogLines * names.Count);
                if (logs.Count > 0 || both.IsCancellationRequested) break;
                await Task.Delay(BetweenLooks, time, CancellationToken.None);
            }
        }

        return new Diagnosis(lines, notPullable);
    }

    /// <summary>Events name a service or one of its pods (<c>web-6d9f7c8b5-x2x7k</c>).</summary>
    static bool Concerns(string subject, IEnumerable<string> names) =>
        names.Any(name => subject == name || subject.StartsWith(name + "-", StringComparison.Ordinal));

    static async Task<IReadOnlyList<T>> TakeAsync<T>(
        IAsyncEnumerable<T> source, string what, Func<T, string> text, List<string> lines, int last)
    {
        var seen = new List<T>();
        string? trouble = null;
        try
        {
            await foreach (var item in source) seen.Add(item);
        }
        catch (DeploymentNetworkException exception)
        {
            trouble = $"{what} could not be read: {exception.Message}";
        }
        catch (OperationCanceledException)
        {
            trouble = $"{what} did not end within {Patience.TotalSeconds:0} seconds";
        }

        lines.AddRange(seen.TakeLast(last).Select(text));
        if (trouble is not null && !lines.Contains(trouble)) lines.Add(trouble);
        return seen;
    }
}
