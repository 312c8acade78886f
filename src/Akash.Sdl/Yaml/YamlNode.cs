using System.Collections.Immutable;

namespace Akash.Sdl.Yaml;

/// <summary>Where a node stands in the text: offsets count UTF-16 units, the end is exclusive.</summary>
readonly record struct TextRange(int Start, int End, SourceSpan Span);

/// <summary>A node of a YAML document as it was written: nothing is resolved, merged or converted yet.</summary>
/// <param name="Tag">As written but expanded (<c>tag:yaml.org,2002:int</c>), or null where there is none.</param>
abstract record YamlNode(TextRange Range, string? Tag, string? Anchor)
{
    /// <summary>The node an alias stands for, itself otherwise.</summary>
    public virtual YamlNode Target => this;

    public SourceSpan Span => Range.Span;
}

enum ScalarForm { Plain, Quoted, Block }

sealed record YamlScalar(TextRange Range, string? Tag, string? Anchor, string Value, ScalarForm Form) : YamlNode(Range, Tag, Anchor)
{
    /// <summary>Plain and untagged, so its text decides what it is: number, boolean, null or text.</summary>
    public bool IsUntyped => Form is ScalarForm.Plain && Tag is null;

    /// <summary>What the file has, where the values of variables were put in; null elsewhere.</summary>
    public string? Written { get; init; }
}

sealed record YamlSequence(TextRange Range, string? Tag, string? Anchor, ImmutableArray<YamlNode> Items, bool IsFlow) : YamlNode(Range, Tag, Anchor);

readonly record struct YamlEntry(YamlNode Key, YamlNode Value);

sealed record YamlMapping(TextRange Range, string? Tag, string? Anchor, ImmutableArray<YamlEntry> Entries, bool IsFlow) : YamlNode(Range, Tag, Anchor)
{
    /// <summary>The value written under a key, the first where there are several.</summary>
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key.Target is YamlScalar scalar && scalar.Value == key) return entry;
        }

        return null;
    }
}

/// <summary>A use of an anchor; its range is that of the use.</summary>
sealed record YamlAlias(TextRange Range, YamlNode Of) : YamlNode(Range, null, null)
{
    public override YamlNode Target => Of;
}
