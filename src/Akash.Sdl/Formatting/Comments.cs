using Akash.Sdl.Yaml;

namespace Akash.Sdl.Formatting;

/// <summary>Which comment belongs to what: behind a key or value on its line, or above the key or item that comes next.</summary>
sealed class Comments
{
    static readonly char[] Blank = [' ', '\t'];

    readonly string _text;
    readonly LineTable _lines;
    readonly List<Place> _places = [];
    readonly List<(int Start, int End)> _scalars = [];
    readonly Dictionary<int, List<Lead>> _leads = [];
    readonly Dictionary<int, string> _trails = [];

    public Comments(string text, LineTable lines, YamlMapping root)
    {
        (_text, _lines) = (text, lines);
        Visit(root);
        foreach (var start in Starts()) Assign(start);
    }

    /// <summary>Those behind everything else.</summary>
    public IReadOnlyList<Lead> AtEnd => Above(int.MaxValue);

    /// <param name="start">Where a key or item starts.</param>
    public IReadOnlyList<Lead> Above(int start) => _leads.GetValueOrDefault(start) ?? [];

    /// <summary>The comment on the line of a key or value, after a space; empty where there is none.</summary>
    public string Behind(int start) => _trails.TryGetValue(start, out var trail) ? " " + trail : "";

    public bool HasBlankAbove(int start) => _lines.At(start).Line is > 1 and var line && LineText(line - 1).Length == 0;

    /// <summary>Where the text of a value ends, without the lines that its block drags along.</summary>
    public static int EndOf(string text, YamlNode value)
    {
        var end = Math.Min(value.Range.End, text.Length);
        if (value is not YamlScalar { Form: ScalarForm.Block })
        {
            while (end > value.Range.Start && text[end - 1] is '\n' or ' ') end--;
            return end;
        }

        // Spaces at the end of the last line are part of its text.
        while (text.LastIndexOf('\n', end - 1, end - value.Range.Start) is var line and >= 0 && text.AsSpan(line, end - line).Trim(" \n").IsEmpty) end = line;
        return end;
    }

    void Visit(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping { IsFlow: false } mapping:
                foreach (var (key, value) in mapping.Entries)
                {
                    _scalars.Add((key.Range.Start, key.Range.End));
                    _places.Add(new Place(key.Range.Start, key.Range.End, LastLine(value)));
                    Visit(value);
                }

                break;
            case YamlSequence { IsFlow: false } sequence:
                foreach (var item in sequence.Items)
                {
                    _places.Add(new Place(item.Range.Start, item.Range.Start, LastLine(item)));
                    Visit(item);
                }

                break;
            default:
                _scalars.Add((node.Range.Start, EndOf(_text, node)));
                break;
        }
    }

    /// <summary>Of a value that stands in one piece; 0 for one that has lines of its own, or is not there.</summary>
    int LastLine(YamlNode value) => value switch
    {
        YamlMapping { IsFlow: false } or YamlSequence { IsFlow: false } or YamlScalar { Form: ScalarForm.Block } or YamlScalar { Form: ScalarForm.Plain, Value.Length: 0 } => 0,
        _ => _lines.At(EndOf(_text, value)).Line,
    };

    /// <summary>Where comments start: at a <c>#</c> outside keys and values.</summary>
    List<int> Starts()
    {
        List<int> starts = [];
        var (at, next) = (0, 0);
        while (at < _text.Length)
        {
            while (next < _scalars.Count && _scalars[next].End <= at) next++;
            if (next < _scalars.Count && _scalars[next].Start <= at)
            {
                at = _scalars[next++].End;
            }
            else if (_text[at] == '#')
            {
                starts.Add(at);
                at = LineEnd(at);
            }
            else
            {
                at++;
            }
        }

        return starts;
    }

    void Assign(int start)
    {
        var line = _lines.At(start).Line;
        var content = _text[start..LineEnd(start)].TrimEnd(Blank);
        var after = _places.FindLastIndex(place => place.Start < start);
        if (after >= 0 && IsOnLineOf(_places[after], line) && _trails.TryAdd(_places[after].Start, content)) return;

        var next = after + 1 < _places.Count ? _places[after + 1].Start : int.MaxValue;
        if (!_leads.TryGetValue(next, out var leads)) _leads[next] = leads = [];
        leads.Add(new Lead(content, line > 1 && LineText(line - 1).Length == 0));
    }

    bool IsOnLineOf(Place place, int line) => line == _lines.At(place.KeyEnd).Line || line == place.LastLine;

    int LineEnd(int at) => _text.IndexOf('\n', at) is var end and >= 0 ? end : _text.Length;

    string LineText(int line)
    {
        var start = _lines.Starts[line - 1];
        return _text[start..LineEnd(start)].Trim(Blank);
    }

    /// <param name="KeyEnd">For an item, where it starts.</param>
    /// <param name="LastLine">Of the value.</param>
    readonly record struct Place(int Start, int KeyEnd, int LastLine);
}

/// <param name="HasBlankAbove">A blank line sets it off.</param>
readonly record struct Lead(string Text, bool HasBlankAbove);
