namespace Akash.Inspect.Ai;

/// <summary>The texts that may name an engine or a model: manifests, commands, sources.</summary>
sealed record AiTexts(IReadOnlyList<RepositoryText> Manifests, IReadOnlyList<RepositoryText> Commands, IReadOnlyList<RepositoryText> Sources)
{
    const int MostSources = 200;

    public IEnumerable<RepositoryText> All => [.. Commands, .. Manifests, .. Sources];

    public static AiTexts Of(RepositorySnapshot repository)
    {
        RepositoryText[] Texts(Func<string, bool> wanted) =>
            [.. repository.Paths.Where(wanted).Take(MostSources).Select(repository.Read).OfType<RepositoryText>()];

        return new(
            Texts(path => PythonManifest(path) || FileName(path) is "package.json"),
            Texts(path => FileName(path) is "Procfile" or "Modelfile" or ".env.example" or ".env.sample" || IsDockerfile(path) || path.EndsWith(".sh", StringComparison.Ordinal)),
            Texts(path => path.EndsWith(".py", StringComparison.Ordinal)));
    }

    static bool IsDockerfile(string path) => FileName(path).StartsWith("Dockerfile", StringComparison.Ordinal);

    static bool PythonManifest(string path) =>
        FileName(path) is "pyproject.toml" or "Pipfile" or "setup.py" or "environment.yml"
        || (FileName(path).StartsWith("requirements", StringComparison.Ordinal) && path.EndsWith(".txt", StringComparison.Ordinal));

    static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
