using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Sdl.Checks;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>GPUs and the models that will do (spec/sdl.md sections 4.3 and 5.5).</summary>
static partial class GpuReader
{
    const string AnyModel = "vendor/nvidia/model/*";

    public static GpuModel? Read(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ComputeGrammar.Gpu, byHand: true) is not { } fields) return null;

        var units = fields["units"].Value;
        var attributesSpot = fields["attributes"].Value;
        var gpu = new GpuModel
        {
            Spot = spot,
            Units = reader.Rules.IsSchemaStrict ? ReadStrictUnits(units, reader) : GoQuantities.Read(fields, "units", reader, Rules.GpuUnits, Units, "write a whole number"),
            HasUnits = units.Node is not null && !IsZeroNumber(units.Node),
            HasAttributes = !reader.IsAbsent(attributesSpot),
            HasVendor = attributesSpot.Node?.Target is YamlMapping written && written.Find("vendor") is not null,
            Attributes = ReadAttributes(attributesSpot, reader),
            AttributesSpot = attributesSpot,
        };
        GpuChecks.CheckUnits(gpu, reader.Rules, reader.Findings);
        return gpu;
    }

    static ulong? Units(string text) => GoNumbers.TryUnsigned(text, ulong.MaxValue, out var units) ? units : null;

    static bool IsZeroNumber(YamlNode node) => node.Target is YamlScalar scalar && TsScalars.Resolve(scalar) is { Kind: ValueKind.Number, Number: 0 };

    static Quantity? ReadStrictUnits(Spot spot, ValueReader reader)
    {
        if (spot.Node is null) return null;
        var value = spot.Node.Target is YamlScalar scalar ? TsScalars.Resolve(scalar) : default;
        if (value.Kind is ValueKind.Number) return new Quantity(JsNumbers.ToText(value.Number), spot);
        if (value.Kind is ValueKind.Text) return new Quantity(JsNumbers.ToText(JsNumbers.ParseIntPrefix(((YamlScalar)spot.Node.Target).Value)), spot);
        reader.Findings.Refuse(Rules.GpuUnits, spot, $"{ValueReader.Name(spot)} is not a number of GPUs", "write a whole number");
        return null;
    }

    /// <summary>Whether the schema takes units as more than none.</summary>
    public static bool IsAboveZero(Quantity? units)
    {
        if (units?.Spot.Node?.Target is not YamlScalar scalar) return false;
        var value = TsScalars.Resolve(scalar);
        return value.Kind is ValueKind.Text ? !ZeroText().IsMatch(scalar.Value) : value.Number > 0;
    }

    static IReadOnlyList<ResourceAttribute> ReadAttributes(Spot spot, ValueReader reader)
    {
        if (reader.IsAbsent(spot)) return [];
        if (reader.Struct(spot, ComputeGrammar.GpuAttributes, byHand: true) is not { } fields) return [];

        var vendorSpot = fields["vendor"].Value;
        if (reader.Struct(vendorSpot, ComputeGrammar.GpuVendor, unknown: Rules.Vendor) is not { } vendor)
        {
            if (!reader.Rules.IsSchemaStrict && reader.IsAbsent(vendorSpot)) GpuChecks.RefuseNoVendor(spot, reader.Findings);
            return [];
        }

        if (reader.Rules.IsSchemaStrict && vendor.Entries.Count == 0) GpuChecks.RefuseNoVendor(vendorSpot, reader.Findings);
        return ReadModels(vendor["nvidia"].Value, spot, reader);
    }

    static IReadOnlyList<ResourceAttribute> ReadModels(Spot spot, Spot attributes, ValueReader reader)
    {
        if (spot.Node is null || reader.IsNull(spot.Node)) return [new ResourceAttribute(AnyModel, "true")];

        var models = new List<(ResourceAttribute Attribute, Spot Spot)>();
        foreach (var item in reader.Items(spot, "a list of models") ?? [])
        {
            if (reader.Struct(item, ComputeGrammar.GpuModel) is not { } fields) continue;
            var key = reader.Rules.IsSchemaStrict ? StrictKey(fields, reader) : LenientKey(fields, reader);
            models.Add((new ResourceAttribute("vendor/nvidia/model/" + key, "true"), item));
        }

        if (!reader.Rules.SortsResources) return [.. models.Select(model => model.Attribute)];
        if (models.Count == 0) models.Add((new ResourceAttribute(AnyModel, "true"), attributes));
        GpuChecks.CheckKeys(models, reader.Findings);
        return [.. models.Select(model => model.Attribute).OrderBy(attribute => attribute.Key, NameOrder.Of(reader.Rules))];
    }

    static string LenientKey(Fields fields, ValueReader reader)
    {
        var key = reader.Text(fields["model"].Value).Value;
        var ram = fields["ram"].Value;
        if (!reader.IsAbsent(ram) && GoQuantities.Read(fields, "ram", reader, Rules.GpuRam, GoQuantities.Ram, "write whole GiB, as in `80Gi`") is { } bytes)
            key += $"/ram/{ulong.Parse(bytes.Value, CultureInfo.InvariantCulture) >> 30}Gi";

        var kind = fields["interface"].Value;
        if (reader.IsAbsent(kind)) return key;
        var word = (kind.Node!.Target as YamlScalar)?.Value ?? "";
        if (!ComputeGrammar.GpuInterface.Words.Contains(word)) GpuChecks.RefuseInterface(kind, word, reader.Findings);
        return $"{key}/interface/{word}";
    }

    static string StrictKey(Fields fields, ValueReader reader)
    {
        var key = fields.Has("model") ? reader.Text(fields["model"].Value).Value : "undefined";
        var ram = reader.Text(fields["ram"].Value);
        if (!ram.IsEmpty) key += $"/ram/{ram.Value}";

        var kind = reader.Text(fields["interface"].Value);
        if (fields.Has("interface") && !ComputeGrammar.GpuInterface.Words.Contains(kind.Value)) GpuChecks.RefuseInterface(kind.Spot, kind.Value, reader.Findings);
        return kind.IsEmpty ? key : $"{key}/interface/{kind.Value}";
    }

    [GeneratedRegex(@"^0+(\.0+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZeroText();
}
