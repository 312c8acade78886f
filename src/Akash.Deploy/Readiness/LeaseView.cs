using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Sdl;

namespace Akash.Deploy.Readiness;

/// <summary>One lease with what it should run and what its provider says it runs.</summary>
/// <param name="Status">Null while the provider does not know it yet.</param>
sealed record LeaseView(NetworkLease Lease, ManifestGroup Wanted, LeaseStatus? Status)
{
    /// <summary>Observed generations by <c>group/service</c>.</summary>
    public IEnumerable<KeyValuePair<string, long>> Generations =>
        Status?.Services.Select(service => KeyValuePair.Create(Fingerprints.Key(Wanted.Name, service.Name), service.ObservedGeneration)) ?? [];

    /// <summary>What does not run as wanted yet: <c>group/service</c> and why.</summary>
    public IEnumerable<(string Service, string Why)> Pending =>
        from wanted in Wanted.Services
        let why = Lack(wanted, Status?.Services.FirstOrDefault(service => service.Name == wanted.Name))
        where why is not null
        select (Fingerprints.Key(Wanted.Name, wanted.Name), why);

    public IEnumerable<DeployedService> Services =>
        from wanted in Wanted.Services
        let status = Status?.Services.FirstOrDefault(service => service.Name == wanted.Name)
        select new DeployedService(
            wanted.Name, [.. (status?.Uris ?? []).Select(PublicUri)], status?.Ports ?? [], status?.ReadyReplicas ?? 0, (int)wanted.Count);

    /// <summary>
    /// Where health is asked: one host for each service, the provider's own rather than a custom domain, which may not point
    /// there yet.
    /// </summary>
    public IEnumerable<(string Service, Uri Uri)> HealthTargets =>
        from wanted in Wanted.Services
        let uris = Status?.Services.FirstOrDefault(service => service.Name == wanted.Name)?.Uris ?? []
        where uris.Count > 0
        let custom = wanted.Expose.SelectMany(expose => expose.Hosts).ToHashSet()
        select (Fingerprints.Key(Wanted.Name, wanted.Name), PublicUri(uris.FirstOrDefault(uri => !custom.Contains(uri)) ?? uris[0]));

    static string? Lack(ManifestService wanted, ServiceStatus? status)
    {
        if (status is null) return "not started";
        if (status.ReadyReplicas < wanted.Count) return $"{status.ReadyReplicas} of {wanted.Count} replicas ready";
        if (status.UpdatedReplicas < wanted.Count) return $"{status.UpdatedReplicas} of {wanted.Count} replicas updated";
        return status.Replicas != wanted.Count ? $"{status.Replicas} replicas, {wanted.Count} wanted" : null;
    }

    static Uri PublicUri(string host) => new($"http://{host}");
}
