using System.Globalization;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

sealed partial class ValueReader
{
    /// <summary>A mapping with known keys, null where absent or wrong.</summary>
    /// <param name="byHand">Read by hand in the lenient tool: any node is taken for pairs, unknown keys are refused, nothing is merged.</param>
    /// <param name="unknown">The rule that an unknown key breaks, where it has one of its own.</param>
    public Fields? Struct(Spot spot, Structure structure, bool byHand = false, Rule? unknown = null)
    {
        if (IsNothing(spot, "a mapping")) return null;
        var strictByHand = byHand && rules.ReadsSomeMappingsByHand;
        if ((strictByHand ? Pairs(spot) : Mapping(spot, TypeHints.Structure(spot.Node!, structure))) is not { } fields) return null;

        List<string>? mistyped = null;
        List<string>? unused = null;
        foreach (var field in fields.Entries)
        {
            if (structure.Known.Contains(field.Name)) continue;
            var refuses = rules.IsSchemaStrict || strictByHand;
            if (findings.IsFullOfWarnings && !refuses) continue;

            unused ??= Unused(structure, fields);
            var meant = Suggestions.Meant(field.Name, unused);
            if (meant is not null) (mistyped ??= []).Add(meant);
            var hint = Suggestions.ForKey(field.Name, meant, unused, structure.Known);
            var breaks = meant is not null ? [spot.Path.Key(meant).ToString()] : structure.Known.Select(known => spot.Path.Key(known).Key(field.Name).ToString()).ToArray();
            var message = $"unknown key '{field.Name}' in {Name(spot)}";
            if (refuses) findings.Refuse(unknown ?? Diagnostics.Rules.UnknownKey, field.Key, message, hint, breaks: breaks);
            else findings.Warn(unknown ?? Diagnostics.Rules.UnknownKey, field.Key, message + "; it is ignored here and refused by the Console", hint, breaks);
        }

        if (!rules.IsSchemaStrict) return fields;
        foreach (var key in structure.Required)
        {
            if (!fields.Has(key) && mistyped?.Contains(key) is not true) RefuseMissing(spot, key);
        }

        return fields;
    }

    static List<string> Unused(Structure structure, Fields fields)
    {
        var unused = new List<string>();
        foreach (var key in structure.Known)
        {
            if (!fields.Has(key)) unused.Add(key);
        }

        return unused;
    }

    public void RefuseMissing(Spot spot, string key) =>
        findings.Refuse(Diagnostics.Rules.MissingKey, spot, $"{Name(spot)} has no '{key}'", $"add `{key}:`", spot.Path.Key(key), breaks: [spot.Path.Key(key).ToString()]);

