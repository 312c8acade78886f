using Akash.Sdl.Yaml;

namespace Akash.Sdl.Writing;

/// <summary>What follows the colon of a key.</summary>
/// <param name="indent">Of the key.</param>
/// <param name="flow">Whether the key stands in braces.</param>
delegate string Rendering(string indent, bool flow);

/// <summary>Sets keys of mappings in their own style: a block or braces, an alias or nothing yet.</summary>
static class YamlKeys
{
    /// <summary>Sets the value that a way of keys leads to, making what is missing on it.</summary>
    public static Splice Set(string text, YamlNode root, ReadOnlySpan<string> path, Rendering render)
    {
        var node = root;
        while (path.Length > 1 && node is YamlMapping { Entries.Length: > 0 } mapping && mapping.Find(path[0]) is { } entry)
        {
            node = entry.Value;
            path = path[1..];
        }

        return Set(text, node, path[0], Nested(path[1..], render));
    }

    public static Splice Set(string text, YamlNode node, string key, Rendering render)
    {
        if (node is YamlAlias alias) return MergeAlias(text, alias, key, render);
        if (node is not YamlMapping { Entries.Length: > 0 } mapping) return FillEmpty(text, node, key, render);
        if (mapping.Find(key) is not { } entry) return InsertFirst(text, mapping, key, render);

        var rendered = render(mapping.IsFlow ? "" : text.IndentOf(entry.Key.Range.Start), mapping.IsFlow);
        var start = ColonAfter(text, entry.Key.Range.End) + 1;
        if (IsNothing(entry.Value)) return Splice.Insert(start, rendered);

        var end = text.TrimmedEnd(entry.Value.Range.End);
        return entry.Value is YamlScalar { Anchor: not null }
            ? new Splice(text.AfterProperties(entry.Value.Range.Start), end, rendered.TrimStart())
            : new Splice(start, end, rendered);
    }

    /// <summary>Writes an entry once more, under another key and behind itself.</summary>
    /// <exception cref="SdlEditException">It has an anchor, which there can be once only.</exception>
    public static Splice Duplicate(string text, YamlMapping mapping, YamlEntry entry, string key)
    {
        if (HasAnchor(entry.Value)) throw new SdlEditException($"'{((YamlScalar)entry.Key).Value}' has an anchor (&), so it cannot be copied");

        var (start, end) = (entry.Key.Range.Start, text.TrimmedEnd(entry.Value.Range.End));
        if (mapping.IsFlow) return Splice.Insert(end, $", {YamlText.Scalar(key)}{text[entry.Key.Range.End..end]}");

        end = text.LineEnd(end);
        var copy = text[entry.Key.Range.End..end].Replace("\r\n", "\n", StringComparison.Ordinal);
        return Splice.Insert(end, $"\n{text.IndentOf(start)}{YamlText.Scalar(key)}{copy}");
    }

    static Rendering Nested(ReadOnlySpan<string> path, Rendering render)
    {
        if (path.IsEmpty) return render;
        var (key, inner) = (path[0], Nested(path[1..], render));
        return (indent, flow) => flow ? $" {{ {key}:{inner("", true)} }}" : $"\n{indent}  {key}:{inner(indent + "  ", false)}";
    }

    /// <summary>What is written as <c>*other</c> becomes a block that merges it and has the key of its own.</summary>
    static Splice MergeAlias(string text, YamlAlias alias, string key, Rendering render)
    {
        var indent = text.IndentOf(text.LineStart(alias.Range.Start)) + "  ";
        var name = text[alias.Range.Start..alias.Range.End];
        var start = alias.Range.Start;
        while (start > 0 && text[start - 1] == ' ') start--;
        return new Splice(start, alias.Range.End, $"\n{indent}<<: {name}\n{indent}{key}:{render(indent, false)}");
    }

    static Splice FillEmpty(string text, YamlNode node, string key, Rendering render)
    {
        var at = node.Range.Start;
        if (node is YamlMapping) return new Splice(at, node.Range.End, $"{{ {key}:{render("", true)} }}");
        if (node is not YamlScalar scalar || !scalar.IsNull())
            throw new SdlEditException($"line {node.Span.Start.Line} has no mapping, so there is no place for `{key}:`");

        var colon = text.LastIndexOf(':', Math.Min(at, text.Length - 1));
        var indent = text.IndentOf(text.LineStart(colon)) + "  ";
        return new Splice(colon + 1, Math.Max(colon + 1, node.Range.End), $"\n{indent}{key}:{render(indent, false)}");
    }

    static Splice InsertFirst(string text, YamlMapping mapping, string key, Rendering render)
    {
        var first = mapping.Entries[0].Key.Range.Start;
        if (mapping.IsFlow) return Splice.Insert(first, $"{key}:{render("", true)}, ");

        var indent = text.IndentOf(first);
        return Splice.Insert(first, $"{key}:{render(indent, false)}\n{indent}");
    }

    static bool IsNothing(YamlNode node) => node is YamlScalar { Value.Length: 0, Form: ScalarForm.Plain } scalar && scalar.Range.Start == scalar.Range.End;

    static bool HasAnchor(YamlNode node) => node.Anchor is not null || node switch
    {
        YamlMapping mapping => mapping.Entries.Any(entry => HasAnchor(entry.Key) || HasAnchor(entry.Value)),
        YamlSequence sequence => sequence.Items.Any(HasAnchor),
        _ => false,
    };

    static int ColonAfter(string text, int at) => text.IndexOf(':', at);
}
