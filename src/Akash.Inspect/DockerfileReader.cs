using System.Text.RegularExpressions;

namespace Akash.Inspect;

/// <summary>Reads what a repository's own Dockerfile says of itself.</summary>
static partial class DockerfileReader
{
    static readonly int[] Preferred = [80, 8080, 3000, 8000, 5000];

    public static ExistingDockerfile? Find(RepositorySnapshot repository)
    {
        var path = repository.FirstOf("Dockerfile", "Containerfile", "docker/Dockerfile", "deploy/Dockerfile", ".docker/Dockerfile", "Dockerfile.prod");
        return path is not null && repository.Read(path) is { } text ? Read(text) : null;
    }

    static ExistingDockerfile Read(RepositoryText text)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var bases = new List<string>();
        foreach (Match from in From().Matches(text.Text))
        {
            if (!stages.Contains(from.Groups[1].Value)) bases.Add(from.Groups[1].Value);
            if (from.Groups[2].Success) stages.Add(from.Groups[2].Value);
        }
        return new(text.Path, Exposed(text) ?? PortVariable(text), [.. bases.Distinct()]);
    }

    /// <summary>The port of the last stage's EXPOSE; when several, the one that is usually HTTP.</summary>
    static Found<int>? Exposed(RepositoryText text)
    {
        var lastFrom = From().Matches(text.Text).Select(match => match.Index).DefaultIfEmpty(0).Last();
        var ports = Expose().Matches(text.Text)
            .Where(match => match.Index > lastFrom)
            .SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), (match, word) => (match, word))
            .Where(pair => !pair.word.EndsWith("/udp", StringComparison.OrdinalIgnoreCase))
            .Select(pair => (pair.match, Port: StartCommand.ValidPort(pair.word.Split('/')[0])))
            .Where(pair => pair.Port is not null)
            .ToArray();
        if (ports.Length == 0) return null;

        var chosen = ports.FirstOrDefault(pair => Preferred.Contains(pair.Port!.Value));
        if (chosen.Port is null) chosen = ports[0];
        return new(chosen.Port!.Value, "the Dockerfile exposes it", text.AtOffset(chosen.match.Index));
    }

    static Found<int>? PortVariable(RepositoryText text) =>
        EnvPort().Match(text.Text) is { Success: true } match && StartCommand.ValidPort(match.Groups[1].Value) is { } port
            ? new(port, "the Dockerfile sets PORT", text.AtOffset(match.Index))
            : null;

    [GeneratedRegex(@"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex From();

    [GeneratedRegex(@"^[ \t]*EXPOSE[ \t]+([^\r\n#]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Expose();

    [GeneratedRegex(@"^[ \t]*ENV[ \t]+(?:\S+=\S+[ \t]+)*PORT[= ](\d{2,5})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex EnvPort();
}
