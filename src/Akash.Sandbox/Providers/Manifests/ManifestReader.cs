using System.Text;
using System.Text.Json;
using static Akash.Sandbox.Providers.GoDecoder;

namespace Akash.Sandbox.Providers.Manifests;

/// <summary>
/// Reads the body of a manifest PUT as a provider does: the first JSON value only, into the fields it knows (provider.md 3.4).
/// </summary>
sealed class ManifestReader
{
    const int DeepestNesting = 10_000;

    readonly GoDecoder decode = new();

    ManifestReader() { }

    /// <exception cref="ManifestRefusedException">422 with the decoder's message: not JSON, or a value of a wrong type.</exception>
    public static Manifest Read(ReadOnlySpan<byte> body)
    {
        using var document = Parse(body);
        var reader = new ManifestReader();
        var groups = reader.decode.List(document.RootElement, new("", "", "v2beta3.Manifest"), reader.Group);
        if (reader.decode.Error is { } error) throw new ManifestRefusedException(422, error);
        return new Manifest(groups ?? []);
    }

    static JsonDocument Parse(ReadOnlySpan<byte> body)
    {
        // Bytes that are no UTF-8 become replacement characters, as in Go; the hash then tells the difference.
        var text = Encoding.UTF8.GetString(body);
        var trimmed = text.AsSpan().TrimStart(" \t\r\n");
        if (trimmed.IsEmpty) throw new ManifestRefusedException(422, "EOF");
        if (!char.IsAsciiDigit(trimmed[0]) && !"{[\"-tfn".Contains(trimmed[0], StringComparison.Ordinal))
        {
            throw new ManifestRefusedException(422, $"invalid character {Quote(body, text.Length - trimmed.Length)} looking for beginning of value");
        }

        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            return JsonDocument.ParseValue(ref json);
        }
        catch (JsonException broken)
        {
            throw new ManifestRefusedException(422, Describe(broken, text));
        }
    }

    static string Quote(ReadOnlySpan<byte> body, int skipped) => (char)body[skipped] switch
    {
        '\'' => "'\\''",
        < ' ' or '\u007f' => $"'\\x{body[skipped]:x2}'",
        var letter => $"'{letter}'",
    };

    static string Describe(JsonException broken, string text)
    {
        if (broken.Message.Contains("maximum configured depth", StringComparison.Ordinal)) return "invalid character '[' exceeded max depth";
        var line = text.Split('\n').ElementAtOrDefault((int)(broken.LineNumber ?? 0)) ?? "";
        var bytes = Encoding.UTF8.GetBytes(line);
        var at = (int)(broken.BytePositionInLine ?? 0);
        return at >= bytes.Length ? "unexpected EOF" : $"invalid character {Quote(bytes, at)} in JSON";
    }

    ManifestGroup Group(JsonElement value)
    {
        var field = new Field("", "", "v2beta3.Group");
        var group = new ManifestGroup("", null);
        decode.Object(value, field, (name, member) => name switch
        {
            "name" => () => group = group with { Name = decode.String(member, field.Of("Group", "name", "string"), group.Name) },
            "services" => () =>
            {
                var services = field.Of("Group", "services", "v2beta3.Services");
                group = group with { Services = decode.List(member, services, item => Service(item, services with { Type = "v2beta3.Service" })) };
            }
            ,
            _ => null,
        });
        return group;
    }

    ManifestService Service(JsonElement value, Field field)
    {
        var service = new ManifestService();
        Field At(string name, string type) => field.Of("Service", name, type);
        decode.Object(value, field, (name, member) => name switch
        {
            "name" => () => service = service with { Name = decode.String(member, At("name", "string"), service.Name) },
            "image" => () => service = service with { Image = decode.String(member, At("image", "string"), service.Image) },
            "command" => () => service = service with { Command = decode.Strings(member, At("command", "[]string")) },
            "args" => () => service = service with { Args = decode.Strings(member, At("args", "[]string")) },
            "env" => () => service = service with { Env = decode.Strings(member, At("env", "[]string")) },
            "resources" => () => service = service with { Resources = Resources(member, At("resources", "v1beta4.Resources")) },
            "count" => () => service = service with { Count = decode.UInt32(member, At("count", "uint32"), service.Count) },
            "expose" => () =>
            {
                var exposes = At("expose", "v2beta3.ServiceExposes");
                service = service with { Expose = decode.List(member, exposes, item => Expose(item, exposes with { Type = "v2beta3.ServiceExpose" })) };
            }
            ,
            "params" => () => service = service with { Params = Params(member, At("params", "v2beta3.ServiceParams")) },
            "credentials" => () => service = service with { Credentials = Credentials(member, At("credentials", "v2beta3.ImageCredentials")) },
            _ => null,
        });
        return service;
    }

    ManifestResources Resources(JsonElement value, Field field)
    {
        var resources = new ManifestResources();
        Field At(string name, string type) => field.Of("Resources", name, type);
        decode.Object(value, field, (name, member) => name switch
        {
            "id" => () => resources = resources with { Id = decode.UInt32(member, At("id", "uint32"), resources.Id) },
            "cpu" => () => resources = resources with { Cpu = Units(member, "units", At("cpu", "v1beta4.CPU")) },
            "memory" => () => resources = resources with { Memory = Units(member, "size", At("memory", "v1beta4.Memory")) },
            "gpu" => () => resources = resources with { Gpu = Units(member, "units", At("gpu", "v1beta4.GPU")) },
            "storage" => () =>
            {
                var volumes = At("storage", "v1beta4.Volumes");
                resources = resources with { Storage = decode.List(member, volumes, item => Volume(item, volumes with { Type = "v1beta4.Storage" })) };
            }
            ,
            "endpoints" => () =>
            {
                var endpoints = At("endpoints", "v1beta4.Endpoints");
                resources = resources with { Endpoints = decode.List(member, endpoints, item => Endpoint(item, endpoints with { Type = "v1beta4.Endpoint" })) };
            }
            ,
            _ => null,
        });
        return resources;
    }

    ManifestUnits? Units(JsonElement value, string amountName, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var units = new ManifestUnits(0, null);
        decode.Object(value, field, (name, member) => name switch
        {
            "attributes" => () => units = units with { Attributes = Attributes(member, field.Of("Attributes", "attributes", "v1.Attributes")) },
            _ when name == amountName => () => units = units with { Amount = Amount(member, field.Of("", amountName, "v1beta4.ResourceValue"), units.Amount) },
            _ => null,
        });
        return units;
    }

    ManifestVolume Volume(JsonElement value, Field field)
    {
        var volume = new ManifestVolume("", 0, null);
        decode.Object(value, field, (name, member) => name switch
        {
            "name" => () => volume = volume with { Name = decode.String(member, field.Of("Storage", "name", "string"), volume.Name) },
            "size" => () => volume = volume with { Bytes = Amount(member, field.Of("Storage", "size", "v1beta4.ResourceValue"), volume.Bytes) },
            "attributes" => () => volume = volume with { Attributes = Attributes(member, field.Of("Storage", "attributes", "v1.Attributes")) },
            _ => null,
        });
        return volume;
    }

    System.Numerics.BigInteger Amount(JsonElement value, Field field, System.Numerics.BigInteger current)
    {
        decode.Object(value, field, (name, member) => name == "val"
            ? () => current = decode.BigInt(member, field.Of("ResourceValue", "val", "string"), current)
            : null);
        return current;
    }

    IReadOnlyList<ManifestAttribute>? Attributes(JsonElement value, Field field) => decode.List(value, field, item =>
    {
        var attribute = new ManifestAttribute("", "");
        decode.Object(item, field with { Type = "v1.Attribute" }, (name, member) => name switch
        {
            "key" => () => attribute = attribute with { Key = decode.String(member, field.Of("Attribute", "key", "string"), attribute.Key) },
            "value" => () => attribute = attribute with { Value = decode.String(member, field.Of("Attribute", "value", "string"), attribute.Value) },
            _ => null,
        });
        return attribute;
    });

    ManifestEndpoint Endpoint(JsonElement value, Field field)
    {
        var endpoint = new ManifestEndpoint(0, 0);
        decode.Object(value, field, (name, member) => name switch
        {
            "kind" => () => endpoint = endpoint with { Kind = decode.Int32(member, field.Of("Endpoint", "kind", "v1beta4.Endpoint_Kind"), endpoint.Kind) },
            "sequence_number" => () => endpoint = endpoint with { SequenceNumber = decode.UInt32(member, field.Of("Endpoint", "sequence_number", "uint32"), endpoint.SequenceNumber) },
            _ => null,
        });
        return endpoint;
    }

    ManifestExpose Expose(JsonElement value, Field field)
    {
        var expose = new ManifestExpose();
        Field At(string name, string type) => field.Of("ServiceExpose", name, type);
        decode.Object(value, field, (name, member) => name switch
        {
            "port" => () => expose = expose with { Port = decode.UInt32(member, At("port", "uint32"), expose.Port) },
            "externalport" => () => expose = expose with { ExternalPort = decode.UInt32(member, At("externalPort", "uint32"), expose.ExternalPort) },
            "proto" => () => expose = expose with { Proto = decode.String(member, At("proto", "string"), expose.Proto) },
            "service" => () => expose = expose with { Service = decode.String(member, At("service", "string"), expose.Service) },
            "global" => () => expose = expose with { Global = decode.Bool(member, At("global", "bool"), expose.Global) },
            "hosts" => () => expose = expose with { Hosts = decode.Strings(member, At("hosts", "[]string")) },
            "httpoptions" => () => expose = expose with { HttpOptions = HttpOptions(member, At("httpOptions", "v2beta3.ServiceExposeHTTPOptions")) },
            "ip" => () => expose = expose with { Ip = decode.String(member, At("ip", "string"), expose.Ip) },
            "endpointsequencenumber" => () => expose = expose with { EndpointSequenceNumber = decode.UInt32(member, At("endpointSequenceNumber", "uint32"), expose.EndpointSequenceNumber) },
            _ => null,
        });
        return expose;
    }

    ManifestHttpOptions HttpOptions(JsonElement value, Field field)
    {
        var options = new ManifestHttpOptions();
        Field At(string name, string type) => field.Of("ServiceExposeHTTPOptions", name, type);
        decode.Object(value, field, (name, member) => name switch
        {
            "maxbodysize" => () => options = options with { MaxBodySize = decode.UInt32(member, At("maxBodySize", "uint32"), options.MaxBodySize) },
            "readtimeout" => () => options = options with { ReadTimeout = decode.UInt32(member, At("readTimeout", "uint32"), options.ReadTimeout) },
            "sendtimeout" => () => options = options with { SendTimeout = decode.UInt32(member, At("sendTimeout", "uint32"), options.SendTimeout) },
            "nexttries" => () => options = options with { NextTries = decode.UInt32(member, At("nextTries", "uint32"), options.NextTries) },
            "nexttimeout" => () => options = options with { NextTimeout = decode.UInt32(member, At("nextTimeout", "uint32"), options.NextTimeout) },
            "nextcases" => () => options = options with { NextCases = decode.Strings(member, At("nextCases", "[]string")) },
            _ => null,
        });
        return options;
    }

    ManifestParams? Params(JsonElement value, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var parameters = new ManifestParams();
        Field At(string name, string type) => field.Of("ServiceParams", name, type);
        decode.Object(value, field, (name, member) => name switch
        {
            "storage" => () => parameters = parameters with { Storage = decode.List(member, At("storage", "[]v2beta3.StorageParams"), item => Mount(item, At("storage", "v2beta3.StorageParams"))) },
            "credentials" => () => parameters = parameters with { Credentials = Credentials(member, At("credentials", "v2beta3.ImageCredentials")) },
            "permissions" => () => parameters = parameters with { Permissions = Permissions(member, At("permissions", "v2beta3.ServicePermissions")) },
            _ => null,
        });
        return parameters;
    }

    ManifestPermissions? Permissions(JsonElement value, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var permissions = new ManifestPermissions(null as IReadOnlyList<string>);
        decode.Object(value, field, (name, member) => name == "read"
            ? () => permissions = new ManifestPermissions(decode.Strings(member, field.Of("ServicePermissions", "read", "[]string")))
            : null);
        return permissions;
    }

    ManifestMount Mount(JsonElement value, Field field)
    {
        var mount = new ManifestMount("", "", false);
        decode.Object(value, field, (name, member) => name switch
        {
            "name" => () => mount = mount with { Name = decode.String(member, field.Of("StorageParams", "name", "string"), mount.Name) },
            "mount" => () => mount = mount with { Mount = decode.String(member, field.Of("StorageParams", "mount", "string"), mount.Mount) },
            "readonly" => () => mount = mount with { ReadOnly = decode.Bool(member, field.Of("StorageParams", "readOnly", "bool"), mount.ReadOnly) },
            _ => null,
        });
        return mount;
    }

    ManifestCredentials? Credentials(JsonElement value, Field field)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var credentials = new ManifestCredentials();
        Field At(string name) => field.Of("ImageCredentials", name, "string");
        decode.Object(value, field, (name, member) => name switch
        {
            "host" => () => credentials = credentials with { Host = decode.String(member, At("host"), credentials.Host) },
            "email" => () => credentials = credentials with { Email = decode.String(member, At("email"), credentials.Email) },
            "username" => () => credentials = credentials with { Username = decode.String(member, At("username"), credentials.Username) },
            "password" => () => credentials = credentials with { Password = decode.String(member, At("password"), credentials.Password) },
            _ => null,
        });
        return credentials;
    }
}
