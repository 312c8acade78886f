using System.Text.RegularExpressions;

namespace Akash.Inspect;

/// <summary>What source text says of the port it listens on, the address it binds and the routes it answers.</summary>
static partial class SourceScan
{
    /// <summary>A port literal, whatever the language; null when the sources name none.</summary>
    public static Found<int>? Port(IEnumerable<RepositoryText> sources)
    {
        foreach (var source in sources)
        {
            foreach (Match match in PortLiteral().Matches(source.Text))
            {
                var digits = match.Groups.Values.Skip(1).First(group => group.Success).Value;
                if (StartCommand.ValidPort(digits) is { } port) return new(port, "the source names it", source.AtOffset(match.Index));
            }
        }
        return null;
    }

    /// <summary>A route whose name promises a health answer.</summary>
    public static Found<string>? HealthPath(IEnumerable<RepositoryText> sources)
    {
        foreach (var source in sources)
            if (HealthRoute().Match(source.Text) is { Success: true } match)
                return new(match.Groups[1].Value, "a route of the source", source.AtOffset(match.Index));
        return null;
    }

    /// <summary>A listen call bound to the loopback, which nothing outside the container can reach.</summary>
    public static Note? LoopbackBinding(IEnumerable<RepositoryText> sources)
    {
        foreach (var source in sources)
            if (Loopback().Match(source.Text) is { Success: true } match)
                return new(
                    "RUN003", "the server listens on the loopback only, so nothing outside its container can reach it",
                    "listen on 0.0.0.0 instead", source.AtOffset(match.Index));
        return null;
    }

    [GeneratedRegex(
        @"(?:process\.env\.PORT|process\.env\[['""]PORT['""]\]|Bun\.env\.PORT)\s*(?:\|\||\?\?)\s*['""]?(\d{2,5})"
        + @"|(?:os\.environ\.get|os\.getenv|ENV\.fetch|getenv)\(\s*['""]PORT['""]\s*,\s*['""]?(\d{2,5})"
        + @"|\.listen\(\s*(?:\{\s*port:\s*)?(\d{2,5})"
        + @"|\b(?:const|let|var)\s+port\s*=\s*(\d{2,5})"
        + @"|\.run\([^)\n]*\bport\s*=\s*(\d{2,5})"
        + @"|Server\(\s*\(\s*['""][^'""]*['""]\s*,\s*(\d{2,5})"
        + @"|\bUseUrls\(\s*""https?://[^:""]+:(\d{2,5})"
        + @"|\bListenAnyIP\(\s*(\d{2,5})",
        RegexOptions.IgnoreCase)]
    private static partial Regex PortLiteral();

    [GeneratedRegex(@"['""`](/(?:api/)?(?:health|healthz|healthcheck|livez|readyz|ready|ping|up|_health))['""`]")]
    private static partial Regex HealthRoute();

    [GeneratedRegex(@"\.listen\([^)\n]*['""](?:127\.0\.0\.1|localhost)['""]|\.run\([^)\n]*host\s*=\s*['""](?:127\.0\.0\.1|localhost)['""]")]
    private static partial Regex Loopback();
}
