namespace Akash.Sdl.Writing;

/// <summary>Where things are in a text of lines.</summary>
static class TextPlaces
{
    public static int LineStart(this string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Before the line break, or at the end of the text.</summary>
    public static int LineEnd(this string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : at + end;
    }

    /// <summary>The column of a place, as spaces; the line's own indentation for its start.</summary>
    public static string IndentOf(this string text, int at)
    {
        var start = text.LineStart(at);
        if (at > start) return new string(' ', at - start);

        var end = start;
        while (end < text.Length && text[end] == ' ') end++;
        return text[start..end];
    }

    /// <summary>The end of a value without the line breaks and indentation that its last line drags along.</summary>
    public static int TrimmedEnd(this string text, int end)
    {
        while (end > 0 && IsBlank(text[end - 1])) end--;
        return end;
    }

    /// <summary>Behind an anchor and a tag.</summary>
    public static int AfterProperties(this string text, int at)
    {
        while (at < text.Length && text[at] is '&' or '!')
        {
            while (at < text.Length && !IsBlank(text[at])) at++;
            while (at < text.Length && IsBlank(text[at])) at++;
        }

        return at;
    }

    /// <summary>Other spaces, such as U+00A0, are text to YAML.</summary>
    static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';
}
