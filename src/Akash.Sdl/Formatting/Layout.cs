using Akash.Sdl.Yaml;

namespace Akash.Sdl.Formatting;

/// <summary>Writes a tree again from the text it was read from.</summary>
sealed class Layout(string text, LineTable lines)
{
    const int Step = 2;

    /// <summary>What YAML takes for blank; other spaces are text.</summary>
    static readonly char[] Blank = [' ', '\t'];

    readonly List<string> _page = [];

    public string Write(YamlMapping root)
    {
        WriteMapping(root, 0, []);
        var end = lines.At(ValueEnd(root)).Line;
        for (var line = end + 1; line <= lines.Starts.Count; line++)
        {
            if (LineText(line).TrimStart(Blank).StartsWith('#')) _page.Add(LineText(line).Trim(Blank));
        }

        while (_page.Count > 0 && _page[0].Length == 0) _page.RemoveAt(0);
        return string.Join('\n', _page) + "\n";
    }

    /// <param name="itemOf">Whether the mapping is an item of a list, whose comments stand above the dash and are written already.</param>
    void WriteMapping(YamlMapping mapping, int indent, List<string> path, bool itemOf = false)
    {
        var order = KeyOrder.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path));
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
        var key = text[entry.Key.Range.Start..entry.Key.Range.End];
        path.Add(((YamlScalar)entry.Key).Value);
        switch (entry.Value)
        {
            case YamlMapping { IsFlow: false } mapping:
                _page.Add($"{Blanks(indent)}{key}:{Trail(text.IndexOf(':', entry.Key.Range.End) + 1)}");
                WriteMapping(mapping, indent + Step, path);
                break;
            case YamlSequence { IsFlow: false } sequence:
                _page.Add($"{Blanks(indent)}{key}:{Trail(text.IndexOf(':', entry.Key.Range.End) + 1)}");
                WriteSequence(sequence, indent + Step, path);
                break;
            default:
                WriteValue($"{Blanks(indent)}{key}:", entry.Value, indent + Step, text.IndexOf(':', entry.Key.Range.End) + 1);
                break;
        }

        path.RemoveAt(path.Count - 1);
    }

    void WriteSequence(YamlSequence sequence, int indent, List<string> path)
    {
        path.Add("");
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i];
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
                    WriteValue(Blanks(indent + Step - 1), item, indent + Step, item.Range.End);
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
        var line = lines.At(node.Range.Start).Line;
        var lead = line;
        while (lead > 1 && LineText(lead - 1).Trim(Blank) is "" or ['#', ..]) lead--;
        var wantsBlank = mustBeBlank;
        for (var i = lead; i < line; i++)
        {
            var content = LineText(i).Trim(Blank);
            if (content.Length == 0)
            {
                wantsBlank |= mayBeBlank || i > lead;
                continue;
            }

            if (wantsBlank) _page.Add("");
            (wantsBlank, mayBeBlank) = (false, true);
            _page.Add(Blanks(indent) + content);
        }

        if (wantsBlank) _page.Add("");
    }

    void WriteValue(string opening, YamlNode value, int indent, int after)
    {
        if (value is YamlScalar { Form: ScalarForm.Plain, Value.Length: 0 })
        {
            _page.Add(opening + Trail(after));
            return;
        }

        var end = ValueEnd(value);
        var written = text[value.Range.Start..end].Split('\n');
        var trail = value is YamlScalar { Form: ScalarForm.Block } ? "" : Trail(end);
        var keep = value is YamlScalar { Form: ScalarForm.Block } ? CommonIndent(written) : -1;
        _page.Add($"{opening} {written[0].TrimEnd(Blank)}{(written.Length == 1 ? trail : "")}");
        for (var i = 1; i < written.Length; i++)
        {
            var body = keep < 0 ? written[i].Trim(Blank) : written[i].Length > keep ? written[i][keep..] : "";
            _page.Add((body.Length == 0 ? "" : Blanks(indent) + body) + (i == written.Length - 1 ? trail : ""));
        }
    }

    /// <summary>Where the text of a value ends, without the lines that its block drags along.</summary>
    int ValueEnd(YamlNode value)
    {
        var end = Math.Min(value.Range.End, text.Length);
        while (end > value.Range.Start && text[end - 1] is '\n' or ' ') end--;
        return end;
    }

    static int CommonIndent(string[] written) =>
        written.Skip(1).Where(line => line.Trim(Blank).Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();

    /// <summary>A comment behind a value.</summary>
    string Trail(int at)
    {
        var end = text.IndexOf('\n', at);
        var rest = (end < 0 ? text[at..] : text[at..end]).Trim(Blank);
        return rest.StartsWith('#') ? " " + rest : "";
    }

    string LineText(int line)
    {
        var start = lines.Starts[line - 1];
        var end = line < lines.Starts.Count ? lines.Starts[line] : text.Length;
        return text[start..end].TrimEnd('\n');
    }

    static string Blanks(int count) => new(' ', count);
}