    /// <summary>Keys of an entry that stand where the names of entries belong: told once for all of them.</summary>
    public void RefuseTooHigh(Spot spot, Structure entry, string name)
    {
        if (spot.Node?.Target is not YamlMapping mapping) return;
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Target is not YamlScalar { Value: var text } || !entry.Known.Contains(text) || value.Target is not YamlScalar scalar || IsNull(scalar)) continue;
            findings.Refuse(
                Diagnostics.Rules.WrongType, new Spot(key, spot.Path.Key(text)), $"'{text}' stands one level too high in {Name(spot)}", $"write it under {name}, indented",
                breaks: [spot.Path.ToString()]);
            return;
        }
    }

    /// <summary>A mapping from names of the author's choice, null where absent or wrong.</summary>
    public Fields? Map(Spot spot) => IsNothing(spot, "a mapping") ? null : Mapping(spot, TypeHints.Table(spot.Node!));

    Fields? Mapping(Spot spot, string? hint)
    {
        _budget.Count(spot.Node!);
        using var _ = _budget.Inside(spot.Node!);
        switch (spot.Node!.Target)
        {
            case YamlMapping mapping:
                var entries = new List<Field>(mapping.Entries.Length);
                Collect(spot, mapping, entries);
                return new Fields(spot, entries);

            // A date is an object to JavaScript, and has no keys.
            case YamlScalar scalar when rules.IsSchemaStrict && TsScalars.Resolve(scalar).Kind is ValueKind.Date:
                return new Fields(spot, []);

            default:
                RefuseType(spot, "a mapping", hint);
                return null;
        }
    }

    /// <param name="names">Those of the entries, where the mapping is merged into them.</param>
    void Collect(Spot spot, YamlMapping mapping, List<Field> entries, HashSet<string>? names = null)
    {
        if (!rules.IsSchemaStrict) RefuseDuplicates(spot, mapping);
        foreach (var entry in mapping.Entries)
        {
            _budget.Count(entry.Key);
            _budget.Count(entry.Value);
            if (TsValues.IsMerge(entry.Key)) continue;
            if (KeyText(spot, entry.Key) is not { } key) continue;
            if (names is not null && !names.Add(key)) continue;
            entries.Add(FieldOf(spot, key, entry.Key, entry.Value));
        }

        foreach (var entry in mapping.Entries)
        {
            if (!TsValues.IsMerge(entry.Key)) continue;
            names ??= entries.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            CollectMerged(spot, entry.Value, entries, names);
        }
    }

    /// <summary>What is written in the mapping itself wins over what is merged, and the first merged over later ones.</summary>
    /// <param name="isItem">It stands in a list of what is merged.</param>
    void CollectMerged(Spot spot, YamlNode source, List<Field> entries, HashSet<string> names, bool isItem = false)
    {
        using var _ = _budget.Inside(source);
        switch (source.Target)
        {
            case YamlMapping mapping:
                Collect(spot, mapping, entries, names);
                break;
            case YamlSequence sequence when isItem && rules.IsSchemaStrict:
                // To JavaScript a list is an object whose keys are numbers.
                for (var i = 0; i < sequence.Items.Length; i++)
                {
                    var index = i.ToString(CultureInfo.InvariantCulture);
                    if (names.Add(index)) entries.Add(FieldOf(spot, index, sequence.Items[i], sequence.Items[i]));
                }

                break;
            case YamlSequence sequence when source is not YamlAlias || rules.IsSchemaStrict:
                // Where aliases are shared, merging the same mapping again changes nothing and is left out.
                foreach (var item in rules.IsSchemaStrict ? sequence.Items.DistinctBy(item => item.Target, ReferenceEqualityComparer.Instance) : sequence.Items)
                    CollectMerged(spot, item, entries, names, isItem: true);
                break;
            default:
                findings.Refuse(Diagnostics.Rules.Merge, new Spot(source, spot.Path), "only mappings can be merged", "merge an alias of a mapping, or a list of them");
                break;
        }
    }

    void RefuseDuplicates(Spot spot, YamlMapping mapping)
    {
        var seen = new HashSet<(Type, string)>();
        foreach (var entry in mapping.Entries)
        {
            var text = (entry.Key as YamlScalar)?.Value ?? "";
            if (!seen.Add((entry.Key.GetType(), text)))
                findings.Refuse(Diagnostics.Rules.DuplicateKey, new Spot(entry.Key, spot.Path.Key(text)), $"'{text}' is already defined in this mapping", "remove one of the two");
        }
    }

    /// <summary>The name that a key stands for; null where the lenient reader drops it.</summary>
    string? KeyText(Spot spot, YamlNode key)
    {
        if (rules.IsSchemaStrict) return TsValues.KeyText(key);
        if (GoScalars.IsNull(key)) return null;
        if (key.Target is YamlScalar scalar) return scalar.Value;
        RefuseType(new Spot(key, spot.Path), "a name as a key");
        return null;
    }

    /// <summary>Children of any node, two by two; a later pair with the same key stands last.</summary>
    Fields? Pairs(Spot spot)
    {
        using var _ = _budget.Inside(spot.Node!);
        var (entries, names) = (new List<Field>(), new HashSet<string>(StringComparer.Ordinal));
        switch (spot.Node!.Target)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries) AddPair(spot, entry.Key, entry.Value, entries, names);
                break;
            case YamlSequence sequence:
                if (sequence.Items.Length % 2 != 0)
                {
                    RefuseType(spot, "a mapping");
                    return null;
                }

                for (var i = 0; i < sequence.Items.Length; i += 2) AddPair(spot, sequence.Items[i], sequence.Items[i + 1], entries, names);
                break;
        }

        return new Fields(spot, entries);
    }

    void AddPair(Spot spot, YamlNode key, YamlNode value, List<Field> entries, HashSet<string> names)
    {
        _budget.Count(value);
        var name = (key as YamlScalar)?.Value ?? "";
        if (!names.Add(name))
            findings.Warn(Diagnostics.Rules.DuplicateKey, new Spot(key, spot.Path.Key(name)), $"'{name}' is already defined in this mapping; the last one counts here, and the Console refuses the file", "remove one of the two");
        entries.Add(FieldOf(spot, name, key, value));
    }

    static Field FieldOf(Spot spot, string name, YamlNode key, YamlNode value)
    {
        var path = spot.Path.Key(name);
        return new Field(name, new Spot(key, path), new Spot(value, path));
    }
}
