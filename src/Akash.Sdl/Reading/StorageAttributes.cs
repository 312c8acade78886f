using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Class and persistence of a volume (spec/sdl.md sections 3.7 and 5.4).</summary>
sealed record StorageAttributes(IReadOnlyList<ResourceAttribute> List, bool Persistent, string? Class)
{
    public static StorageAttributes? Read(Spot spot, ValueReader reader) => reader.Rules.IsSchemaStrict ? ReadStrict(spot, reader) : ReadLenient(spot, reader);

    static StorageAttributes? ReadStrict(Spot spot, ValueReader reader)
    {
        if (reader.Struct(spot, ComputeGrammar.VolumeAttributes) is not { } fields) return null;

        var storageClass = reader.Text(fields["class"].Value);
        var persistent = fields["persistent"].Value;
        var text = persistent.Node is null ? "" : TsValues.Text(persistent.Node);
        if (persistent.Node is not null && !IsTextOrFlag(persistent.Node)) reader.RefuseType(persistent, "true or false");
        else if (storageClass.Value == "ram" && text == "true") RefuseRam(reader, persistent);
        else if (storageClass.Value is "beta1" or "beta2" or "beta3" or "default" && text != "true") RefuseEphemeral(reader, storageClass);

        List<ResourceAttribute> attributes = [new("class", storageClass.Value), new("persistent", text)];
        return new StorageAttributes(attributes, text.ToLowerInvariant() is not ("false" or "no" or "0" or ""), storageClass.Value);
    }

    static bool IsTextOrFlag(YamlNode node) => node.Target is YamlScalar scalar && TsScalars.Resolve(scalar).Kind is ValueKind.Text or ValueKind.Bool;

    static StorageAttributes? ReadLenient(Spot spot, ValueReader reader)
    {
        if (reader.Map(spot) is not { } fields) return null;

        foreach (var field in fields.Entries.Where(field => !ComputeGrammar.VolumeAttributes.Known.Contains(field.Name)))
        {
            reader.Findings.Refuse(
                Rules.StorageAttribute, field.Key, $"volumes have no attribute '{field.Name}'", Suggestions.For(field.Name, ComputeGrammar.VolumeAttributes.Known));
        }

        var written = fields.Has("persistent") ? reader.Text(fields["persistent"].Value).Value : "false";
        var storageClass = fields.Has("class") ? reader.Text(fields["class"].Value).Value : null;
        var persistent = CheckPersistent(reader, fields, written);
        CheckClass(reader, fields, storageClass, written);
        if (storageClass is null && written == "true") storageClass = "default";

        List<ResourceAttribute> attributes = storageClass is null ? [] : [new("class", storageClass)];
        attributes.Add(new("persistent", persistent ? "true" : "false"));
        return new StorageAttributes(attributes, persistent, storageClass);
    }

    static bool CheckPersistent(ValueReader reader, Fields fields, string written)
    {
        if (written is "true" or "on" or "yes") return true;
        if (written is not ("false" or "off" or "no"))
            reader.Findings.Refuse(Rules.Persistent, fields["persistent"].Value, $"persistent is '{written}', true or false is expected", "write `true` or `false`");
        return false;
    }

    /// <summary>Compares persistence as it is written, as the Go tool does before it brings <c>yes</c> and <c>no</c> to one form.</summary>
    static void CheckClass(ValueReader reader, Fields fields, string? storageClass, string written)
    {
        if (storageClass is null) return;

        var spot = fields["class"].Value;
        if (storageClass == "ram" && written != "false") RefuseRam(reader, fields["persistent"].Value);
        else if (storageClass is not ("ram" or "") && written == "false") RefuseEphemeral(reader, new Text(storageClass, spot));
        else if (!ComputeGrammar.StorageClass.Words.Contains(storageClass))
            reader.Findings.Refuse(Rules.StorageClass, spot, $"there is no storage class '{storageClass}'", Suggestions.For(storageClass, ComputeGrammar.StorageClass.Words));
    }

    static void RefuseRam(ValueReader reader, Spot spot) =>
        reader.Findings.Refuse(Rules.PersistentRam, spot, "a volume of class ram cannot be persistent", "write `persistent: false`");

    static void RefuseEphemeral(ValueReader reader, Text storageClass) => reader.Findings.Refuse(
        Rules.EphemeralClass, storageClass.Spot, $"class {storageClass.Value} is for persistent volumes", "write `persistent: true`, or leave the attributes out for the ephemeral disk");
}
