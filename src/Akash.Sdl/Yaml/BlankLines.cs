using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace Akash.Sdl.Yaml;

/// <summary>Tabs on lines that hold nothing else, or a comment, which js-yaml passes over and YamlDotNet's scanner takes for indentation.</summary>
static partial class BlankLines
{
    /// <summary>The same text with spaces for those tabs; null where the error is another, or there are none.</summary>
    public static string? Straighten(string text, YamlException error)
    {
        if (!error.Message.Contains(" tab ", StringComparison.Ordinal)) return null;
        var straight = BlankLine().Replace(text, line => new string(' ', line.Length));
        return straight == text ? null : straight;
    }

    [GeneratedRegex(@"(?<=^|[\r\n])[ \t]*\t[ \t]*(?=[\r\n#]|\z)")]
    private static partial Regex BlankLine();
}
