using System.Text.RegularExpressions;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>
/// Carries U+0085, U+2028 and U+2029 past a scanner that has a view of its own on them, and then reads them as the flavor does:
/// as ordinary characters, or as line breaks, which quoted text folds and nothing else can contain.
/// </summary>
static partial class UnicodeBreaks
{
    static readonly char[] Breaks = ['\u0085', '\u2028', '\u2029'];

    /// <summary>Characters of the private use area, which no SDL has a use for.</summary>
    static readonly char[] StandIns = ['\uF8A0', '\uF8A1', '\uF8A2'];

    /// <summary>The same text where there is nothing to hide.</summary>
    public static string Hide(string text) => text.AsSpan().IndexOfAny(Breaks) < 0 ? text : Swap(text, Breaks, StandIns);

    /// <exception cref="YamlSyntaxException">A line break stands where it ends a value.</exception>
    public static YamlNode Restore(YamlNode root, bool asText)
    {
        var done = new Dictionary<YamlNode, YamlNode>(ReferenceEqualityComparer.Instance);
        return Restore(root, asText, done);
    }

    static YamlNode Restore(YamlNode node, bool asText, Dictionary<YamlNode, YamlNode> done)
    {
        if (done.TryGetValue(node, out var before)) return before;
        YamlNode restored = node switch
        {
            YamlScalar scalar => scalar with { Value = asText ? Swap(scalar.Value, StandIns, Breaks) : Fold(scalar) },
            YamlSequence sequence => sequence with { Items = [.. sequence.Items.Select(item => Restore(item, asText, done))] },
            YamlMapping mapping => mapping with
            {
                Entries = [.. mapping.Entries.Select(entry => new YamlEntry(Restore(entry.Key, asText, done), Restore(entry.Value, asText, done)))],
            },
            YamlAlias alias => alias with { Of = Restore(alias.Of, asText, done) },
            _ => node,
        };
        done[node] = restored;
        return restored;
    }

    static string Fold(YamlScalar scalar)
    {
        if (scalar.Value.AsSpan().IndexOfAny(StandIns) < 0) return scalar.Value;
        if (scalar.Form is not ScalarForm.Quoted) throw new YamlSyntaxException("a Unicode line break ends this value", scalar.Span);
        return Folding().Replace(scalar.Value, match =>
        {
            var breaks = match.Value.Where(c => StandIns.Contains(c)).Select(c => c == StandIns[0] ? '\n' : Swap(c.ToString(), StandIns, Breaks)[0]).ToArray();
            if (breaks[0] != '\n') return new string(breaks);
            return breaks.Length == 1 ? " " : new string(breaks, 1, breaks.Length - 1);
        });
    }

    static string Swap(string text, char[] from, char[] to) =>
        text.AsSpan().IndexOfAny(from) < 0 ? text : text.Replace(from[0], to[0]).Replace(from[1], to[1]).Replace(from[2], to[2]);

    [GeneratedRegex("[ \\t]*[\uF8A0-\uF8A2](?:[ \\t]*[\uF8A0-\uF8A2])*[ \\t]*")]
    private static partial Regex Folding();
}
