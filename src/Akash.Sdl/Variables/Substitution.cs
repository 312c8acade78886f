using System.Runtime.CompilerServices;
using System.Text;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Variables;

/// <summary>
/// Puts the values of variables into the values of a document. It works on what YAML has read already, so that no value can end its
/// scalar or add structure, whatever characters it has; an unquoted one is a number, a truth or nothing if its text is.
/// Commands and their arguments stay as they are written: there <c>${NAME}</c> is the shell's in the container.
/// </summary>
sealed class Substitution
{
    /// <summary>In characters: what variables may bring is as much as a file may have.</summary>
    const int MaxBrought = 1 << 20;

    /// <summary>Variables of one value that are pointed at one by one.</summary>
    const int MaxPlaced = 100;

    readonly IReadOnlyDictionary<string, string> _variables;
    readonly string _text;
    readonly LineTable _lines;
    readonly Findings _findings;
    readonly Dictionary<YamlNode, YamlNode> _done = new(ReferenceEqualityComparer.Instance);
    readonly HashSet<YamlNode> _verbatim = new(ReferenceEqualityComparer.Instance);
    int _brought;

    Substitution(IReadOnlyDictionary<string, string> variables, string text, LineTable lines, Findings findings) =>
        (_variables, _text, _lines, _findings) = (variables, text, lines, findings);

    /// <param name="root">Read from a text whose variables were hidden.</param>
    /// <param name="text">The text as it is.</param>
    /// <exception cref="YamlSyntaxException">The document is nested too deeply.</exception>
    public static YamlNode Apply(YamlNode root, IReadOnlyDictionary<string, string> variables, string text, LineTable lines, Findings findings)
    {
        if (!text.Contains(Template.Opening, StringComparison.Ordinal)) return root;

        var substitution = new Substitution(variables, text, lines, findings);
        foreach (var (_, service) in SdlOutline.ServicesOf(root)) substitution.KeepCommands(service, []);
        return substitution.Put(root, DocPath.Root, isVerbatim: false);
    }

    void KeepCommands(YamlNode service, HashSet<YamlNode> seen)
    {
        switch (service.Target)
        {
            case var known when !seen.Add(known):
                break;
            case YamlSequence several:
                foreach (var item in several.Items) KeepCommands(item, seen);
                break;
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (TsValues.IsMerge(entry.Key)) KeepCommands(entry.Value, seen);
                    else if (entry.Key.Target is YamlScalar { Value: "command" or "args" }) _verbatim.Add(entry.Value.Target);
                }

                break;
        }
    }

    YamlNode Put(YamlNode node, DocPath path, bool isVerbatim)
    {
        if (_done.TryGetValue(node, out var before)) return before;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new YamlSyntaxException("nested too deeply", node.Span, YamlFault.Nesting);

        isVerbatim |= _verbatim.Contains(node);
        YamlNode after = node switch
        {
            YamlScalar scalar => isVerbatim ? scalar with { Value = Template.Show(scalar.Value) } : Put(scalar, path),
            YamlSequence sequence => sequence with { Items = [.. sequence.Items.Select((item, index) => Put(item, path.Item(index), isVerbatim))] },
            YamlMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => Put(entry, path, isVerbatim))] },
            YamlAlias alias => alias with { Of = Put(alias.Of, path, isVerbatim) },
            _ => node,
        };
        _done[node] = after;
        return after;
    }

    /// <summary>Keys are names, not values: they stay.</summary>
    YamlEntry Put(YamlEntry entry, DocPath path, bool isVerbatim)
    {
        var key = Put(entry.Key, path, isVerbatim: true);
        return new YamlEntry(key, Put(entry.Value, path.Key((key.Target as YamlScalar)?.Value ?? ""), isVerbatim));
    }

    YamlScalar Put(YamlScalar scalar, DocPath path)
    {
        var written = Template.Show(scalar.Value);
        if (!written.Contains(Template.Opening, StringComparison.Ordinal)) return scalar;

        var value = new StringBuilder();
        var brings = false;
        foreach (var part in Template.Parse(written))
        {
            brings |= part.IsVariable;
            value.Append(part.IsVariable ? ValueOf(part, scalar, path) : part.Text);
        }

        if (!brings) return scalar with { Value = value.ToString() };
        _findings.Concealment.AddAt(scalar.Span, value.ToString(), written);
        return scalar with { Value = value.ToString(), Written = written };
    }

    string ValueOf(TemplatePart part, YamlScalar scalar, DocPath path)
    {
        if (part.Name is null)
            return Refuse(Rules.VariableForm, "this is not a variable", "write `${NAME}` or `${NAME:-default}`, or `$${` for the characters themselves");

        var value = _variables.GetValueOrDefault(part.Name) is { Length: > 0 } known ? known : part.Default;
        if (value is null)
            return Refuse(
                Rules.Variable, $"the variable {part.Name} has no value",
                $"set it in the `env:` of the step, write `${{{part.Name}:-default}}`, or `$${{{part.Name}}}` if the container is to see it as it is");

        if (_brought > MaxBrought) return "";
        if ((_brought += Math.Min(value.Length, MaxBrought)) > MaxBrought)
            return Refuse(Rules.TooLarge, $"the values of variables have more than {MaxBrought} characters together", "pass less by variables");

        _findings.Concealment.Add(scalar.Span, value, part.Text);
        return value;

        string Refuse(Rule rule, string message, string hint)
        {
            _findings.Refuse(rule, new Spot(scalar with { Range = PlaceOf(part, scalar) }, path), message, hint);
            return "";
        }
    }

    /// <summary>Where a variable is written; its whole value where escapes hide it.</summary>
    TextRange PlaceOf(TemplatePart part, YamlScalar scalar)
    {
        if (part.Ordinal > MaxPlaced) return scalar.Range;

        var end = Math.Min(scalar.Range.End, _text.Length);
        var at = scalar.Range.Start - 1;
        for (var i = 0; i <= part.Ordinal && at < end; i++)
        {
            at = _text.IndexOf(Template.Opening, at + 1, end - at - 1, StringComparison.Ordinal);
            if (at < 0) return scalar.Range;
        }

        return string.CompareOrdinal(_text, at, part.Text, 0, part.Text.Length) == 0
            ? new TextRange(at, at + part.Text.Length, _lines.Between(at, at + part.Text.Length))
            : scalar.Range;
    }
}
