using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Where the mistake is that the YAML reader stumbles over later.</summary>
sealed record SyntaxPlace(SourceSpan Span, string Message, string Hint)
{
    /// <summary>Null where the reader's own words are as good.</summary>
    public static SyntaxPlace? Find(YamlSyntaxException e, string text)
    {
        if (e.Message.Contains("found invalid mapping", StringComparison.Ordinal)) return BeforeKey(e.Span, text.ReplaceLineEndings("\n").Split('\n'));
        return e.Message == "not YAML" || e.Message.Contains("flow", StringComparison.Ordinal) ? OpenBracket(text) : null;
    }

    /// <summary>A key where none can be: the line above is not what its author thinks.</summary>
    static SyntaxPlace? BeforeKey(SourceSpan span, string[] lines)
    {
        var above = Math.Min(span.Start.Line, lines.Length) - 2;
        while (above >= 0 && lines[above].AsSpan().TrimStart() is [] or ['#', ..]) above--;
        if (above < 0) return null;

        var line = lines[above].TrimEnd();
        var content = line.TrimStart();
        var place = new SourceSpan(new SourcePosition(above + 1, line.Length - content.Length + 1), new SourcePosition(above + 1, line.Length + 1));
        if (content is ['-', not (' ' or '-'), ..]) return new SyntaxPlace(place, "a space is missing after the dash", "write `- `, then the item");

        var entry = content.StartsWith("- ", StringComparison.Ordinal) ? content[2..].TrimStart() : content;
        if (entry.Contains(": ", StringComparison.Ordinal) || entry.EndsWith(':'))
        {
            return entry.EndsWith(':') || Indent(lines, span) <= line.Length - entry.Length ? null
                : new SyntaxPlace(span, "this line is indented deeper than the one above, which has a value already", "line the two up, or move the value");
        }

        var key = entry.Split(' ', 2)[0];
        return key.Contains(':', StringComparison.Ordinal)
            ? new SyntaxPlace(place, "a space is missing after the colon", "write `key: value`, with a space after the colon")
            : new SyntaxPlace(place, "a colon is missing", "write `key: value`, with a space after the colon");
    }

    static int Indent(string[] lines, SourceSpan span)
    {
        var line = lines[Math.Min(span.Start.Line, lines.Length) - 1];
        return line.Length - line.TrimStart().Length;
    }

    /// <summary>The last bracket or brace that is opened and not closed.</summary>
    static SyntaxPlace? OpenBracket(string text)
    {
        var open = new Stack<int>();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote == '"') i++;
                else if (c == quote) quote = '\0';
            }
            else if (c is '"' or '\'' && StartsValue(text, i)) quote = c;
            else if (c == '#' && (i == 0 || text[i - 1] is ' ' or '\n' or '\t')) i = text.IndexOf('\n', i) is var end and >= 0 ? end : text.Length;
            else if (c is '[' or '{' && (open.Count > 0 || StartsValue(text, i))) open.Push(i);
            else if (c is ']' or '}' && open.Count > 0) open.Pop();
        }

        if (!open.TryPop(out var at)) return null;
        var (what, close) = text[at] == '[' ? ("bracket", "]") : ("brace", "}");
        return new SyntaxPlace(new LineTable(text).Between(at, at + 1), $"a {what} is opened here and never closed", $"close it with `{close}`, or write it on lines of its own");
    }

    static bool StartsValue(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] == ' ') before--;
        return before < 0 || text[before] is ':' or '-' or ',' or '[' or '{' or '\n' && at - before > 0;
    }
}
