using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Tabs where block structure decides, which YamlDotNet partly lets pass.</summary>
static class Tabs
{
    /// <returns>Whether a tab was refused.</returns>
    public static bool Refuse(YamlNode root, string text, LineTable lines, FlavorRules rules, Findings findings)
    {
        if (!text.Contains('\t', StringComparison.Ordinal)) return false;

        var at = rules.ChecksUnreadParts ? BeforeEntries(root, text) : OutsideValues(root, text, lines);
        if (at is not { } tab) return false;
        findings.Refuse(
            Rules.Tab, new Spot(new YamlScalar(new TextRange(tab, tab + 1, lines.Between(tab, tab + 1)), null, null, "", ScalarForm.Plain), DocPath.Root),
            "a tab indents this line", "indent with spaces");
        return true;
    }

    /// <summary>js-yaml: a tab between the start of a line and a key or list item of a block.</summary>
    static int? BeforeEntries(YamlNode root, string text)
    {
        foreach (var node in All(root))
        {
            var starts = node switch
            {
                YamlMapping { IsFlow: false } mapping => mapping.Entries.Select(entry => entry.Key.Range.Start),
                _ => [],
            };
            foreach (var start in starts)
            {
                if (TabBefore(text, start) is { } tab) return tab;
            }
        }

        return null;
    }

    static int? TabBefore(string text, int at)
    {
        int? tab = null;
        for (var i = Math.Min(at, text.Length) - 1; i >= 0 && text[i] is ' ' or '\t' or '-' or '?'; i--)
        {
            if (text[i] == '\t') tab = i;
        }

        return tab;
    }

    /// <summary>yaml.v3: any tab that opens a line outside values, even one that holds nothing else, or that follows the dash of an item.</summary>
    static int? OutsideValues(YamlNode root, string text, LineTable lines)
    {
        var values = All(root).Where(node => node is YamlScalar or YamlSequence { IsFlow: true } or YamlMapping { IsFlow: true })
            .Select(node => (node.Range.Start, node.Range.End)).OrderBy(range => range.Start).ToList();
        var end = root.Range.End;
        var next = 0;
        var covered = 0;
        foreach (var start in lines.Starts.Where(start => start < end))
        {
            while (next < values.Count && values[next].Start <= start) covered = Math.Max(covered, values[next++].End);
            if (start < covered) continue;
            for (var i = start; i < text.Length && text[i] is ' ' or '\t' or '-'; i++)
            {
                if (text[i] == '\t') return i;
                if (text[i] == '-' && (i + 1 == text.Length || text[i + 1] is not (' ' or '\t'))) break;
            }
        }

        return null;
    }

    static IEnumerable<YamlNode> All(YamlNode root)
    {
        var pending = new Stack<YamlNode>([root]);
        while (pending.TryPop(out var node))
        {
            yield return node;
            switch (node)
            {
                case YamlSequence sequence:
                    foreach (var item in sequence.Items) pending.Push(item);
                    break;
                case YamlMapping mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        pending.Push(entry.Key);
                        pending.Push(entry.Value);
                    }

                    break;
            }
        }
    }
}
