using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Compute profiles: CPU, memory and storage.</summary>
static class ComputeReader
{
    public static ComputeModel Read(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ComputeGrammar.Profile) is not { } profile) return new ComputeModel(spot, null);
        var resources = profile["resources"].Value;
        if (reader.Struct(resources, ComputeGrammar.Resources) is not { } fields) return new ComputeModel(spot, null);

        return new ComputeModel(spot, new ResourcesModel
        {
            Spot = resources,
            Cpu = ReadCpu(fields["cpu"].Value, reader),
            Memory = ReadMemory(fields["memory"].Value, reader),
            Storage = ReadStorage(fields["storage"].Value, reader),
            Gpu = GpuReader.Read(fields["gpu"].Value, reader),
        });
    }

    static CpuModel? ReadCpu(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ComputeGrammar.Cpu) is not { } fields) return null;
        return new CpuModel(spot, ReadUnits(fields, reader), ReadCpuAttributes(fields["attributes"].Value, reader));
    }

    static Quantity? ReadUnits(Fields fields, ValueReader reader)
    {
        if (reader.Rules.IsSchemaStrict) return TsQuantities.Cpu(fields["units"].Value, reader);
        return GoQuantities.Read(fields, "units", reader, Rules.CpuUnits, GoQuantities.Cpu, "write millicores such as `500m`, or CPUs such as `0.5`");
    }

    static IReadOnlyList<ResourceAttribute> ReadCpuAttributes(Spot spot, ValueReader reader)
    {
        if (reader.Rules.IsSchemaStrict) return Sorted(spot, reader, TsValues.Text);
        if (reader.Struct(spot, ComputeGrammar.LenientCpuAttributes, byHand: true) is not { } fields) return [];
        return [.. fields.Entries.Where(field => field.Name == "arch").Select(field => new ResourceAttribute("arch", reader.Text(field.Value).Value))];
    }

    /// <summary>Any mapping, its values as text, in the flavor's order of names.</summary>
    public static IReadOnlyList<ResourceAttribute> Sorted(Spot spot, ValueReader reader, Func<YamlNode, string> text)
    {
        if (reader.Map(spot) is not { } fields) return [];
        var attributes = fields.Entries.Select(field => new ResourceAttribute(field.Name, text(field.Value.Node!)));
        return [.. attributes.OrderBy(attribute => attribute.Key, NameOrder.Of(reader.Rules))];
    }

    static MemoryModel? ReadMemory(Spot spot, ValueReader reader) =>
        reader.Struct(spot, ComputeGrammar.Memory) is { } fields ? new MemoryModel(spot, ReadSize(fields, reader)) : null;

    static Quantity? ReadSize(Fields fields, ValueReader reader)
    {
        if (reader.Rules.IsSchemaStrict) return TsQuantities.Size(fields["size"].Value, reader);
        return GoQuantities.Read(fields, "size", reader, Rules.Size, GoQuantities.Size, GoQuantities.SizeHint);
    }

    static List<VolumeModel>? ReadStorage(Spot spot, ValueReader reader)
    {
        if (reader.IsAbsent(spot)) return null;
        if (reader.Rules.IsSchemaStrict && reader.IsNull(spot.Node!))
        {
            reader.RefuseType(spot, "a volume or a list of volumes");
            return null;
        }

        if (spot.Node!.Target is YamlSequence)
        {
            var volumes = (reader.Items(spot, "a list of volumes") ?? []).Select(item => ReadVolume(item, reader, isOnlyOne: false)).ToList();
            return StorageOrder.Arrange(volumes, spot, reader);
        }

        if (spot.Node.Target is YamlMapping || reader.Rules.IsSchemaStrict) return [ReadVolume(spot, reader, isOnlyOne: true)];

        // Any other text is read as no volume at all.
        return null;
    }

    static VolumeModel ReadVolume(Spot spot, ValueReader reader, bool isOnlyOne)
    {
        if (reader.Struct(spot, ComputeGrammar.Volume) is not { } fields) return new VolumeModel(spot, "default", null, new Quantity("0", spot, Missing: "size"), null, false, null);

        var name = reader.Text(fields["name"].Value);
        var writtenName = fields.Has("name") ? name.Value : null;
        var keepsName = !name.IsEmpty && (reader.Rules.IsSchemaStrict || !isOnlyOne);
        var size = ReadSize(fields, reader);
        var attributes = StorageAttributes.Read(fields["attributes"].Value, reader);
        return new VolumeModel(spot, keepsName ? name.Value : "default", writtenName, size, attributes?.List, attributes?.Persistent ?? false, attributes?.Class);
    }
}
