using System.Text.RegularExpressions;

namespace Akash.Action.Inputs;

/// <summary>One line of the input <c>env</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Service">Of the line <c>[service]</c> above; null where there is none.</param>
/// <param name="Value">Null where it comes from the step's environment.</param>
sealed record EnvLine(int Number, string? Service, string Name, string? Value);

/// <summary>Lines <c>KEY=value</c>, <c>KEY=</c> or <c>KEY</c>, with lines <c>[service]</c> between them, and comments.</summary>
static partial class EnvLines
{
    public static IEnumerable<EnvLine> Read(string text)
    {
        string? service = null;
        foreach (var (index, raw) in text.Split('\n').Index())
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (Header().Match(line) is { Success: true } header)
            {
                service = header.Groups[1].Value;
                continue;
            }

            var separator = line.IndexOf('=');
            yield return separator < 0
                ? new EnvLine(index + 1, service, line, null)
                : new EnvLine(index + 1, service, line[..separator].TrimEnd(), separator + 1 < line.Length ? line[(separator + 1)..] : null);
        }
    }

    /// <summary>As containers may have it.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>As the step's environment can bring it.</summary>
    public static bool IsVariable(string name) => Variable().IsMatch(name);

    [GeneratedRegex(@"^\[\s*([A-Za-z0-9-]+)\s*\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(@"^[-._a-zA-Z][-._a-zA-Z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
