using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Lines such as <c>%YAML 1.1</c> before the document.</summary>
static class Directives
{
    /// <summary>The text with directives that need no attention turned into comments, or null where one is refused.</summary>
    public static string? Prepare(string text, FlavorRules rules, Findings findings)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;

        char[]? changed = null;
        var (line, start, any) = (1, 0, false);
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var content = text.AsSpan(start, end - start).TrimEnd('\r');
            if (content is ['%', ..])
            {
                any = true;
                if (Fault(content[1..].ToString(), rules) is { } fault) return Refuse(findings, line, content.Length, fault);
                if (!content.StartsWith("%TAG")) (changed ??= text.ToCharArray())[start] = '#';
            }
            else if (!content.TrimStart().IsEmpty && content.TrimStart()[0] != '#')
            {
                break;
            }

            start = end + 1;
            line++;
        }

        if (any && !text.AsSpan(Math.Min(start, text.Length)).StartsWith("---")) return Refuse(findings, line, 1, "directives must end with a line `---`");
        return changed is null ? text : new string(changed);
    }

    static string? Fault(string directive, FlavorRules rules)
    {
        var words = directive.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var comment = Array.FindIndex(words, word => word.StartsWith('#'));
        if (comment > 0) words = words[..comment];
        return words switch
        {
            ["TAG", ..] => null,
            ["YAML", var version] => IsTaken(version, rules) ? null : $"YAML {version} is not read, 1.1 is",
            ["YAML", ..] => "a %YAML directive has one version",
            _ when rules.TakesAnyDirective && words.Length > 0 => null,
            _ => $"the directive '%{directive}' is unknown",
        };
    }

    static bool IsTaken(string version, FlavorRules rules) => version.Split('.') switch
    {
        ["1", var minor] => rules.TakesAnyDirective ? minor.Length > 0 && minor.All(char.IsAsciiDigit) : minor == "1",
        _ => false,
    };

    static string? Refuse(Findings findings, int line, int length, string message)
    {
        var span = new SourceSpan(new SourcePosition(line, 1), new SourcePosition(line, 1 + length));
        findings.Refuse(Rules.Directive, new Spot(new YamlScalar(new TextRange(0, 0, span), null, null, "", ScalarForm.Plain), DocPath.Root), message, "remove the directive");
        return null;
    }
}
