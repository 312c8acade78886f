using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Akash.Sandbox.Providers.Manifests;

/// <summary>The JSON of a manifest: canonical for the hash, in declaration order for <c>GET {l}/manifest</c>.</summary>
static class ManifestText
{
    /// <summary>The deployment hash ("version"): SHA-256 of the canonical text.</summary>
    public static byte[] Hash(Manifest manifest) => SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(manifest)));

    public static string Canonical(Manifest manifest) => GoJson.WriteSorted(Array(manifest.Groups, Group));

    /// <summary>
    /// A leased group as it is read back. The stored form has no endpoints (<c>null</c>) and no parameters but storage.
    /// </summary>
    public static string Stored(ManifestGroup group) =>
        GoJson.Write(Array([group with { Services = [.. group.AllServices.Select(AsStored)] }], Group));

    static ManifestService AsStored(ManifestService service) => service with
    {
        Resources = service.Resources with { Endpoints = null },
        Params = service.Params is null ? null : new ManifestParams { Storage = service.Params.Storage },
    };

    static JsonObject Group(ManifestGroup group) => new()
    {
        ["name"] = group.Name,
        ["services"] = ArrayOrNull(group.Services, Service),
    };

    static JsonObject Service(ManifestService service)
    {
        var members = new JsonObject
        {
            ["name"] = service.Name,
            ["image"] = service.Image,
            ["command"] = Strings(service.Command),
            ["args"] = Strings(service.Args),
            ["env"] = Strings(service.Env),
            ["resources"] = Resources(service.Resources),
            ["count"] = service.Count,
            ["expose"] = ArrayOrNull(service.Expose, Expose),
        };
        if (service.Params is not null) members["params"] = Params(service.Params);
        members["credentials"] = service.Credentials is null ? null : Credentials(service.Credentials);
        return members;
    }

    static JsonObject Resources(ManifestResources resources)
    {
        var members = new JsonObject { ["id"] = resources.Id };
        if (resources.Cpu is not null) members["cpu"] = Units("units", resources.Cpu);
        if (resources.Memory is not null) members["memory"] = Units("size", resources.Memory);
        if (resources.Storage is { Count: > 0 }) members["storage"] = Array(resources.Storage, Volume);
        if (resources.Gpu is not null) members["gpu"] = Units("units", resources.Gpu);
        members["endpoints"] = ArrayOrNull(resources.Endpoints, Endpoint);
        return members;
    }

    static JsonObject Units(string name, ManifestUnits units) =>
        WithAttributes(new JsonObject { [name] = Amount(units.Amount) }, units.Attributes);

    static JsonObject Volume(ManifestVolume volume) =>
        WithAttributes(new JsonObject { ["name"] = volume.Name, ["size"] = Amount(volume.Bytes) }, volume.Attributes);

    static JsonObject Amount(System.Numerics.BigInteger amount) => new() { ["val"] = amount.ToString(CultureInfo.InvariantCulture) };

    static JsonObject WithAttributes(JsonObject members, IReadOnlyList<ManifestAttribute>? attributes)
    {
        if (attributes is { Count: > 0 })
        {
            members["attributes"] = Array(attributes, attribute => new JsonObject { ["key"] = attribute.Key, ["value"] = attribute.Value });
        }

        return members;
    }

    static JsonObject Endpoint(ManifestEndpoint endpoint)
    {
        var members = new JsonObject();
        if (endpoint.Kind != 0) members["kind"] = endpoint.Kind;
        members["sequence_number"] = endpoint.SequenceNumber;
        return members;
    }

    static JsonObject Expose(ManifestExpose expose) => new()
    {
        ["port"] = expose.Port,
        ["externalPort"] = expose.ExternalPort,
        ["proto"] = expose.Proto,
        ["service"] = expose.Service,
        ["global"] = expose.Global,
        ["hosts"] = Strings(expose.Hosts),
        ["httpOptions"] = HttpOptions(expose.HttpOptions),
        ["ip"] = expose.Ip,
        ["endpointSequenceNumber"] = expose.EndpointSequenceNumber,
    };

    static JsonObject HttpOptions(ManifestHttpOptions options)
    {
        var members = new JsonObject
        {
            ["maxBodySize"] = options.MaxBodySize,
            ["readTimeout"] = options.ReadTimeout,
            ["sendTimeout"] = options.SendTimeout,
            ["nextTries"] = options.NextTries,
            ["nextTimeout"] = options.NextTimeout,
        };
        if (options.NextCases is { Count: > 0 }) members["nextCases"] = Strings(options.NextCases);
        return members;
    }

    static JsonObject Params(ManifestParams parameters)
    {
        var members = new JsonObject
        {
            ["storage"] = ArrayOrNull(
                parameters.Storage,
                mount => new JsonObject { ["name"] = mount.Name, ["mount"] = mount.Mount, ["readOnly"] = mount.ReadOnly }),
        };
        if (parameters.Credentials is not null) members["credentials"] = Credentials(parameters.Credentials);
        if (parameters.Permissions is not null)
        {
            var permissions = new JsonObject();
            if (parameters.Permissions.Read is { Count: > 0 }) permissions["read"] = Strings(parameters.Permissions.Read);
            members["permissions"] = permissions;
        }

        return members;
    }

    static JsonObject Credentials(ManifestCredentials credentials) => new()
    {
        ["host"] = credentials.Host,
        ["email"] = credentials.Email,
        ["username"] = credentials.Username,
        ["password"] = credentials.Password,
    };

    static JsonArray? Strings(IReadOnlyList<string>? texts) => ArrayOrNull(texts, text => JsonValue.Create(text));

    static JsonArray? ArrayOrNull<T>(IReadOnlyList<T>? items, Func<T, JsonNode> node) => items is null ? null : Array(items, node);

    static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);
}
