using System.Security.Cryptography;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>What all leases of a provider share.</summary>
/// <param name="PublicHost">Where forwarded ports are reached.</param>
/// <param name="IngressSuffix">The domain of generated host names; null where it generates none.</param>
sealed record Cluster(
    IContainerEngine Engine, IngressGateway Ingress, PublicPorts Ports, string PublicHost, HostNames HostNames, LeasedAddresses Addresses, Inventory Inventory,
    string? IngressSuffix, PodTiming Timing, TimeProvider Time, ILogger Log);

/// <summary>
/// The containers, ports and names of one lease. Manifests are queued: what is wrong with one shows only later,
/// in events and in the service status, as on the network (provider.md 4.3).
/// </summary>
sealed class LeaseWorkload : IAsyncDisposable
{
    readonly Cluster cluster;
    readonly LeaseKey lease;
    readonly string prefix;
    readonly SemaphoreSlim turn = new(1, 1);
    readonly Dictionary<string, ServiceWorkload> services = [];
    readonly Dictionary<string, ServiceExposure> exposures = [];
    readonly Dictionary<string, ServiceAddress> addresses = [];
    readonly Dictionary<string, string> podHashes = [];
    volatile ManifestGroup? stored;
    string? network;
    bool ended;

    public LeaseWorkload(Cluster cluster, LeaseKey lease)
    {
        (this.cluster, this.lease) = (cluster, lease);
        prefix = $"akash-sandbox-{cluster.Engine.Instance}-{lease.Namespace[..12]}";
        Events = new LeaseEvents(lease.Namespace);
    }

    public LeaseEvents Events { get; }

    /// <summary>The group whose containers run, or were begun; null before the first manifest.</summary>
    public ManifestGroup? Stored => stored;

    /// <summary>What leased addresses lead to; null where the group asks for none.</summary>
    public IReadOnlyList<LeasedPort>? LeasedPorts =>
        stored is { } group && group.AllServices.SelectMany(service => service.Exposes).Any(expose => expose.IsLeasedIp) ? cluster.Addresses.Of(lease) : null;

    public IReadOnlyList<(ServiceStatus Status, ServiceExposure Exposure)> Services
    {
        get { lock (services) return [.. services.OrderBy(service => service.Key, StringComparer.Ordinal).Select(service => (service.Value.Status, exposures[service.Key]))]; }
    }

    public ServiceWorkload? FindService(string name)
    {
        lock (services) return services.GetValueOrDefault(name);
    }

    /// <summary>Whether every service has all its replicas ready.</summary>
    public bool IsHealthy => stored is { } group && group.AllServices.All(service => FindService(service.Name)?.Status.Ready >= service.Count);

