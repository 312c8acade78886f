namespace Akash.Sdl.Yaml;

/// <summary>Lines and columns of offsets, as editors count them.</summary>
sealed class LineTable
{
    readonly Lazy<List<int>> _starts;

    /// <summary>Nothing is counted before it is asked for.</summary>
    public LineTable(string text) => _starts = new(() => StartsIn(text), LazyThreadSafetyMode.None);

    static List<int> StartsIn(ReadOnlySpan<char> text)
    {
        List<int> starts = [0];
        for (var i = text.IndexOfAny('\r', '\n'); i >= 0 && i < text.Length;)
        {
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            starts.Add(i);
            var next = text[i..].IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : i + next;
        }

        return starts;
    }

    public SourcePosition At(int offset)
    {
        var line = _starts.Value.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new SourcePosition(line + 1, offset - _starts.Value[line] + 1);
    }

    public SourceSpan Between(int start, int end) => new(At(start), At(Math.Max(start, end)));

    /// <summary>Where each line starts.</summary>
    public IReadOnlyList<int> Starts => _starts.Value;
}
