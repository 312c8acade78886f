using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Grammar;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Values out of nodes by the rules of a flavor; what does not fit becomes a finding and null.</summary>
sealed partial class ValueReader(FlavorRules rules, Findings findings)
{
    public FlavorRules Rules => rules;

    public Findings Findings => findings;

    readonly AliasBudget _budget = new(rules.IsSchemaStrict);

    /// <summary>A fresh count of what aliases expand to, as for each part that is decoded on its own.</summary>
    public void StartPart() => _budget.Start();

    /// <summary>Absent, or null where that means the same.</summary>
    public bool IsAbsent(Spot spot) => spot.Node is null || (!rules.IsSchemaStrict && GoScalars.IsNull(spot.Node));

    /// <summary>A null where the schema wants a value; told once and taken for absent.</summary>
    bool IsNothing(Spot spot, string expected)
    {
        if (spot.Node is null) return true;
        if (!rules.IsSchemaStrict) return GoScalars.IsNull(spot.Node);
        if (spot.Node.Target is not YamlScalar scalar || TsScalars.Resolve(scalar).Kind is not ValueKind.Null) return false;
        findings.Refuse(Diagnostics.Rules.Null, spot, $"{Name(spot)} is empty, {expected} is expected", "write a value or leave the key out", breaks: [spot.Path.ToString()]);
        return true;
    }

    public static string Name(Spot spot) => spot.Path.ToString() is { Length: > 0 } path ? $"'{path}'" : "the document";

    /// <summary>A text, empty where absent.</summary>
    public Model.Text Text(Spot spot)
    {
        if (IsNothing(spot, "text")) return new Model.Text("", spot);
        if (spot.Node!.Target is not YamlScalar scalar) return Wrong(spot, "text");

        _budget.Count(spot.Node);
        if (rules.IsSchemaStrict)
            return TsScalars.Resolve(scalar).Kind is ValueKind.Text ? new Model.Text(scalar.Value, spot) : Wrong(spot, "text", "put it between quotes");

        var value = GoScalars.Resolve(scalar);
        if (value.Kind is ValueKind.Unfit) return Unfit(spot, scalar);
        return new Model.Text(value.Kind is ValueKind.Binary ? FromBase64(spot, scalar) : scalar.Value, spot);
    }

    string FromBase64(Spot spot, YamlScalar scalar)
    {
        var buffer = new byte[scalar.Value.Length];
        if (Convert.TryFromBase64String(scalar.Value, buffer, out var written)) return System.Text.Encoding.UTF8.GetString(buffer, 0, written);
        findings.Refuse(Diagnostics.Rules.Tag, spot, "the text after !!binary is not base64");
        return "";
    }

    Model.Text Unfit(Spot spot, YamlScalar scalar)
    {
        findings.Refuse(Diagnostics.Rules.Tag, spot, $"{Name(spot)} does not fit the tag '{WholeTree.Short(scalar.Tag!)}'", "remove the tag");
        return new Model.Text("", spot);
    }

    Model.Text Wrong(Spot spot, string expected, string? hint = null)
    {
        RefuseType(spot, expected, hint);
        return new Model.Text("", spot);
    }

    public void RefuseType(Spot spot, string expected, string? hint = null) =>
        findings.Refuse(Diagnostics.Rules.WrongType, spot, $"{Name(spot)} is {Describe(spot)}, {expected} is expected", hint, breaks: [spot.Path.ToString()]);

    static string Describe(Spot spot) => spot.Node!.Target switch
    {
        YamlSequence => "a list",
        YamlMapping => "a mapping",
        YamlScalar scalar => TsScalars.Resolve(scalar).Kind switch
        {
            ValueKind.Null => "empty",
            ValueKind.Bool => "a boolean" + Quote(spot, scalar),
            ValueKind.Number => "a number" + Quote(spot, scalar),
            ValueKind.Date => "a date" + Quote(spot, scalar),
            _ => "text",
        },
        _ => "something else",
    };

    static string Quote(Spot spot, YamlScalar scalar) => DocPath.HoldsSecrets(spot.Path.ToString()) ? "" : $" ({scalar.Value})";