    /// <summary>Brings the lease to this group: created, rolled out, or left alone where the set of services differs.</summary>
    public async Task DeployAsync(ManifestGroup group)
    {
        await turn.WaitAsync();
        try
        {
            if (ended) return;
            if (stored is null) await CreateAsync(group);
            else await UpdateAsync(stored, group);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task CreateAsync(ManifestGroup group)
    {
        network ??= await cluster.Engine.CreateNetworkAsync(prefix);
        await AddressAsync(group);
        stored = group;
        foreach (var service in group.AllServices) await ExposeAsync(service);
    }

    /// <summary>Gives addresses to the services that need one, before containers are told of them.</summary>
    async Task AddressAsync(ManifestGroup group)
    {
        foreach (var service in group.AllServices.Where(ServiceAddress.IsNeededBy).Where(service => !addresses.ContainsKey(service.Name)))
        {
            if (await ServiceAddress.OpenAsync(cluster.Engine, $"{prefix}-{service.Name}") is { } address) addresses[service.Name] = address;
        }
    }

    async Task UpdateAsync(ManifestGroup old, ManifestGroup group)
    {
        if (!old.AllServices.Select(service => service.Name).SequenceEqual(group.AllServices.Select(service => service.Name)))
        {
            cluster.Log.LogWarning("lease {Lease}: manifest service rename is not allowed", lease.Path);
            return;
        }

        await AddressAsync(group);
        // Withheld host names may have become free, so names are looked at even where nothing changed.
        foreach (var service in group.AllServices) await ExposeAsync(service);
        if (ManifestText.Stored(old) == ManifestText.Stored(group)) return;
        stored = group;
        foreach (var service in group.AllServices) services[service.Name].Update(service);
    }

    /// <summary>Opens what a service exposes, then starts it where it is not there yet: what is ready can be reached.</summary>
    async Task ExposeAsync(ManifestService service)
    {
        ServiceWorkload? added = null;
        lock (services)
        {
            if (!services.ContainsKey(service.Name))
            {
                services[service.Name] = added = new ServiceWorkload(service, StartPod);
                exposures[service.Name] = new ServiceExposure(cluster, lease, added);
            }
        }

        try
        {
            await exposures[service.Name].OpenAsync(service);
            if (addresses.TryGetValue(service.Name, out var address)) await address.ForwardAsync(service, port => services[service.Name].NextTarget(_ => port));
        }
        finally
        {
            added?.Start();
        }
    }

    Pod StartPod(ManifestService service, long generation, int index)
    {
        var name = service.IsPersistent ? $"{service.Name}-{index}" : $"{service.Name}-{PodHash(service.Name, generation)}-{RandomName(5)}";
        var devices = cluster.Inventory.DevicesOf(lease, service.Resources.Id, FirstReplica(service) + index);
        var place = new PodPlace(lease, prefix, prefix, cluster.PublicHost, service.Name, index, name)
        {
            Devices = devices,
            Hosts = addresses.ToDictionary(address => address.Key, address => address.Value.Address),
        };
        return Pod.Start(cluster.Engine, Events, service, place, generation, cluster.Timing, cluster.Time);
    }

    /// <summary>How many replicas services before this one take of the resource they share.</summary>
    int FirstReplica(ManifestService service) => stored!.AllServices
        .TakeWhile(other => other.Name != service.Name)
        .Where(other => other.Resources.Id == service.Resources.Id)
        .Sum(other => (int)other.Count);

    /// <summary>Takes leased addresses over from other deployments of the owner, all that the group declares.</summary>
    public async Task TakeAddressesAsync()
    {
        foreach (var exposure in exposures.Values) await exposure.DeclareAddressesAsync(takeOver: true);
    }

    string PodHash(string service, long generation)
    {
        lock (podHashes)
        {
            var key = $"{service}/{generation}";
            if (!podHashes.TryGetValue(key, out var hash)) podHashes[key] = hash = RandomName(10);
            return hash;
        }
    }

    /// <summary>Letters and digits as Kubernetes uses them in names: none that look alike, no vowels.</summary>
    static string RandomName(int length) => RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", length);

    /// <summary>Stops and removes all of it: containers, ports, names, volumes, network.</summary>
    public async Task RemoveAsync(TimeSpan grace)
    {
        await turn.WaitAsync();
        try
        {
            if (ended) return;
            ended = true;
            foreach (var exposure in exposures.Values) await exposure.CloseAsync();
            await cluster.Addresses.ReleaseAsync(lease);
            await Task.WhenAll(services.Values.Select(service => service.StopAsync(grace)));
            if (stored is { } group) await RemoveVolumesAsync(group);
            foreach (var address in addresses.Values) await address.DisposeAsync();
            if (network is not null) await cluster.Engine.RemoveNetworkAsync(network);
            lock (services)
            {
                services.Clear();
                exposures.Clear();
            }

            stored = null;
            Events.End();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Removes everything without waiting for programs to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(TimeSpan.Zero);
        turn.Dispose();
    }

    async Task RemoveVolumesAsync(ManifestGroup group)
    {
        foreach (var service in group.AllServices)
        {
            for (var index = 0; index < service.Count; index++)
            {
                var place = new PodPlace(lease, prefix, prefix, cluster.PublicHost, service.Name, index, $"{service.Name}-{index}");
                foreach (var (volume, isPersistent) in ContainerRecipe.Volumes(service, place))
                {
                    if (isPersistent) await cluster.Engine.RemoveVolumeAsync(volume);
                }
            }
        }
    }
}
