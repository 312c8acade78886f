namespace Akash.Provider.Status;

/// <summary>What runs under a lease, as its provider tells it (provider.md section 3.6).</summary>
/// <param name="Services">By name; a service missing here is not deployed yet.</param>
/// <param name="ForwardedPorts">By service name.</param>
/// <param name="Addresses">Leased IP addresses by service name.</param>
public sealed record LeaseStatus(
    IReadOnlyDictionary<string, ServiceStatus> Services,
    IReadOnlyDictionary<string, IReadOnlyList<ForwardedPort>> ForwardedPorts,
    IReadOnlyDictionary<string, IReadOnlyList<LeasedAddress>> Addresses);

/// <param name="Available">Counts pods that merely exist for services with persistent storage.</param>
/// <param name="Total">Replicas that exist now, not those wanted.</param>
/// <param name="Uris">Bare host names.</param>
/// <param name="ObservedGeneration">Rises with every change that was rolled out.</param>
/// <param name="UpdatedReplicas">Replicas of the newest version.</param>
/// <param name="ReadyReplicas">The only count that means it runs.</param>
public sealed record ServiceStatus(
    string Name, int Available, int Total, IReadOnlyList<string> Uris,
    long ObservedGeneration, int Replicas, int UpdatedReplicas, int ReadyReplicas, int AvailableReplicas);

/// <param name="Host">The provider's public host name.</param>
/// <param name="Port">In the container.</param>
/// <param name="ExternalPort">On the host.</param>
/// <param name="Protocol">TCP or UDP.</param>
public sealed record ForwardedPort(string Host, int Port, int ExternalPort, string Protocol);

/// <param name="Protocol">TCP or UDP.</param>
public sealed record LeasedAddress(string Ip, int Port, int ExternalPort, string Protocol);

/// <param name="Provider">The provider program's version, such as v0.14.0.</param>
/// <param name="Kubernetes">Its cluster's version.</param>
public sealed record ProviderVersion(string Provider, string Kubernetes);

/// <param name="Address">The gateway's own account.</param>
/// <param name="PublicHostname">Where forwarded ports are reached; null where it tells none.</param>
/// <param name="Leases">Leases it serves now.</param>
/// <param name="ReclamationWindow">The notice it offers before it takes a lease back; null for none.</param>
public sealed record ProviderStatus(string Address, string? PublicHostname, long Leases, TimeSpan? ReclamationWindow);