    /// <summary>A boolean, false where absent.</summary>
    public bool Flag(Spot spot)
    {
        if (IsNothing(spot, "true or false")) return false;
        if (spot.Node!.Target is YamlScalar scalar)
        {
            _budget.Count(spot.Node);
            var value = rules.IsSchemaStrict ? TsScalars.Resolve(scalar) : GoScalars.Resolve(scalar);
            if (value.Kind is ValueKind.Bool) return value.Flag;
            if (!rules.IsSchemaStrict && value.Kind is ValueKind.Text && OldBoolean(scalar.Value) is { } old) return old;
        }

        RefuseType(spot, "true or false", "write `true` or `false`, without quotes");
        return false;
    }

    /// <summary>The words of YAML 1.1 that yaml.v3 still takes for booleans.</summary>
    static bool? OldBoolean(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ => null,
    };

    /// <summary>
    /// A whole number, null where absent or wrong. The strict reader checks the range it is given and has no other; the
    /// lenient one cuts fractions off and wants 32 bits.
    /// </summary>
    public double? Whole(Spot spot, WholeShape shape)
    {
        if (IsNothing(spot, "a number")) return null;
        _budget.Count(spot.Node!);
        if (spot.Node!.Target is not YamlScalar scalar)
        {
            RefuseType(spot, "a number");
            return null;
        }

        return rules.IsSchemaStrict ? StrictWhole(spot, scalar, shape.Min, shape.Max) : LenientWhole(spot, scalar, shape);
    }

    double? StrictWhole(Spot spot, YamlScalar scalar, double min, double max)
    {
        var value = TsScalars.Resolve(scalar);
        // An infinity has no fraction, so the schema takes it.
        if (value.Kind is not ValueKind.Number || !(double.IsInteger(value.Number) || double.IsInfinity(value.Number)))
        {
            RefuseType(spot, "a whole number", TypeHints.Whole(value.Kind, scalar.Value));
            return null;
        }

        if (value.Number >= min && value.Number <= max) return value.Number;
        RefuseRange(spot, value.Number, min, max);
        return null;
    }

    void RefuseRange(Spot spot, double value, double min, double max) => findings.Refuse(
        Diagnostics.Rules.OutOfRange, spot, $"{Name(spot)} is {JsNumbers.ToText(value)}",
        double.IsInfinity(max) ? $"it must be at least {JsNumbers.ToText(min)}" : $"it must be {JsNumbers.ToText(min)} to {JsNumbers.ToText(max)}");

    double? LenientWhole(Spot spot, YamlScalar scalar, WholeShape shape)
    {
        var value = GoScalars.Resolve(scalar);
        if (value.Kind is not ValueKind.Number)
        {
            RefuseType(spot, "a whole number", TypeHints.Whole(value.Kind, scalar.Value));
            return null;
        }

        var number = value.Whole is { } whole ? (double)whole : Math.Truncate(value.Number);
        if (number is >= 0 and <= uint.MaxValue) return Math.Abs(number);
        RefuseRange(spot, value.Number, shape.Min, Math.Min(shape.Max, uint.MaxValue));
        return null;
    }

    /// <summary>A list of texts, null where absent; the lenient reader drops items that are null.</summary>
    /// <param name="hint">How to write an item, where a mapping is mistaken for one.</param>
    public Model.TextList? Texts(Spot spot, bool nullable = false, string? hint = null)
    {
        if (nullable && spot.Node is not null && IsNull(spot.Node)) return null;
        if (Items(spot, "a list of texts", hint) is not { } items) return null;

        var texts = new List<Model.Text>(items.Count);
        foreach (var item in items)
        {
            if (IsAbsent(item)) continue;
            if (item.Node!.Target is YamlScalar) texts.Add(Text(item));
            else RefuseType(item, "text", hint);
        }

        return new Model.TextList(texts);
    }

    public bool IsNull(YamlNode node) => rules.IsSchemaStrict
        ? node.Target is YamlScalar scalar && TsScalars.Resolve(scalar).Kind is ValueKind.Null
        : GoScalars.IsNull(node);

    /// <summary>The items of a list, null where absent.</summary>
    public List<Spot>? Items(Spot spot, string expected, string? hint = null)
    {
        if (IsNothing(spot, expected)) return null;
        _budget.Count(spot.Node!);
        if (spot.Node!.Target is not YamlSequence sequence)
        {
            RefuseType(spot, expected, hint ?? TypeHints.List(spot.Node));
            return null;
        }

        using var _ = _budget.Inside(spot.Node);
        var items = new List<Spot>(sequence.Items.Length);
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            _budget.Count(sequence.Items[i]);
            items.Add(new Spot(sequence.Items[i], spot.Path.Item(i)));
        }

        return items;
    }
}
