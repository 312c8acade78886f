using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>A forwarded port as the lease status lists it.</summary>
sealed record ForwardedPortStatus(string Host, uint Port, int ExternalPort, string Proto, string Name);

/// <summary>How a service is reached from outside: its own ingress port, its names and its forwarded ports, stable across updates.</summary>
sealed class ServiceExposure(Cluster cluster, LeaseKey lease, ServiceWorkload workload)
{
    readonly Lock change = new();
    readonly Dictionary<PortKey, ForwardedPort> forwarded = [];
    IngressPort? ownPort;
    IngressRoute? route;
    IReadOnlyList<string> names = [];
    ManifestService? exposed;

    /// <summary>Addresses without scheme; the one of its own that needs no DNS comes first. Null where HTTP ingress does not serve it.</summary>
    public IReadOnlyList<string>? Uris
    {
        get
        {
            lock (change)
            {
                return route is null
                    ? null
                    : [.. ownPort is null ? [] : new[] { ownPort.Address.ToString() }, .. names.Where(name => cluster.HostNames.IsHeldBy(name, lease)).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The generated host name; null where the provider generates none.</summary>
    string? OwnName => cluster.IngressSuffix is { } suffix ? $"{lease.HostLabel(workload.Service.Name)}.{suffix}" : null;

    public IReadOnlyList<ForwardedPortStatus> ForwardedPorts
    {
        get
        {
            lock (change)
            {
                return [.. forwarded.OrderBy(port => port.Key.Position).Select(port =>
                    new ForwardedPortStatus(cluster.PublicHost, port.Key.Port, port.Value.Port, port.Key.Proto, workload.Service.Name))];
            }
        }
    }

    /// <summary>Opens what the service exposes and closes what it no longer does.</summary>
    public async Task OpenAsync(ManifestService service)
    {
        await OpenIngressAsync(service);
        var keys = service.Exposes
            .Where(expose => expose.Global && !expose.IsIngress)
            .Select((expose, position) => new PortKey(position, expose.Port, expose.ExternalPort, expose.Proto))
            .ToHashSet();
        foreach (var gone in forwarded.Where(port => !keys.Contains(port.Key)).ToList())
        {
            lock (change) forwarded.Remove(gone.Key);
            await gone.Value.DisposeAsync();
        }

        foreach (var key in keys.Where(key => !forwarded.ContainsKey(key)).ToList())
        {
            var port = await ForwardedPort.OpenAsync(cluster.Ports, key.Proto == "UDP", () => workload.NextTarget(_ => key.Port));
            lock (change) forwarded[key] = port;
        }

        exposed = service;
        await DeclareAddressesAsync(takeOver: false);
    }

    public async Task DeclareAddressesAsync(bool takeOver)
    {
        foreach (var expose in (exposed ?? workload.Service).Exposes.Where(expose => expose.IsLeasedIp))
        {
            await cluster.Addresses.DeclareAsync(
                lease,
                new LeasedExpose(expose.Ip, workload.Service.Name, expose.Port, expose.EffectivePort, expose.Proto, () => workload.NextTarget(_ => expose.Port)),
                takeOver);
        }
    }

    async Task OpenIngressAsync(ManifestService service)
    {
        var exposes = service.Exposes.Where(expose => expose.IsIngress).ToList();
        if (exposes.Count == 0) return;
        var (opened, port) = (route, ownPort);
        if (opened is null)
        {
            opened = new IngressRoute(() => workload.NextTarget(IngressPortOf), exposes[0].HttpOptions.MaxBodySize);
            if (OwnName is { } own)
            {
                cluster.Ingress.Table.Set(own, opened);
                port = await cluster.Ingress.OpenAsync(opened);
            }
        }

        var wanted = exposes.SelectMany(expose => expose.Hosts ?? []).ToList();
        foreach (var gone in names.Except(wanted)) cluster.Ingress.Table.Remove(gone, opened);
        foreach (var name in wanted.Where(name => cluster.HostNames.TryHold(name, lease))) cluster.Ingress.Table.Set(name, opened);
        // All at once, so that nobody sees a service with some of its names.
        lock (change) (route, ownPort, names) = (opened, port, wanted);
    }

    /// <summary>Takes over a custom host name that moved here; false where the service does not list it.</summary>
    public bool TryServe(string name)
    {
        if (!names.Contains(name)) return false;
        Serve(name);
        return true;
    }

    void Serve(string name) => cluster.Ingress.Table.Set(name, route!);

    static uint? IngressPortOf(ManifestService service) => service.Exposes.FirstOrDefault(expose => expose.IsIngress)?.Port;

    public async Task CloseAsync()
    {
        if (route is not null)
        {
            if (OwnName is { } own) cluster.Ingress.Table.Remove(own, route);
            foreach (var name in names) cluster.Ingress.Table.Remove(name, route);
        }

        if (ownPort is not null) await ownPort.DisposeAsync();
        foreach (var port in forwarded.Values) await port.DisposeAsync();
    }

    readonly record struct PortKey(int Position, uint Port, uint ExternalPort, string Proto);
}
