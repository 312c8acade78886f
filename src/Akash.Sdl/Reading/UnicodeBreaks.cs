using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Carries U+0085, U+2028 and U+2029 past a scanner that takes them for line breaks.</summary>
static class UnicodeBreaks
{
    static readonly char[] Breaks = ['\x85', '\u2028', '\u2029'];

    /// <summary>Characters of the private use area, which no SDL has a use for.</summary>
    static readonly char[] StandIns = ['\uF8A0', '\uF8A1', '\uF8A2'];

    /// <summary>The same text where there is nothing to hide.</summary>
    public static string Hide(string text) => text.AsSpan().IndexOfAny(Breaks) < 0 ? text : Swap(text, Breaks, StandIns);

    public static YamlNode Restore(YamlNode root)
    {
        var done = new Dictionary<YamlNode, YamlNode>(ReferenceEqualityComparer.Instance);
        return Restore(root, done);
    }

    static YamlNode Restore(YamlNode node, Dictionary<YamlNode, YamlNode> done)
    {
        if (done.TryGetValue(node, out var before)) return before;
        YamlNode restored = node switch
        {
            YamlScalar scalar => scalar with { Value = Swap(scalar.Value, StandIns, Breaks) },
            YamlSequence sequence => sequence with { Items = [.. sequence.Items.Select(item => Restore(item, done))] },
            YamlMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => new YamlEntry(Restore(entry.Key, done), Restore(entry.Value, done)))] },
            YamlAlias alias => alias with { Of = Restore(alias.Of, done) },
            _ => node,
        };
        done[node] = restored;
        return restored;
    }

    static string Swap(string text, char[] from, char[] to) =>
        text.AsSpan().IndexOfAny(from) < 0 ? text : text.Replace(from[0], to[0]).Replace(from[1], to[1]).Replace(from[2], to[2]);
}
