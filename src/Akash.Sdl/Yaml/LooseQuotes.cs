using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Akash.Sdl.Yaml;

/// <summary>
/// Double-quoted text whose later lines are indented too little. Both official readers take it, YamlDotNet's scanner does not:
/// its line breaks are hidden from the scanner, and folded afterwards.
/// </summary>
static partial class LooseQuotes
{
    const char LineFeed = '\uF8A3';
    const char CarriageReturn = '\uF8A4';
    const char Joined = '\uF8A5';

    /// <summary>The same text with the breaks of the offending scalar hidden; null where the error is another.</summary>
    public static string? Hide(string text, YamlException error)
    {
        if (!error.Message.Contains("wrong indentation", StringComparison.Ordinal)) return null;
        var start = (int)error.Start.Index;
        if (start >= text.Length || text[start] != '"') return null;

        var characters = text.ToCharArray();
        var hidden = false;
        for (var i = start + 1; i < characters.Length && characters[i] != '"'; i++)
        {
            if (characters[i] == '\\' && i + 1 < characters.Length)
            {
                if (characters[i + 1] is '\n' or '\r') (characters[i], characters[i + 1], hidden) = (Joined, Joined, true);
                i++;
            }
            else if (characters[i] is '\n' or '\r')
            {
                (characters[i], hidden) = (characters[i] == '\n' ? LineFeed : CarriageReturn, true);
            }
        }

        return hidden ? new string(characters) : null;
    }

    public static string Fold(string value) => value.AsSpan().IndexOfAny(LineFeed, CarriageReturn, Joined) < 0 ? value
        : Break().Replace(Joint().Replace(value, ""), match =>
        {
            var breaks = Single().Count(match.Value);
            return breaks == 1 ? " " : new string('\n', breaks - 1);
        });

    [GeneratedRegex("\uF8A5\uF8A5\uF8A3?[ \\t]*")]
    private static partial Regex Joint();

    [GeneratedRegex("[ \\t]*[\uF8A3\uF8A4][\uF8A3\uF8A4 \\t]*")]
    private static partial Regex Break();

    [GeneratedRegex("\uF8A4\uF8A3|[\uF8A3\uF8A4]")]
    private static partial Regex Single();
}
