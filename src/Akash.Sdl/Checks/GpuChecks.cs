using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Checks;

/// <summary>GPU units against attributes (spec/sdl.md section 5.5).</summary>
static class GpuChecks
{
    const string AttributesHint = "add `attributes: { vendor: { nvidia: [{ model: … }] } }`";

    /// <summary>In every profile, used or not.</summary>
    public static void CheckUnits(GpuModel gpu, FlavorRules rules, Findings findings)
    {
        if (rules.IsSchemaStrict)
        {
            var aboveZero = GpuReader.IsAboveZero(gpu.Units);
            if (aboveZero && !gpu.HasAttributes) RefuseWithoutAttributes(gpu, findings);
            if (gpu.HasAttributes && !aboveZero) RefuseWithoutUnits(gpu, findings);
        }
        else if (gpu.Units is { Value: not "0" } && gpu.Attributes.Count == 0)
        {
            RefuseWithoutAttributes(gpu, findings);
        }
    }

    /// <summary>Where a service uses the profile, the strict tool looks once more, at units that are not the number 0.</summary>
    public static void CheckUse(GpuModel gpu, Findings findings)
    {
        if (gpu.HasUnits && !gpu.HasAttributes) RefuseWithoutAttributes(gpu, findings);
        else if (gpu.HasUnits && !gpu.HasVendor) RefuseNoVendor(gpu.AttributesSpot, findings);
    }

    public static void CheckKeys(IReadOnlyList<(ResourceAttribute Attribute, Spot Spot)> models, Findings findings)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (attribute, spot) in models)
        {
            if (!Names.IsResourceAttribute(attribute.Key))
                findings.Refuse(Rules.GpuModel, spot, $"'{attribute.Key.Replace("vendor/nvidia/model/", "", StringComparison.Ordinal)}' is not a GPU that can be asked for", "write models as providers do: small letters and digits, as in `rtx4090`", breaks: [spot.Path.ToString()]);
            if (!keys.Add(attribute.Key))
                findings.Refuse(Rules.GpuModel, spot, $"the model '{attribute.Key}' is listed twice", "list each model once");
        }
    }

    public static void RefuseNoVendor(Spot spot, Findings findings) =>
        findings.Refuse(Rules.NoVendor, spot, "the GPU has no vendor", "add `vendor: { nvidia: }`", spot.Path.Key("vendor"));

    public static void RefuseInterface(Spot spot, string word, Findings findings) =>
        findings.Refuse(Rules.GpuInterface, spot, $"there is no GPU interface '{word}'", "use `pcie` or `sxm`");

    static void RefuseWithoutAttributes(GpuModel gpu, Findings findings) =>
        findings.Refuse(Rules.GpuWithoutAttributes, gpu.Units?.Spot ?? gpu.Spot, "a GPU needs attributes", AttributesHint, gpu.Spot.Path.Key("attributes").Key("vendor"));

    static void RefuseWithoutUnits(GpuModel gpu, Findings findings) =>
        findings.Refuse(Rules.AttributesWithoutGpu, gpu.AttributesSpot, "GPU attributes without GPU units", "set `units:` to the number of GPUs, or remove the attributes", gpu.Spot.Path.Key("units"));
}
