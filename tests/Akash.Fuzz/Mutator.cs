using System.Text;

namespace Akash.Fuzz;

/// <summary>
/// Changes of files: most follow the structure of YAML (a value, a key, a line, an indentation, an anchor), so that they get past the parser;
/// some are blind changes of bytes. The same random numbers give the same changes.
/// </summary>
sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    /// <summary>Above this a file only grows by what one change adds.</summary>
    const int Large = 64 << 10;

    /// <param name="blind">Whether bytes may be changed without regard to text.</param>
    public byte[] Mutate(byte[] input, bool blind = true)
    {
        for (var changes = 1 + random.Next(3) * random.Next(2); changes > 0; changes--)
            input = blind && random.Next(6) == 0 ? ChangeBytes(input) : ChangeText(input);
        return input;
    }

    byte[] ChangeBytes(byte[] input)
    {
        var bytes = new List<byte>(input);
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(4))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(16)));
                break;
            case 2 when at < bytes.Count && bytes.Count < Large:
                var range = bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + random.Next(64)));
                for (var times = random.Next(1, 40); times > 0; times--) bytes.InsertRange(at, range);
                break;
            default:
                bytes.Insert(at, (byte)random.Next(256));
                break;
        }

        return [.. bytes];
    }

    byte[] ChangeText(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(18))
        {
            case 0: lines.RemoveAt(at); break;
            case 1 when input.Length < Large: lines.Insert(random.Next(lines.Count + 1), lines[at]); break;
            case 2: (lines[at], lines[^1]) = (lines[^1], lines[at]); break;
            case 3: Indent(lines, at); break;
            case 4: Splice(lines, at); break;
            case 5 or 6 or 7 or 8: SetValue(lines, at, Pick(OddScalars.Values)); break;
            case 9: SetValue(lines, at, Wrap(ValueOf(lines[at]))); break;
            case 10: SetKey(lines, at, Pick(OddScalars.Names)); break;
            case 11: Rename(lines, at); break;
            case 12 or 13: InsertBlock(lines, at); break;
            case 14: Alias(lines, at); break;
            case 15: Merge(lines, at); break;
            case 16: MoveBlock(lines, at); break;
            default: lines[at] += Pick([" # a", "#a", " ", "\t", "\r", "\n...", "\n---", "\n--- a", ":", ","]); break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    string Pick(string[] from) => from[random.Next(from.Length)];

    void Indent(List<string> lines, int at) =>
        lines[at] = random.Next(4) switch { 0 => "  " + lines[at], 1 => " " + lines[at], 2 => "\t" + lines[at], _ => lines[at].StartsWith("  ", StringComparison.Ordinal) ? lines[at][2..] : lines[at] };

    void Splice(List<string> lines, int at)
    {
        var other = Encoding.UTF8.GetString(corpus[random.Next(corpus.Count)]).Split('\n');
        if (other.Length > 2000) return;
        var start = random.Next(other.Length);
        lines.InsertRange(at, other.Skip(start).Take(1 + random.Next(12)));
    }

    /// <summary>Everything deeper below one line goes with it to another place.</summary>
    void MoveBlock(List<string> lines, int at)
    {
        var end = EndOfBlock(lines, at);
        var block = lines.GetRange(at, end - at);
        if (random.Next(2) == 0) lines.RemoveRange(at, end - at);
        lines.InsertRange(random.Next(lines.Count + 1), block);
    }

    void SetValue(List<string> lines, int at, string value)
    {
        var (start, _) = Value(lines[at]);
        if (start < 0) return;
        // A value that was a block is replaced together with it, or keeps it as a surprise.
        if (lines[at].Length <= start && random.Next(3) > 0) lines.RemoveRange(at + 1, EndOfBlock(lines, at) - at - 1);
        lines[at] = lines[at][..start].TrimEnd() + " " + value;
    }

    static string ValueOf(string line) => Value(line) is ( >= 0 and var start, _) ? line[start..] : "";

    string Wrap(string value) => random.Next(10) switch
    {
        0 => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
        1 => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        2 => value.Trim('"', '\''),
        3 => "!!str " + value,
        4 => "&anchor " + value,
        5 => $"[{value}]",
        6 => value + value,
        7 => value + " ",
        8 => $"|\n            {value}",
        _ => $">-\n            {value}\n            {value}",
    };

    static void SetKey(List<string> lines, int at, string key)
    {
        var line = lines[at];
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return;
        var start = Start(line);
        if (start < colon) lines[at] = line[..start] + key + line[colon..];
    }

    /// <summary>A name changes wherever it stands, so that what it links stays linked.</summary>
    void Rename(List<string> lines, int at)
    {
        var line = lines[at];
        var (start, colon) = (Start(line), line.IndexOf(':', StringComparison.Ordinal));
        if (colon <= start) return;
        var (old, fresh) = (line[start..colon], Pick(OddScalars.Names));
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Trim() == old + ":" || lines[i].TrimStart().StartsWith(old + ": ", StringComparison.Ordinal) || lines[i].EndsWith(": " + old, StringComparison.Ordinal))
                lines[i] = lines[i].Replace(old, fresh, StringComparison.Ordinal);
        }
    }

    void InsertBlock(List<string> lines, int at) => lines.Insert(at, new string(' ', Start(lines[at])) + Pick(OddScalars.Blocks));

    void Alias(List<string> lines, int at)
    {
        var (start, _) = Value(lines[at]);
        if (start < 0) return;
        lines[at] = lines[at][..start].TrimEnd() + " &x " + lines[at][start..];
        SetValue(lines, random.Next(2) == 0 ? Math.Min(at + 1 + random.Next(20), lines.Count - 1) : random.Next(lines.Count), "*x");
    }

    void Merge(List<string> lines, int at)
    {
        var (start, _) = Value(lines[at]);
        if (start < 0) return;
        lines[at] = lines[at][..start].TrimEnd() + " &m " + lines[at][start..];
        var to = random.Next(lines.Count);
        lines.Insert(to, new string(' ', Start(lines[to])) + Pick(["<<: *m", "<<: [*m]", "<<: [*m, *m]", "<<: {a: b}", "? <<\n: *m", "\"<<\": *m", "<<: null", "!!merge <<: *m", "<<: *m\n<<: *m"]));
    }

    /// <summary>Where the content of a line starts, after indentation and dashes.</summary>
    static int Start(string line)
    {
        var at = 0;
        while (at < line.Length && (line[at] == ' ' || (line[at] == '-' && at + 1 < line.Length && line[at + 1] == ' '))) at++;
        return at;
    }

    /// <summary>Where the value of a line starts (its end if it has none), and where its key does; -1 without a value.</summary>
    static (int Value, int Key) Value(string line)
    {
        var key = Start(line);
        var colon = line.IndexOf(": ", key, StringComparison.Ordinal);
        if (colon >= 0) return (colon + 2, key);
        if (line.EndsWith(':')) return (line.Length, key);
        return key > 1 && line[key - 2] == '-' ? (key, key) : (-1, key);
    }

    static int EndOfBlock(List<string> lines, int at)
    {
        var indent = lines[at].Length - lines[at].TrimStart(' ').Length;
        var end = at + 1;
        while (end < lines.Count && lines[end].Length - lines[end].TrimStart(' ').Length > indent) end++;
        return end;
    }
}
