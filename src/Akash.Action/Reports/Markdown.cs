using System.Text;

namespace Akash.Action.Reports;

/// <summary>Text of others inside Markdown: nothing in it is markup, mentions nobody, and ends no code block.</summary>
static class Markdown
{
    const string Special = "\\`*_{}[]<>()#+-!|~@&";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is '\r' or '\n') escaped.Append(' ');
            else if (letter is '<') escaped.Append("&lt;");
            else if (letter is '@') escaped.Append("&#64;");
            else if (Special.Contains(letter)) escaped.Append('\\').Append(letter);
            else escaped.Append(letter);
        }

        return escaped.ToString();
    }

    public static string Code(string text)
    {
        var clean = text.ReplaceLineEndings(" ");
        var fence = new string('`', LongestRun(clean) + 1);
        // In a table also a code span ends at a bar.
        return $"{fence}{(fence.Length > 1 ? " " : "")}{clean.Replace("|", "\\|")}{(fence.Length > 1 ? " " : "")}{fence}";
    }

    public static string CodeBlock(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        var fence = new string('`', Math.Max(2, LongestRun(text)) + 1);
        return $"{fence}text\n{text}\n{fence}\n";
    }

    public static string Link(Uri uri) => uri.Scheme is "http" or "https" ? $"<{uri.AbsoluteUri}>" : Code(uri.ToString());

    static int LongestRun(string text)
    {
        var (longest, current) = (0, 0);
        foreach (var letter in text)
        {
            current = letter is '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
