using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>The JSON of the status routes (provider.md 3.2, 3.6, 3.7).</summary>
static class StatusText
{
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
            ["emulationMajor"] = "1",
            ["emulationMinor"] = "34",
            ["minCompatibilityMajor"] = "1",
            ["minCompatibilityMinor"] = "33",
            ["gitVersion"] = "v1.34.1",
            ["gitCommit"] = "$Format:%H$",
            ["gitTreeState"] = "",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "go1.26.8",
            ["compiler"] = "gc",
            ["platform"] = "linux/amd64",
        },
    });

    public static string Provider(ProviderCondition condition)
    {
        var inventory = new JsonObject();
        if (condition.Active.Count > 0) inventory["active"] = Json(condition.Active);
        if (condition.Pending.Count > 0) inventory["pending"] = Json(condition.Pending);
        inventory["available"] = new JsonObject
        {
            ["nodes"] = new JsonArray(new JsonObject
            {
                ["name"] = "sandbox",
                ["allocatable"] = Json(condition.Total),
                ["available"] = Json(condition.Available),
            }),
            ["storage"] = new JsonArray([.. condition.StorageClasses.Select(storage => new JsonObject { ["class"] = storage, ["size"] = (long)condition.Available.Storage })]),
        };
        var status = new JsonObject
        {
            ["cluster"] = new JsonObject { ["leases"] = condition.Leases, ["inventory"] = inventory },
            ["bidengine"] = new JsonObject { ["orders"] = condition.Orders },
            ["manifest"] = new JsonObject { ["deployments"] = condition.Deployments },
            ["cluster_public_hostname"] = condition.PublicHost,
        };
        if (condition.ReclamationWindow is { } window) status["reclamation_window"] = window.Ticks * TimeSpan.NanosecondsPerTick;
        status["address"] = condition.Address;
        return GoJson.Write(status);
    }

    public static string Lease(
        ManifestGroup group, IReadOnlyList<(ServiceStatus Status, ServiceExposure Exposure)> services, IReadOnlyList<LeasedPort>? addresses) => GoJson.Write(new JsonObject
        {
            ["services"] = new JsonObject(services.Select(service =>
                KeyValuePair.Create(service.Status.Name, (JsonNode?)Service(service.Status, service.Exposure.Uris)))),
            ["forwarded_ports"] = ForwardedPorts(group, services.Select(service => service.Exposure)),
            ["ips"] = addresses is null ? null : Addresses(addresses),
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

    /// <summary>With the capitals they have on the network.</summary>
    static JsonObject Addresses(IReadOnlyList<LeasedPort> ports) => new(ports
        .GroupBy(port => port.Service)
        .Select(service => KeyValuePair.Create(service.Key, (JsonNode?)new JsonArray([.. service.Select(port => new JsonObject
        {
            ["Port"] = port.Port,
            ["ExternalPort"] = port.ExternalPort,
            ["Protocol"] = port.Proto,
            ["IP"] = port.Address.ToString(),
        })]))));

    static JsonArray Json(IEnumerable<Amounts> amounts) => new([.. amounts.Select(Json)]);

    static JsonObject Json(Amounts amounts) => new()
    {
        ["cpu"] = (long)amounts.MilliCpu,
        ["gpu"] = amounts.Gpus,
        ["memory"] = (long)amounts.Memory,
        ["storage_ephemeral"] = (long)amounts.Storage,
    };
}
