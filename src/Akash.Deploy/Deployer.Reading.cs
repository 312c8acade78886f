using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akash.Deploy.Networks;
using Akash.Deploy.Runs;

namespace Akash.Deploy;

partial class Deployer
{
    /// <summary>What runs in an environment now; changes nothing and waits for nobody.</summary>
    /// <param name="dseq">Instead of the recorded one.</param>
    public async Task<Outcome> StatusAsync(string environment, ulong? dseq, CancellationToken cancellationToken)
    {
        NetworkCondition? condition = null;
        try
        {
            condition = await network.CheckAsync(cancellationToken);
            foreach (var warning in condition.Warnings) reporter.Warn(warning);
            var found = await AddressedAsync(environment, dseq, cancellationToken);
            if (found.State is DeploymentState.Closed)
                return Finished($"deployment {found.Dseq} is closed", found.Dseq) with { Healthy = false, Reason = Reason.DeploymentGone, Warnings = condition.Warnings };

            var services = await ServicesAsync(found, cancellationToken);
            var ended = found.Groups.Where(group => group.ActiveLease is null).Select(group => group.Spec.Name).ToList();
            var unready = services.Where(service => service.Available < service.Total || service.Total == 0).Select(service => service.Name).ToList();
            return new Outcome
            {
                Kind = OutcomeKind.Unchanged,
                Reason = ended.Count > 0 ? Reason.DeploymentGone : unready.Count > 0 || services.Count == 0 ? Reason.NotReady : null,
                Message = (ended, unready) switch
                {
                    ([_, ..], _) => $"no lease runs for group {string.Join(", ", ended)}",
                    (_, [_, ..]) => $"not ready: {string.Join(", ", unready)}",
                    _ => services.Count == 0 ? "the provider runs nothing for it" : $"deployment {found.Dseq} runs",
                },
                Healthy = ended.Count == 0 && unready.Count == 0 && services.Count > 0,
                Owner = network.Owner,
                Dseq = found.Dseq,
                Groups =
                [
                    .. found.Groups.Select(group => new DeployedGroup(
                        group.Gseq, group.Spec.Name, group.ActiveLease?.Id, group.ActiveLease?.ProviderUri, group.ActiveLease?.Price)),
                ],
                Services = services,
                Cost = Cost.Of(found.Escrow, condition.BlockTime),
                Warnings = condition.Warnings,
            };
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancellationToken) is { } failure)
        {
            return Failed(failure) with { Warnings = condition?.Warnings ?? [] };
        }
    }

    /// <summary>Log lines of all leases of an environment's deployment, as they come.</summary>
    /// <exception cref="DeploymentNetworkException">They cannot be read: there is no deployment, or a provider does not answer.</exception>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        string environment, ulong? dseq, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await LoggedAsync(environment, dseq, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = Channel.CreateBounded<LogLine>(256);
        var reading = ReadAllAsync(found, query, lines.Writer, stop.Token);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(stop.Token)) yield return line;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Reads all leases into one channel, and hands over what went wrong through it.</summary>
    async Task ReadAllAsync(NetworkDeployment found, LogQuery query, ChannelWriter<LogLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(found.Groups.Select(group => group.ActiveLease).OfType<NetworkLease>().Select(async lease =>
            {
                await foreach (var line in network.ReadLogsAsync(lease.Id, query, cancellationToken))
                    await lines.WriteAsync(line, cancellationToken);
            }));
            lines.Complete();
        }
        catch (Exception exception) when (exception is DeploymentNetworkException or OperationCanceledException)
        {
            lines.Complete(exception);
        }
    }

    async Task<NetworkDeployment> LoggedAsync(string environment, ulong? dseq, CancellationToken cancellationToken)
    {
        try
        {
            return await AddressedAsync(environment, dseq, cancellationToken);
        }
        catch (Exception exception) when (exception is not DeploymentNetworkException && DeployFailure.Of(exception, cancellationToken) is { Reason: not Reason.Cancelled } failure)
        {
            throw new DeploymentNetworkException(NetworkFailure.Gone, failure.Message, inner: exception);
        }
    }

    async Task<NetworkDeployment> AddressedAsync(string environment, ulong? dseq, CancellationToken cancellationToken)
    {
        var addressed = dseq
            ?? (records is null ? null : Ours(await records.ReadAsync(environment, cancellationToken))?.Dseq)
            ?? throw NothingRecorded(environment);
        return await network.FindAsync(addressed, cancellationToken)
            ?? throw new DeployFailure(Reason.DeploymentGone, $"the chain knows no deployment {addressed} of {network.Owner}: check dseq and network");
    }

    /// <summary>As the providers tell it: without the manifest, what exists is what was asked for.</summary>
    async Task<IReadOnlyList<DeployedService>> ServicesAsync(NetworkDeployment found, CancellationToken cancellationToken)
    {
        var statuses = await Task.WhenAll(found.Groups.Select(group => group.ActiveLease).OfType<NetworkLease>()
            .Select(lease => network.GetStatusAsync(lease.Id, cancellationToken)));
        return
        [
            .. statuses.SelectMany(status => status?.Services ?? []).Select(service => new DeployedService(
                service.Name, [.. service.Uris.Select(uri => new Uri($"http://{uri}"))], service.Ports, service.ReadyReplicas, service.Replicas)),
        ];
    }
}
