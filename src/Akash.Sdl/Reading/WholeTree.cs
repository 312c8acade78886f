using Akash.Sdl.Diagnostics;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>What js-yaml refuses anywhere in a document, also where nobody reads: unknown tags, duplicate keys, odd characters, bad merges.</summary>
static class WholeTree
{
    const int MaxMergedMappings = 20;

    /// <returns>Whether the document loads.</returns>
    public static bool Check(YamlNode root, string text, Findings findings)
    {
        var pending = new Stack<(YamlNode Node, DocPath Path)>();
        pending.Push((root, DocPath.Root));
        var loads = true;
        while (pending.TryPop(out var next))
        {
            var (node, path) = next;
            loads &= CheckTag(node, path, findings);
            switch (node)
            {
                case YamlScalar scalar:
                    loads &= CheckCharacters(scalar, path, text, findings);
                    break;
                case YamlSequence sequence:
                    for (var i = 0; i < sequence.Items.Length; i++) pending.Push((sequence.Items[i], path.Item(i)));
                    break;
                case YamlMapping mapping:
                    loads &= CheckKeys(mapping, path, findings);
                    foreach (var entry in mapping.Entries)
                    {
                        pending.Push((entry.Key, path));
                        pending.Push((entry.Value, path.Key(TsValues.KeyText(entry.Key))));
                    }

                    break;
            }
        }

        return loads;
    }

    static bool CheckTag(YamlNode node, DocPath path, Findings findings)
    {
        if (node.Tag is null or "!" || node is YamlAlias) return true;

        var known = node switch
        {
            YamlScalar scalar => TsScalars.Resolve(scalar).Kind is not ValueKind.Unfit,
            YamlSequence => node.Tag is GoScalars.TagPrefix + "seq" or GoScalars.TagPrefix + "omap" or GoScalars.TagPrefix + "pairs",
            _ => node.Tag is GoScalars.TagPrefix + "map" or GoScalars.TagPrefix + "set",
        };
        if (!known) findings.Refuse(Rules.Tag, new Spot(node, path), $"the tag '{Short(node.Tag)}' does not fit here", "remove the tag");
        return known;
    }

    public static string Short(string tag) => tag.StartsWith(GoScalars.TagPrefix, StringComparison.Ordinal) ? "!!" + tag[GoScalars.TagPrefix.Length..] : tag;

    static bool CheckCharacters(YamlScalar scalar, DocPath path, string text, Findings findings)
    {
        var start = Math.Min(scalar.Range.Start, text.Length);
        var written = text.AsSpan(start, Math.Max(0, Math.Min(scalar.Range.End, text.Length) - start));
        foreach (var c in written)
        {
            if (c is >= ' ' and < '\x7F' || !ControlCharacters.IsRefusedIn(scalar.Form, c)) continue;
            findings.Refuse(Rules.ControlCharacter, new Spot(scalar, path), $"the character U+{(int)c:X4} is not allowed here", "write it as an escape between double quotes");
            return false;
        }

        return true;
    }

    static bool CheckKeys(YamlMapping mapping, DocPath path, Findings findings)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var loads = true;
        foreach (var entry in mapping.Entries)
        {
            if (TsValues.IsMerge(entry.Key))
            {
                if (MergeFault(entry.Value) is not { } fault) continue;
                findings.Refuse(Rules.Merge, new Spot(entry.Value, path), fault, "merge an alias of a mapping, or a list of them");
                loads = false;
            }
            else if (!written.Add(TsValues.KeyText(entry.Key)))
            {
                var key = TsValues.KeyText(entry.Key);
                findings.Refuse(Rules.DuplicateKey, new Spot(entry.Key, path.Key(key)), $"'{key}' is already defined in this mapping", "remove one of the two");
                loads = false;
            }
        }

        return loads;
    }

    static string? MergeFault(YamlNode value) => value.Target switch
    {
        YamlMapping => null,
        YamlSequence sequence when sequence.Items.Length > MaxMergedMappings => $"more than {MaxMergedMappings} mappings are merged",
        YamlSequence sequence => sequence.Items.All(item => item.Target is YamlMapping or YamlSequence) ? null : "only mappings can be merged",
        _ => "only mappings can be merged",
    };
}
