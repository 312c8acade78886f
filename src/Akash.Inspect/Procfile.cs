using System.Text.RegularExpressions;

namespace Akash.Inspect;

/// <summary>The <c>web</c> entry of a Procfile, which says how the application is started whatever its language.</summary>
static partial class Procfile
{
    public static Found<string>? Web(RepositorySnapshot repository)
    {
        if (repository.Read("Procfile") is not { } file) return null;
        foreach (Match match in Entry().Matches(file.Text))
            if (match.Groups[1].Value == "web") return new(match.Groups[2].Value.Trim(), "the web process of the Procfile", file.AtOffset(match.Index));
        return null;
    }

    [GeneratedRegex(@"^([A-Za-z0-9_-]+):[ \t]*(.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
