using System.Text.RegularExpressions;
using Akash.Inspect.Ai;

namespace Akash.Inspect;

/// <summary>From a repository to what it is and needs; nothing of it is run.</summary>
public static partial class Inspector
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static Inspection Inspect(string path, CancellationToken cancellationToken = default) =>
        Inspect(RepositorySnapshot.OfDirectory(path, cancellationToken));

    public static Inspection Inspect(RepositorySnapshot repository)
    {
        var detection = Ecosystems.All
            .Select(ecosystem => ecosystem.Detect(repository))
            .OfType<Detection>()
            .OrderByDescending(found => found.Score)
            .ThenBy(found => found.Application.Ecosystem, StringComparer.Ordinal)
            .FirstOrDefault();
        var dockerfile = DockerfileReader.Find(repository);
        var ai = AiDetector.Detect(repository, detection?.Application.Start, out var aiNotes);
        return new(
            ServiceName(repository.Name), detection?.Application, dockerfile,
            repository.FirstOf("deploy.yaml", "deploy.yml", ".akash/deploy.yaml"), repository.Has(".dockerignore"), ai,
            [.. Notes(repository, detection, dockerfile), .. aiNotes]);
    }

    static IEnumerable<Note> Notes(RepositorySnapshot repository, Detection? detection, ExistingDockerfile? dockerfile)
    {
        if (repository.Truncated)
            yield return new("DET006", $"only the first {RepositorySnapshot.MostFiles} files were read", "point working-directory at the application's own folder");
        if (dockerfile is not null)
        {
            if (dockerfile.Port is null && detection?.Application.Port is null)
                yield return new("RUN004", "the Dockerfile exposes no port", "add an EXPOSE line, or a deploy.yaml that names the port", new(dockerfile.Path));
            yield break;
        }
        if (detection is null)
        {
            yield return new(
                "DET001",
                "nothing that can be run was recognised: looked for a Dockerfile, " + string.Join(", ", Ecosystems.All.Select(ecosystem => ecosystem.Id)),
                "add a Dockerfile, or point working-directory at the application's folder");
            yield break;
        }
        foreach (var note in detection.Notes) yield return note;
        if (detection.Application.Kind is ApplicationKind.Worker)
            yield return new(
                "RUN005", "nothing in it listens for HTTP, and a deployment needs at least one public port",
                "add a deploy.yaml that exposes the port it listens on, or answer HTTP on $PORT");
    }

    /// <summary>What Kubernetes takes as a name: lower case letters, digits and dashes, a letter first.</summary>
    public static string ServiceName(string name)
    {
        var dashed = NotInName().Replace(name.ToLowerInvariant(), "-").Trim('-').TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        // Kubernetes would set VLLM_PORT beside a service of that name, and vLLM reads that variable as its own.
        if (dashed == "vllm") return "llm";
        return dashed.Length == 0 ? "web" : dashed[..Math.Min(dashed.Length, 40)].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInName();
}
