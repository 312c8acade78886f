using Akash.Sdl.Writing;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

public static partial class SdlEdit
{
    /// <summary>Sets the CPU of a replica.</summary>
    /// <param name="units">CPUs or millicores: <c>0.5</c>, <c>500m</c>.</param>
    /// <exception cref="SdlEditException">It cannot be set for this service alone.</exception>
    public static SdlSource SetCpu(SdlSource source, string service, string units) => SetResource(source, service, units, "cpu", "units");

    /// <summary>Sets the memory of a replica.</summary>
    /// <param name="size">A number and its unit: <c>512Mi</c>.</param>
    /// <exception cref="SdlEditException">It cannot be set for this service alone.</exception>
    public static SdlSource SetMemory(SdlSource source, string service, string size) => SetResource(source, service, size, "memory", "size");

    /// <summary>Sets the size of the root volume, the one that is neither persistent nor memory.</summary>
    /// <param name="size">A number and its unit: <c>10Gi</c>.</param>
    /// <exception cref="SdlEditException">It cannot be set for this service alone, or there are several such volumes or none.</exception>
    public static SdlSource SetStorage(SdlSource source, string service, string size) => InProfiles(source, service, (draft, profile) =>
    {
        string[] path = [.. Resources(profile), "storage"];
        var what = $"the storage of {service}";
        if (draft.At(path) is not YamlSequence volumes)
            return draft.With(YamlKeys.Set(draft.Text, draft.Root, [.. path, "size"], Quantity(draft, size, [.. path, "size"]))).Checked(draft, what, Place([.. path, "size"]));

        int[] roots = [.. volumes.Items.Index().Where(item => IsRoot(item.Item)).Select(item => item.Index)];
        if (roots is not [var root])
            throw new SdlEditException($"the compute profile '{profile}' has {(roots.Length == 0 ? "no" : "several")} ephemeral volumes; write the size of each in {source.FileName}");
        var quote = QuoteOf(draft.Text, Meaning.At(volumes.Items[root], "size"));
        return draft.With(YamlKeys.Set(draft.Text, volumes.Items[root], "size", (_, _) => $" {quote}{size}{quote}")).Checked(draft, what, $"{Place(path)}[{root}].size");
    });

    /// <summary>Sets the GPUs of a replica, adding the block where there is none.</summary>
    /// <exception cref="SdlEditException">It cannot be set for this service alone.</exception>
    public static SdlSource SetGpu(SdlSource source, string service, SdlGpu gpu) => InProfiles(source, service, (draft, profile) =>
    {
        string[] path = [.. Resources(profile), "gpu"];
        string[] models = [.. path, "attributes", "vendor", "nvidia"];
        var edited = draft.With(YamlKeys.Set(draft.Text, draft.Root, [.. path, "units"], Number(gpu.Units)));
        if (gpu.Models.Length > 0 || draft.At([.. path, "attributes"]) is null)
            edited = edited.With(YamlKeys.Set(edited.Text, edited.Root, models, (indent, flow) => Models(gpu, indent, flow)));
        return edited.Checked(draft, $"the GPUs of {service}", Place([.. path, "units"]), Place(models));
    });

    static SdlSource SetResource(SdlSource source, string service, string value, params string[] key) => InProfiles(source, service, (draft, profile) =>
    {
        string[] path = [.. Resources(profile), .. key];
        return draft.With(YamlKeys.Set(draft.Text, draft.Root, path, Quantity(draft, value, path))).Checked(draft, $"the {key[0]} of {service}", Place(path));
    });

    static string[] Resources(string profile) => ["profiles", "compute", profile, "resources"];

    static string Place(params IEnumerable<string> path) => string.Join('.', path);

    static bool IsRoot(YamlNode volume) =>
        Meaning.At(volume, "attributes", "persistent") is not YamlScalar { Value: not "false" } && Meaning.At(volume, "attributes", "class") is not YamlScalar { Value: "ram" };

    static string Models(SdlGpu gpu, string indent, bool flow)
    {
        if (gpu.Models.Length == 0) return " null";
        var models = gpu.Models.OrderBy(model => model.Key, StringComparer.Ordinal)
            .Select(model => (Model: YamlText.Scalar(model.Model), Ram: model.RamGi is { } ram ? $"{ram}Gi" : null));
        return flow
            ? $" [{string.Join(", ", models.Select(model => $"{{ model: {model.Model}{(model.Ram is null ? "" : $", ram: {model.Ram}")} }}"))}]"
            : string.Concat(models.Select(model => $"\n{indent}  - model: {model.Model}{(model.Ram is null ? "" : $"\n{indent}    ram: {model.Ram}")}"));
    }
}
