using System.Runtime.InteropServices;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Formatting;

/// <summary>Writes a tree again from the text it was read from.</summary>
sealed class Layout(string text, Comments comments)
{
    const int Step = 2;

    /// <summary>What YAML takes for blank; other spaces are text.</summary>
    static readonly char[] Blank = [' ', '\t'];

    readonly List<string> _page = [];

    public string Write(YamlMapping root)
    {
        WriteMapping(root, 0, []);
        foreach (var comment in comments.AtEnd) WriteComment(comment, 0, mayBeBlank: true);
        return string.Join('\n', _page) + "\n";
    }

    /// <param name="itemOf">Whether the mapping is an item of a list, whose comments stand above the dash and are written already.</param>
    void WriteMapping(YamlMapping mapping, int indent, List<string> path, bool itemOf = false)
    {
        var order = KeyOrder.Of(CollectionsMarshal.AsSpan(path));
        var first = true;
        foreach (var entry in mapping.Entries.OrderBy(entry => Rank(order, ((YamlScalar)entry.Key).Value)))
        {
            if (!itemOf || entry != mapping.Entries[0]) WriteLead(entry.Key, indent, mayBeBlank: !first, mustBeBlank: path.Count == 0 && !first);
            WriteEntry(entry, indent, path);
            first = false;
        }
    }

    static int Rank(string[] order, string key) => Array.IndexOf(order, key) is var at and >= 0 ? at : order.Length;

    void WriteEntry(YamlEntry entry, int indent, List<string> path)
    {
        var key = $"{Blanks(indent)}{text[entry.Key.Range.Start..entry.Key.Range.End]}:";
        var trail = comments.Behind(entry.Key.Range.Start);
        path.Add(((YamlScalar)entry.Key).Value);
        switch (entry.Value)
        {
            case YamlMapping { IsFlow: false } mapping:
                _page.Add(key + trail);
                WriteMapping(mapping, indent + Step, path);
                break;
            case YamlSequence { IsFlow: false } sequence:
                _page.Add(key + trail);
                WriteSequence(sequence, indent + Step, path);
                break;
            default:
                WriteValue(key, entry.Value, indent + Step, trail);
                break;
        }

        path.RemoveAt(path.Count - 1);
    }

    void WriteSequence(YamlSequence sequence, int indent, List<string> path)
    {
        path.Add("");
        foreach (var (i, item) in sequence.Items.Index())
        {
            WriteLead(item, indent, mayBeBlank: i > 0, mustBeBlank: false);
            var start = _page.Count;
            switch (item)
            {
                case YamlMapping { IsFlow: false } mapping:
                    WriteMapping(mapping, indent + Step, path, itemOf: true);
                    break;
                case YamlSequence { IsFlow: false } inner:
                    WriteSequence(inner, indent + Step, path);
                    break;
                default:
                    WriteValue(Blanks(indent + Step - 1), item, indent + Step, comments.Behind(item.Range.Start));
                    break;
            }

            PutDash(start, indent);
        }

        path.RemoveAt(path.Count - 1);
    }

    /// <summary>Comments that the new order brings to the front stand above the dash.</summary>
    void PutDash(int start, int indent)
    {
        while (_page[start].TrimStart(Blank) is "" or ['#', ..])
        {
            if (_page[start].Length > 0) _page[start] = Blanks(indent) + _page[start].TrimStart(Blank);
            start++;
        }

        _page[start] = $"{Blanks(indent)}- {_page[start].TrimStart(Blank)}";
    }

    /// <summary>Comments and a blank line above a value or key, at its indentation.</summary>
    void WriteLead(YamlNode node, int indent, bool mayBeBlank, bool mustBeBlank)
    {
        var leads = comments.Above(node.Range.Start);
        if (mustBeBlank && (leads.Count > 0 ? !leads[0].HasBlankAbove : !comments.HasBlankAbove(node.Range.Start))) _page.Add("");
        foreach (var lead in leads)
        {
            WriteComment(lead, indent, mayBeBlank);
            mayBeBlank = true;
        }

        if (mayBeBlank && comments.HasBlankAbove(node.Range.Start)) _page.Add("");
    }

    void WriteComment(Lead comment, int indent, bool mayBeBlank)
    {
        if (mayBeBlank && comment.HasBlankAbove) _page.Add("");
        _page.Add(Blanks(indent) + comment.Text);
    }

    void WriteValue(string opening, YamlNode value, int indent, string trail)
    {
        if (value is YamlScalar { Form: ScalarForm.Plain, Value.Length: 0 })
        {
            _page.Add(opening + trail);
            return;
        }

        var written = text[value.Range.Start..Comments.EndOf(text, value)].Split('\n');
        var block = value is YamlScalar { Form: ScalarForm.Block } scalar ? scalar : null;
        // Spaces that all lines of the block's own text begin with are text.
        var keep = block is null ? -1 : LeastIndent(written.Skip(1)) - LeastIndent(block.Value.Split('\n'));
        _page.Add($"{opening} {(block is null ? written[0].TrimEnd(Blank) : Header(written[0]))}{(written.Length == 1 ? trail : "")}");
        for (var i = 1; i < written.Length; i++)
        {
            var body = keep < 0 ? written[i].Trim(Blank) : written[i].Length > keep ? written[i][keep..] : "";
            _page.Add((body.Length == 0 ? "" : Blanks(indent) + body) + (i == written.Length - 1 ? trail : ""));
        }
    }

    /// <summary>The first line of a block; where it counts the indentation, that is ours now.</summary>
    static string Header(string line)
    {
        var comment = line.IndexOf('#');
        var mark = comment < 0 ? line.TrimEnd(Blank) : line[..comment];
        var header = string.Concat(mark.Select(c => char.IsAsciiDigit(c) ? (char)('0' + Step) : c));
        return comment < 0 ? header : header.TrimEnd(Blank) + " " + line[comment..].TrimEnd(Blank);
    }

    /// <summary>Spaces at the front of all lines that have text.</summary>
    static int LeastIndent(IEnumerable<string> lines) =>
        lines.Where(line => line.Trim(Blank).Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();

    static string Blanks(int count) => new(' ', count);
}
