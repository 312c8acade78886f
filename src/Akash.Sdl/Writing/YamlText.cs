using System.Text;

namespace Akash.Sdl.Writing;

/// <summary>Text as a YAML scalar that both official tools read back as the same text.</summary>
static class YamlText
{
    /// <summary>Plain where that is safe, double-quoted otherwise.</summary>
    public static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < 0x20 or (>= 0x7F and < 0xA0) => quoted.Append($"\\x{rune.Value:x2}"),
                0x2028 or 0x2029 or 0xFEFF => quoted.Append($"\\u{rune.Value:x4}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>On one line and visible, so that single quotes can hold it.</summary>
    public static bool IsPrintable(string text) => !text.Any(c => c is < ' ' or (>= '\x7F' and < '\xA0') or '\u2028' or '\u2029' or '\uFEFF');

    /// <summary>Letters first, nothing that YAML could take for syntax, and not a word or number of its own.</summary>
    static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] is '/' or '_' or '.')) return false;
        if (text[^1] is ':' or ' ') return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"/_.-:=@+,%()$ ?;*~^|".Contains(c, StringComparison.Ordinal)) return false;
        }

        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains("  ", StringComparison.Ordinal)) return false;
        return !IsWord(text) && !IsNumberLike(text);
    }

    static bool IsWord(string text) => text.ToLowerInvariant() is
        "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";

    static bool IsNumberLike(string text) =>
        text[0] == '.' && (text.Length == 1 || char.IsAsciiDigit(text[1]) || text.ToLowerInvariant() is ".inf" or ".nan");
}
