using System.Text.Json.Nodes;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Tests.Schema;

/// <summary>A file as the JSON that editors check.</summary>
static class YamlJson
{
    public static string Of(SdlSource source) => SourceText.ReadTree(source) is { } root ? Of(root)?.ToJsonString() ?? "null" : "null";

    static JsonNode? Of(YamlNode node) => node.Target switch
    {
        YamlMapping mapping => OfMapping(mapping),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        YamlScalar scalar => OfScalar(scalar),
        _ => null,
    };

    static JsonObject OfMapping(YamlMapping mapping)
    {
        var json = new JsonObject();
        foreach (var entry in mapping.Entries.Where(entry => !TsValues.IsMerge(entry.Key))) json[TsValues.KeyText(entry.Key)] = Of(entry.Value);
        foreach (var entry in mapping.Entries.Where(entry => TsValues.IsMerge(entry.Key))) Merge(json, entry.Value);
        return json;
    }

    static void Merge(JsonObject json, YamlNode source)
    {
        foreach (var mapping in source.Target is YamlSequence several ? several.Items.Select(item => item.Target) : [source.Target])
        {
            if (mapping is not YamlMapping merged) continue;
            foreach (var (name, value) in OfMapping(merged).ToList())
                json.TryAdd(name, value?.DeepClone());
        }
    }

    static JsonNode? OfScalar(YamlScalar scalar)
    {
        var value = TsScalars.Resolve(scalar);
        return value.Kind switch
        {
            ValueKind.Null => null,
            ValueKind.Bool => value.Flag,
            ValueKind.Number when double.IsInteger(value.Number) && Math.Abs(value.Number) < long.MaxValue => (long)value.Number,
            ValueKind.Number when double.IsFinite(value.Number) => value.Number,
            _ => scalar.Value,
        };
    }
}
