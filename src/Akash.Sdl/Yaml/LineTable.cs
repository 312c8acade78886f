namespace Akash.Sdl.Yaml;

/// <summary>Lines and columns of offsets, as editors count them.</summary>
sealed class LineTable
{
    readonly List<int> _starts = [0];

    public LineTable(string text)
    {
        for (var i = text.AsSpan().IndexOfAny('\r', '\n'); i >= 0 && i < text.Length;)
        {
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            _starts.Add(i);
            var next = text.AsSpan(i).IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : i + next;
        }
    }

    public SourcePosition At(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0) line = ~line - 1;
        return new SourcePosition(line + 1, offset - _starts[line] + 1);
    }

    public SourceSpan Between(int start, int end) => new(At(start), At(Math.Max(start, end)));

    /// <summary>Where each line starts.</summary>
    public IReadOnlyList<int> Starts => _starts;
}
