using System.Text.RegularExpressions;

namespace Akash.Sdl.Variables;

/// <summary>A text with variables in it: <c>${NAME}</c>, <c>${NAME:-default}</c>, and <c>$${</c> for the characters <c>${</c> themselves.</summary>
static partial class Template
{
    public const string Opening = "${";

    /// <summary>A text that stands for itself.</summary>
    public static string Escape(string text) => text.Replace(Opening, "$${", StringComparison.Ordinal);

    /// <summary>What the text is made of, in its order.</summary>
    public static IEnumerable<TemplatePart> Parse(string text)
    {
        var (from, ordinal) = (0, 0);
        for (var at = text.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Opening, from, StringComparison.Ordinal), ordinal++)
        {
            if (at > from && text[at - 1] == '$')
            {
                yield return new TemplatePart(text[from..(at - 1)] + Opening, ordinal);
                from = at + Opening.Length;
                continue;
            }

            yield return new TemplatePart(text[from..at], ordinal);
            var variable = Variable().Match(text, at);
            from = at + (variable.Success ? variable.Length : Opening.Length);
            yield return new TemplatePart(text[at..from], ordinal)
            {
                IsVariable = true,
                Name = variable.Success ? variable.Groups["name"].Value : null,
                Default = variable.Groups["default"] is { Success: true } fallback ? fallback.Value : null,
            };
        }

        yield return new TemplatePart(text[from..], ordinal);
    }

    /// <summary>Hides the braces of variables from YAML, to which they mean something inside other braces; offsets stay.</summary>
    public static string Hide(string text) => !text.Contains(Opening, StringComparison.Ordinal) ? text
        : Braced().Replace(text, match => $"${OpenStandIn}{match.ValueSpan[2..^1]}{CloseStandIn}");

    /// <summary>What was hidden.</summary>
    public static string Show(string text) =>
        text.AsSpan().IndexOfAny(OpenStandIn, CloseStandIn) < 0 ? text : text.Replace(OpenStandIn, '{').Replace(CloseStandIn, '}');

    const char OpenStandIn = '\uF8A6';
    const char CloseStandIn = '\uF8A7';

    const string Form = @"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^{}\r\n]*))?\}";

    [GeneratedRegex(Form, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Braced();

    [GeneratedRegex(@"\G" + Form, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}

/// <param name="Text">What it stands for itself, or the variable as it is written.</param>
/// <param name="Ordinal">How many <c>${</c> precede it.</param>
readonly record struct TemplatePart(string Text, int Ordinal)
{
    public bool IsVariable { get; init; }

    /// <summary>Null for a variable that cannot be read.</summary>
    public string? Name { get; init; }

    /// <summary>For a variable that is absent or empty; null where none is given.</summary>
    public string? Default { get; init; }
}
