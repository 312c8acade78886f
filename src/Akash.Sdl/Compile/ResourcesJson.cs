using Akash.Sdl.Model;

namespace Akash.Sdl.Compile;

/// <summary>Resources in JSON: sorted for the manifest, in the order of the Go struct for groups (spec/sdl.md sections 7 to 9).</summary>
static class ResourcesJson
{
    public static void WriteSorted(JsonText json, ServicePlan service, bool omitsEmpty)
    {
        var resources = service.Resources;
        json.Raw("{\"cpu\":{");
        if (Attributes(json, resources.Cpu?.Attributes, omitsEmpty)) json.Raw(",");
        Value(json.Raw("\"units\":"), resources.Cpu?.Units).Raw("},\"endpoints\":").List(service.Endpoints, endpoint => Endpoint(json, endpoint)).Raw(",\"gpu\":{");
        if (Attributes(json, resources.Gpu?.Attributes, omitsEmpty)) json.Raw(",");
        Value(json.Raw("\"units\":"), resources.Gpu?.Units).Raw("},\"id\":").Number(service.ResourceId);
        Value(json.Raw(",\"memory\":{\"size\":"), resources.Memory?.Size).Raw("}");
        var volumes = resources.Storage is { Count: > 0 } some ? some : null;
        if (volumes is not null || !omitsEmpty)
        {
            json.Raw(",\"storage\":").List(volumes, volume =>
            {
                json.Raw("{");
                if (Attributes(json, volume.Attributes, omitsEmpty)) json.Raw(",");
                Value(json.Raw("\"name\":").String(volume.Name).Raw(",\"size\":"), volume.Size).Raw("}");
            });
        }

        json.Raw("}");
    }

    public static void Write(JsonText json, UnitPlan unit)
    {
        var resources = unit.Resources;
        Value(json.Raw("{\"id\":").Number(unit.Id).Raw(",\"cpu\":{\"units\":"), resources.Cpu?.Units);
        Trailing(json, resources.Cpu?.Attributes);
        Value(json.Raw("},\"memory\":{\"size\":"), resources.Memory?.Size).Raw("},\"storage\":").List(resources.Storage is { Count: > 0 } volumes ? volumes : null, volume =>
        {
            Value(json.Raw("{\"name\":").String(volume.Name).Raw(",\"size\":"), volume.Size);
            Trailing(json, volume.Attributes);
            json.Raw("}");
        });
        Value(json.Raw(",\"gpu\":{\"units\":"), resources.Gpu?.Units);
        Trailing(json, resources.Gpu?.Attributes);
        json.Raw("},\"endpoints\":").List(unit.Endpoints, endpoint => Endpoint(json, endpoint)).Raw("}");
    }

    static void Trailing(JsonText json, IReadOnlyList<ResourceAttribute>? attributes)
    {
        if (attributes is not { Count: > 0 }) return;
        json.Raw(",");
        Attributes(json, attributes, omitsEmpty: true);
    }

    static JsonText Value(JsonText json, Quantity? quantity) => json.Raw("{\"val\":").String(quantity?.Value ?? "0").Raw("}");

    /// <returns>Whether there were any; an empty list is left out.</returns>
    static bool Attributes(JsonText json, IReadOnlyList<ResourceAttribute>? attributes, bool omitsEmpty)
    {
        if (attributes is not { Count: > 0 }) return false;
        json.Raw("\"attributes\":").List(attributes, attribute => Attribute(json, attribute, omitsEmpty));
        return true;
    }

    public static void Attribute(JsonText json, ResourceAttribute attribute, bool omitsEmpty)
    {
        json.Raw("{");
        var hasKey = attribute.Key.Length > 0 || !omitsEmpty;
        if (hasKey) json.Raw("\"key\":").String(attribute.Key);
        if (attribute.Value.Length > 0 || !omitsEmpty) json.Raw(hasKey ? ",\"value\":" : "\"value\":").String(attribute.Value);
        json.Raw("}");
    }

    static void Endpoint(JsonText json, EndpointPlan endpoint)
    {
        json.Raw("{");
        if (endpoint.Kind is not EndpointKind.SharedHttp) json.Raw("\"kind\":").Number((uint)endpoint.Kind).Raw(",");
        json.Raw("\"sequence_number\":").Number(endpoint.SequenceNumber).Raw("}");
    }
}
