using System.Runtime.CompilerServices;
using Akash.Provider;
using GatewayStatus = Akash.Provider.Status;
using GatewayStreams = Akash.Provider.Streams;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    public Task SendManifestAsync(LeaseId lease, string manifestJson, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var gateway = await ConnectAsync(lease, cancellationToken);
        await gateway.SendManifestAsync(lease.Dseq, manifestJson, cancellationToken);
        return true;
    });

    public Task<LeaseStatus?> GetStatusAsync(LeaseId lease, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var gateway = await ConnectAsync(lease, cancellationToken);
        return await gateway.GetLeaseStatusAsync(PathOf(lease), cancellationToken) is { } status ? Describe(status) : null;
    });

    public IAsyncEnumerable<LogLine> ReadLogsAsync(LeaseId lease, LogQuery query, CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync(ReadAsync(lease, query, cancellationToken), cancellationToken);

    public IAsyncEnumerable<LeaseEvent> ReadEventsAsync(LeaseId lease, bool follow, CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync(ReadAsync(lease, follow, cancellationToken), cancellationToken);

    async IAsyncEnumerable<LogLine> ReadAsync(LeaseId lease, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gateway = await ConnectAsync(lease, cancellationToken);
        var asked = new GatewayStreams.LogQuery(query.Services, query.Follow, query.Tail);
        await foreach (var line in gateway.ReadLogsAsync(PathOf(lease), asked, cancellationToken))
            yield return new LogLine(line.Pod, line.Message);
    }

    async IAsyncEnumerable<LeaseEvent> ReadAsync(LeaseId lease, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gateway = await ConnectAsync(lease, cancellationToken);
        await foreach (var happened in gateway.ReadEventsAsync(PathOf(lease), follow, cancellationToken))
            yield return new LeaseEvent(
                WorkloadNames.ServiceOf(happened.ObjectKind, happened.ObjectName), happened.Type, happened.Reason, happened.Note);
    }

    static LeasePath PathOf(LeaseId lease) => new(lease.Dseq, lease.Gseq, lease.Oseq);

    LeaseStatus Describe(GatewayStatus.LeaseStatus status) => new(
    [
        .. from service in status.Services.Values
        orderby service.Name
        let forwarded = status.ForwardedPorts.GetValueOrDefault(service.Name, [])
        let leased = status.Addresses.GetValueOrDefault(service.Name, [])
        select new ServiceStatus(
            service.Name, service.Replicas, service.ReadyReplicas, service.UpdatedReplicas, service.ObservedGeneration,
            [.. service.Uris.Select(probe.AddressOf)],
            [
                .. forwarded.Select(port => new ForwardedPort(port.Host, port.Port, port.ExternalPort, port.Protocol)),
                .. leased.Select(address => new ForwardedPort(address.Ip, address.Port, address.ExternalPort, address.Protocol)),
            ]),
    ]);
}
