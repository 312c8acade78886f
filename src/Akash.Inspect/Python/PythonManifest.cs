using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Akash.Inspect.Python;

/// <summary>How a Python project's dependencies are installed into the environment that is already active.</summary>
/// <param name="Tool">Installed before, outside that environment; null for pip.</param>
/// <param name="Manifests">Copied before the source, so that a change of source does not install again.</param>
sealed record PythonInstaller(string Name, string? Tool, string Command, ImmutableArray<string> Manifests, bool NeedsSource = false);

/// <summary>The dependencies a Python project names, with where.</summary>
sealed partial class PythonManifest
{
    readonly Dictionary<string, Evidence> _packages = new(StringComparer.OrdinalIgnoreCase);

    PythonManifest(IEnumerable<RepositoryText> files)
    {
        foreach (var file in files) Collect(file);
    }

    /// <summary>Where a dependency is named; null when it is not.</summary>
    public Evidence? this[string package] => _packages.GetValueOrDefault(Normalize(package));

    public static PythonManifest Read(RepositorySnapshot repository) => new(
        repository.Paths
            .Where(path => path is "pyproject.toml" or "Pipfile" or "setup.py" or "setup.cfg"
                || (path.EndsWith(".txt", StringComparison.Ordinal) && path[(path.LastIndexOf('/') + 1)..].StartsWith("requirements", StringComparison.Ordinal))
                || (path.StartsWith("requirements/", StringComparison.Ordinal) && path.EndsWith(".txt", StringComparison.Ordinal)))
            .Select(repository.Read).OfType<RepositoryText>());

    /// <summary>First hit, lockfile first (spec/detection.md section 3.4); null when nothing is to be installed.</summary>
    public static (PythonInstaller Installer, Evidence Evidence)? Installer(RepositorySnapshot repository)
    {
        if (repository.Has("uv.lock"))
            return (new("uv", "uv", "uv sync --locked --no-dev --no-editable --active", ["pyproject.toml", "uv.lock"], NeedsSource: true), new("uv.lock"));
        if (repository.Has("poetry.lock"))
            return (new("poetry", "poetry", "poetry install --only main --no-root --no-interaction", ["pyproject.toml", "poetry.lock"]), new("poetry.lock"));
        if (repository.FirstOf("Pipfile.lock", "Pipfile") is { } pipfile)
            return (new("pipenv", "pipenv", pipfile == "Pipfile" ? "pipenv install --skip-lock" : "pipenv install --deploy --ignore-pipfile", ["Pipfile", "Pipfile.lock"]), new(pipfile));
        if (repository.FirstOf("requirements.txt", "requirements/prod.txt", "requirements/production.txt", "requirements/base.txt") is { } requirements)
            return (new("pip", null, $"pip install --no-cache-dir -r {requirements}", [requirements], RefersToFiles(repository, requirements)), new(requirements));
        if (repository.FirstOf("pyproject.toml", "setup.py") is { } project)
            return (new("pip", null, "pip install --no-cache-dir .", [project], NeedsSource: true), new(project));
        return null;
    }

    static bool RefersToFiles(RepositorySnapshot repository, string requirements) =>
        repository.Read(requirements) is { } text && text.Lines.Any(line => line.StartsWith('-') || line.StartsWith('.') || line.Contains("file:", StringComparison.Ordinal));

    void Collect(RepositoryText file)
    {
        var pattern = file.Path.EndsWith(".txt", StringComparison.Ordinal) ? RequirementLine() : QuotedOrKey();
        for (var index = 0; index < file.Lines.Length; index++)
            foreach (Match match in pattern.Matches(file.Lines[index]))
            {
                var name = match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value;
                _packages.TryAdd(Normalize(name), new(file.Path, index + 1));
            }
    }

    static string Normalize(string package) => Separators().Replace(package.ToLowerInvariant(), "-");

    [GeneratedRegex(@"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")]
    private static partial Regex RequirementLine();

    [GeneratedRegex(@"[""']([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*(?:[<>=!~;@ ][^""']*)?[""']|^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*=")]
    private static partial Regex QuotedOrKey();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
