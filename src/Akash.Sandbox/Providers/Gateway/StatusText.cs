using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>The JSON of the status routes (provider.md 3.2, 3.6, 3.7).</summary>
static class StatusText
{
    const long MemoryPerNode = 64L << 30;
    const long DiskPerNode = 512L << 30;
    const long StorageOfClass = 1L << 40;

    /// <summary>The revision of a provider whose behaviour this gateway has.</summary>
    public static string Version() => GoJson.Write(new JsonObject
    {
        ["akash"] = new JsonObject
        {
            ["name"] = "provider-services",
            ["server_name"] = "provider-services",
            ["version"] = "v0.14.1-rc0-1-gafc4dd7",
            ["commit"] = "afc4dd7c30a2ba3bb79d471e6dc5fa6ee14018ff",
            ["build_tags"] = "",
            ["go"] = "go version go1.26.8 linux/amd64",
            ["build_deps"] = null,
            ["cosmos_sdk_version"] = "v0.53.6",
        },
        ["kube"] = new JsonObject
        {
            ["major"] = "1",
            ["minor"] = "34",
            ["gitVersion"] = "v1.34.1",
            ["gitCommit"] = "",
            ["gitTreeState"] = "",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "go1.26.8",
            ["compiler"] = "gc",
            ["platform"] = "linux/amd64",
        },
    });

    public static string Provider(string address, string publicHost, LeaseBook leases, int orders)
    {
        var active = leases.Leases.Select(lease => leases.Find(lease)?.Stored).OfType<ManifestGroup>().Select(Used).ToList();
        var inventory = new JsonObject();
        if (active.Count > 0) inventory["active"] = new JsonArray([.. active]);
        inventory["available"] = new JsonObject
        {
            ["nodes"] = new JsonArray(new JsonObject
            {
                ["name"] = "sandbox",
                ["allocatable"] = Amounts(Environment.ProcessorCount * 1000L, MemoryPerNode, DiskPerNode),
                ["available"] = Amounts(Environment.ProcessorCount * 1000L, MemoryPerNode, DiskPerNode),
            }),
            ["storage"] = new JsonArray(new JsonObject { ["class"] = "beta3", ["size"] = StorageOfClass }),
        };
        return GoJson.Write(new JsonObject
        {
            ["cluster"] = new JsonObject { ["leases"] = leases.Leases.Count, ["inventory"] = inventory },
            ["bidengine"] = new JsonObject { ["orders"] = orders },
            ["manifest"] = new JsonObject { ["deployments"] = leases.Deployments },
            ["cluster_public_hostname"] = publicHost,
            ["address"] = address,
        });
    }

    public static string Lease(ManifestGroup group, IReadOnlyList<(ServiceStatus Status, ServiceExposure Exposure)> services) => GoJson.Write(new JsonObject
    {
        ["services"] = new JsonObject(services.Select(service =>
            KeyValuePair.Create(service.Status.Name, (JsonNode?)Service(service.Status, service.Exposure.Uris)))),
        ["forwarded_ports"] = ForwardedPorts(group, services.Select(service => service.Exposure)),
        ["ips"] = null,
    });

    /// <summary>One service; where HTTP ingress serves it, the names of the whole lease are listed.</summary>
    public static string Service(string name, IReadOnlyList<(ServiceStatus Status, ServiceExposure Exposure)> services)
    {
        var (status, exposure) = services.First(service => service.Status.Name == name);
        var uris = exposure.Uris is null ? null : services.SelectMany(service => service.Exposure.Uris ?? []).ToList();
        return GoJson.Write(Service(status, uris));
    }

    static JsonObject Service(ServiceStatus status, IReadOnlyList<string>? uris) => new()
    {
        ["name"] = status.Name,
        ["available"] = status.Available,
        ["total"] = status.Replicas,
        ["uris"] = uris is null ? null : new JsonArray([.. uris.Select(uri => JsonValue.Create(uri))]),
        ["observed_generation"] = status.Generation,
        ["replicas"] = status.Replicas,
        ["updated_replicas"] = status.Updated,
        ["ready_replicas"] = status.Ready,
        ["available_replicas"] = status.Available,
    };

    /// <summary>Null where every global expose says <c>as: 80</c> outright.</summary>
    static JsonObject? ForwardedPorts(ManifestGroup group, IEnumerable<ServiceExposure> exposures)
    {
        var all = group.AllServices.SelectMany(service => service.Exposes).Where(expose => expose.Global);
        if (all.All(expose => expose.ExternalPort == 80)) return null;
        return new JsonObject(exposures
            .SelectMany(exposure => exposure.ForwardedPorts)
            .GroupBy(port => port.Name)
            .Select(ports => KeyValuePair.Create(ports.Key, (JsonNode?)new JsonArray([.. ports.Select(ForwardedPort)]))));
    }

    static JsonObject ForwardedPort(ForwardedPortStatus port) => new()
    {
        ["host"] = port.Host,
        ["port"] = port.Port,
        ["externalPort"] = port.ExternalPort,
        ["proto"] = port.Proto,
        ["name"] = port.Name,
    };

    static JsonObject Used(ManifestGroup group)
    {
        long Sum(Func<ManifestResources, System.Numerics.BigInteger> amount) =>
            (long)group.AllServices.Aggregate(System.Numerics.BigInteger.Zero, (sum, service) => sum + service.Count * amount(service.Resources));
        return Amounts(
            Sum(resources => resources.Cpu!.Amount),
            Sum(resources => resources.Memory!.Amount),
            Sum(resources => resources.Storage!.Aggregate(System.Numerics.BigInteger.Zero, (sum, volume) => sum + volume.Bytes)),
            Sum(resources => resources.Gpu!.Amount));
    }

    static JsonObject Amounts(long cpu, long memory, long storage, long gpu = 0) => new()
    {
        ["cpu"] = cpu,
        ["gpu"] = gpu,
        ["memory"] = memory,
        ["storage_ephemeral"] = storage,
    };
}
