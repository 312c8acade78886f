using System.Text;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Tests.Reading;

/// <summary>A tree as text, a line a node, with all that is known of each.</summary>
static class TreeText
{
    public static string Of(YamlNode? root)
    {
        var text = new StringBuilder();
        if (root is not null) Write(root, 0, text);
        return text.ToString();
    }

    static void Write(YamlNode node, int depth, StringBuilder text)
    {
        var (start, end) = (node.Span.Start, node.Span.End);
        text.Append(' ', depth).Append($"{node.Range.Start}-{node.Range.End} {start.Line}:{start.Column}-{end.Line}:{end.Column} {node.Tag} {node.Anchor} ");
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(scalar.Form).Append(' ').AppendLine(scalar.Value.ReplaceLineEndings("\\n"));
                break;
            case YamlAlias alias:
                text.AppendLine($"alias of {alias.Of.Range.Start}");
                break;
            case YamlSequence sequence:
                text.AppendLine($"list {sequence.IsFlow}");
                foreach (var item in sequence.Items) Write(item, depth + 1, text);
                break;
            case YamlMapping mapping:
                text.AppendLine($"mapping {mapping.IsFlow}");
                foreach (var entry in mapping.Entries)
                {
                    Write(entry.Key, depth + 1, text);
                    Write(entry.Value, depth + 1, text);
                }

                break;
        }
    }
}
