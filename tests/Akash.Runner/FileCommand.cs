namespace Akash.Runner;

/// <summary>Files through which a step speaks to the runner: <c>name=value</c> lines and <c>name&lt;&lt;delimiter</c> blocks.</summary>
static class FileCommand
{
    /// <exception cref="InvalidDataException">Malformed; the runner fails such a step.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var values = new Dictionary<string, string>();
        using var lines = ((IEnumerable<string>)File.ReadAllLines(path)).GetEnumerator();
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (line.Length == 0) continue;

            var equals = line.IndexOf('=');
            var heredoc = line.IndexOf("<<", StringComparison.Ordinal);
            if (equals >= 0 && (heredoc < 0 || equals < heredoc)) values[line[..equals]] = line[(equals + 1)..];
            else if (heredoc > 0) values[line[..heredoc]] = Block(lines, line[(heredoc + 2)..]);
            else throw new InvalidDataException($"Invalid format '{line}'");
        }

        return values;
    }

    static string Block(IEnumerator<string> lines, string delimiter)
    {
        var block = new List<string>();
        while (lines.MoveNext())
        {
            if (lines.Current == delimiter) return string.Join('\n', block);
            block.Add(lines.Current);
        }

        throw new InvalidDataException($"Matching delimiter not found '{delimiter}'");
    }
}
