using System.Collections.Immutable;
using Akash.Sdl;

namespace Akash.Inspect;

/// <summary>From an inspection to the Dockerfile, .dockerignore and SDL the repository does not bring.</summary>
public static class Generator
{
    static readonly string[] AlwaysIgnored =
    [
        ".git", ".github", ".dockerignore", "Dockerfile", "deploy.yaml", "deploy.yml", ".akash", "**/.DS_Store", "**/*.pem", "**/*.key", ".env", ".env.*", "!.env.example",
    ];

    public static GeneratedFiles Generate(Inspection inspection, GenerateOptions? options = null)
    {
        var dockerfile = inspection.Dockerfile is null ? inspection.Application?.Dockerfile : null;
        var ignore = dockerfile is not null && !inspection.HasDockerIgnore ? DockerIgnore(inspection.Application!) : null;
        var explanation = ImmutableArray.CreateBuilder<string>();
        if (dockerfile is not null) explanation.AddRange(About(inspection.Application!, inspection.HealthPath));

        string? sdl = null;
        if (inspection.SdlPath is null && inspection.CanBuild && inspection.Port is { } port)
        {
            var document = SdlDraft.Of(inspection, port, options ?? new());
            sdl = SdlWriter.Write(document);
            explanation.AddRange(document.Services[0].Resources.Comment);
        }
        var missing = dockerfile is null && sdl is null && inspection is { Dockerfile: not null, SdlPath: not null } ? [] : Missing(inspection);
        return new(dockerfile, ignore, sdl, explanation.ToImmutable(), missing);
    }

    /// <summary>Only what keeps an image or an SDL from being made.</summary>
    static ImmutableArray<Note> Missing(Inspection inspection) =>
    [
        .. inspection.Notes.Where(note => note.Code is "DET001" or "GPU001" || (note.Code is "RUN004" or "RUN005" && inspection.Port is null && inspection.SdlPath is null)),
    ];

    static string DockerIgnore(Application application) => string.Join('\n', AlwaysIgnored.Concat(application.DockerIgnore)) + "\n";

    static IEnumerable<string> About(Application application, Found<string>? healthPath)
    {
        yield return $"{application.Ecosystem} {application.Kind.ToString().ToLowerInvariant()} application";
        if (application.Framework is { } framework) yield return $"framework: {framework}";
        if (application.Runtime is { } runtime) yield return $"runtime version: {runtime}";
        if (application.PackageManager is { } manager) yield return $"package manager: {manager}";
        if (application.Build is { } build) yield return $"build: {build}";
        if (application.StaticDirectory is { } directory) yield return $"served folder: {directory}";
        if (application.Start is { } start) yield return $"start: {start}";
        if (application.Port is { } port) yield return $"port: {port}";
        if (healthPath is { } path) yield return $"health path: {path}";
    }
}
