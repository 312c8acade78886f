using System.Text.RegularExpressions;
using Akash.Inspect.Python;

namespace Akash.Inspect;

/// <summary>Python servers, by their framework or by the command that starts them (spec/detection.md section 3.4).</summary>
sealed partial class PythonEcosystem : IEcosystem
{
    const string DefaultVersion = "3.13";

    static readonly string[] Manifests = ["requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "uv.lock", "poetry.lock", "manage.py", "requirements/prod.txt"];
    static readonly string[] Scripts = ["main.py", "app.py", "server.py", "bot.py", "start.py", "src/main.py"];

    public string Id => "python";

    public Detection? Detect(RepositorySnapshot repository)
    {
        var manifest = PythonManifest.Read(repository);
        if (repository.FirstOf(Manifests) is null && repository.FirstOf(Scripts) is null) return null;

        var server = PythonServers.Find(repository, manifest);
        var start = Procfile.Web(repository) ?? server?.Start ?? ModelServer(repository, manifest) ?? Script(repository);
        if (start is null) return null;

        var sources = Sources(repository).ToArray();
        var port = Port(start, server, sources);
        var installer = PythonManifest.Installer(repository);
        var version = Version(repository);
        return new(ScoreOf(repository, server), new()
        {
            Ecosystem = Id,
            Kind = port is null ? ApplicationKind.Worker : ApplicationKind.Web,
            Framework = server is null ? null : new(server.Framework, "a dependency", server.Evidence),
            Runtime = version,
            PackageManager = installer is { } found ? new(found.Installer.Name, "its file is there", found.Evidence) : null,
            Start = start,
            Port = port,
            HealthPath = port is null ? null : SourceScan.HealthPath(sources) ?? new(server?.HealthPath ?? "/", server?.HealthPath is null ? "the default" : $"{server.Framework} answers it"),
            Resources = Resources(manifest, server),
            DockerIgnore = ["**/__pycache__", "**/.venv", "**/venv"],
            Dockerfile = PythonDockerfile.Write(version.Value, installer?.Installer, server?.ToInstall, start.Value, port?.Value),
        }, SourceScan.LoopbackBinding(sources) is { } loopback ? [loopback] : []);
    }

    static int ScoreOf(RepositorySnapshot repository, PythonServer? server) => (server, repository.FirstOf(Manifests)) switch
    {
        (not null, _) => Score.Framework,
        (null, not null) => Score.Manifest,
        _ => Score.EntryFile,
    };

    /// <summary>A model server among the dependencies serves by itself once a model is named.</summary>
    static Found<string>? ModelServer(RepositorySnapshot repository, PythonManifest manifest)
    {
        if (manifest["vllm"] is not { } vllm || repository.FirstOf(Scripts) is not null) return null;
        var named = Ai.ModelReferences.Find(Ai.AiTexts.Of(repository), Sizing.Engine.Vllm);
        return named is null ? null : new($"vllm serve {named.Value} --host 0.0.0.0 --port 8000", "vLLM serves the model that is named", vllm);
    }

    static Found<string>? Script(RepositorySnapshot repository) =>
        repository.FirstOf(Scripts) is { } script ? new($"python {script}", "an entry file by its name", new(script)) : null;

    static Found<int>? Port(Found<string> start, PythonServer? server, RepositoryText[] sources)
    {
        if (StartCommand.Port(start.Value) is { } named) return new(named, "the start command names it", start.Evidence);
        if (server is null) return SourceScan.Port(sources) ?? (Serves().IsMatch(start.Value) ? new(8000, "the usual one of Python servers") : null);
        return start.Value.Contains("$PORT", StringComparison.Ordinal)
            ? new(server.Port, $"the usual one of {server.Framework}; PORT is set to it")
            : SourceScan.Port(sources) ?? new Found<int>(server.Port, $"the usual one of {server.Framework}");
    }

    static ResourceDefaults Resources(PythonManifest manifest, PythonServer? server) => server?.Framework switch
    {
        "streamlit" or "gradio" or "chainlit" => new(1000, 1024, 3072, $"a {server.Framework} application"),
        "django" => new(1000, 1024, 2048, "a Django application"),
        _ when (manifest["pandas"] ?? manifest["numpy"]) is not null => new(500, 1024, 2048, "a Python server with numpy or pandas"),
        _ => new(500, 512, 2048, "a Python server"),
    };

    static IEnumerable<RepositoryText> Sources(RepositorySnapshot repository) => repository.Paths
        .Where(path => path.EndsWith(".py", StringComparison.Ordinal) && !path.Contains("test", StringComparison.OrdinalIgnoreCase))
        .Take(200).Select(repository.Read).OfType<RepositoryText>();

    static Found<string> Version(RepositorySnapshot repository)
    {
        foreach (var (file, pattern) in ((string, Regex)[])[(".python-version", Pinned()), ("runtime.txt", RuntimeTxt()), ("pyproject.toml", RequiresPython())])
        {
            if (repository.Read(file) is not { } text || pattern.Match(text.Text) is not { Success: true } match) continue;
            var asked = match.Groups["version"].Value;
            var exact = file != "pyproject.toml" || match.Groups["operator"].Value is "==" or "~=" or "^";
            return new(exact && asked.StartsWith("3.", StringComparison.Ordinal) ? asked : DefaultVersion, exact ? "pinned" : $"at least {asked} is asked for", text.AtOffset(match.Index));
        }
        return new(DefaultVersion, "the default");
    }

    [GeneratedRegex(@"^(?:cpython-)?(?<version>\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^python-(?<version>\d+\.\d+)")]
    private static partial Regex RuntimeTxt();

    [GeneratedRegex(@"^(?:requires-python|python)\s*=\s*""(?<operator>[<>=~^!]*)\s*(?<version>\d+\.\d+)", RegexOptions.Multiline)]
    private static partial Regex RequiresPython();

    [GeneratedRegex(@"\b(uvicorn|gunicorn|hypercorn|daphne|waitress-serve|vllm serve|fastapi run|streamlit|flask run|http\.server)\b")]
    private static partial Regex Serves();
}
