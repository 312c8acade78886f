using System.Text.Json.Serialization;

namespace Akash.Provider.Status;

/// <summary>The wire's shapes, where anything may be null.</summary>
sealed record LeaseStatusJson(
    Dictionary<string, ServiceStatusJson>? Services,
    Dictionary<string, List<ForwardedPortJson>?>? ForwardedPorts,
    Dictionary<string, List<LeasedAddressJson>?>? Ips)
{
    public LeaseStatus ToStatus() => new(
        (Services ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.ToStatus(entry.Key)),
        (ForwardedPorts ?? []).ToDictionary(
            entry => entry.Key,
            entry => (IReadOnlyList<ForwardedPort>)[.. (entry.Value ?? []).Select(port => port.ToPort())]),
        (Ips ?? []).ToDictionary(
            entry => entry.Key,
            entry => (IReadOnlyList<LeasedAddress>)[.. (entry.Value ?? []).Select(address => address.ToAddress())]));
}

sealed record ServiceStatusJson(
    int Available, int Total, List<string>? Uris,
    long ObservedGeneration, int Replicas, int UpdatedReplicas, int ReadyReplicas, int AvailableReplicas)
{
    public ServiceStatus ToStatus(string name) => new(
        name, Available, Total, Uris ?? [], ObservedGeneration, Replicas, UpdatedReplicas, ReadyReplicas, AvailableReplicas);
}

sealed record ForwardedPortJson(
    string? Host, int Port, [property: JsonPropertyName("externalPort")] int ExternalPort, string? Proto)
{
    public ForwardedPort ToPort() => new(Host ?? "", Port, ExternalPort, Proto ?? "TCP");
}

sealed record LeasedAddressJson(
    [property: JsonPropertyName("IP")] string? Ip,
    [property: JsonPropertyName("Port")] int Port,
    [property: JsonPropertyName("ExternalPort")] int ExternalPort,
    [property: JsonPropertyName("Protocol")] string? Protocol)
{
    public LeasedAddress ToAddress() => new(Ip ?? "", Port, ExternalPort, Protocol ?? "TCP");
}

sealed record VersionJson(AkashVersionJson? Akash, KubeVersionJson? Kube);

sealed record AkashVersionJson(string? Version);

sealed record KubeVersionJson([property: JsonPropertyName("gitVersion")] string? GitVersion);

/// <param name="ReclamationWindow">Nanoseconds.</param>
sealed record ProviderStatusJson(string? Address, string? ClusterPublicHostname, ClusterStatusJson? Cluster, long? ReclamationWindow);

sealed record ClusterStatusJson(long Leases);

sealed record TransferredJson(List<string>? Transferred);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LeaseStatusJson))]
[JsonSerializable(typeof(ServiceStatusJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(ProviderStatusJson))]
[JsonSerializable(typeof(TransferredJson))]
sealed partial class StatusJson : JsonSerializerContext;
