using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Akash.Sizing;

namespace Akash.Inspect;

/// <summary>What a repository is and needs.</summary>
/// <param name="Name">A valid service name made of the repository's own name.</param>
/// <param name="Application">What would be built without a Dockerfile; null when nothing known was found.</param>
/// <param name="Dockerfile">The repository's own; it beats <paramref name="Application"/>.</param>
/// <param name="SdlPath">The repository's own SDL, or null.</param>
/// <param name="HasDockerIgnore">Whether the repository says itself what a build leaves out.</param>
/// <param name="Ai">The model or framework that asks for a GPU or much memory, or null.</param>
public sealed record Inspection(
    string Name, Application? Application, ExistingDockerfile? Dockerfile, string? SdlPath, bool HasDockerIgnore,
    AiWorkload? Ai, ImmutableArray<Note> Notes)
{
    /// <summary>The port the image listens on, or null when none was found.</summary>
    public Found<int>? Port => Dockerfile is null ? Application?.Port : Dockerfile.Port ?? Application?.Port;

    /// <summary>What answers 2xx or 3xx once it is up.</summary>
    public Found<string>? HealthPath => Ai?.HealthPath ?? Application?.HealthPath;

    /// <summary>Whether an image can be built: by the repository's Dockerfile or a generated one.</summary>
    [JsonIgnore]
    public bool CanBuild => Dockerfile is not null || Application is not null;
}

public enum ApplicationKind
{
    /// <summary>Listens for HTTP.</summary>
    [JsonStringEnumMemberName("web")]
    Web,

    /// <summary>Files served by a web server.</summary>
    [JsonStringEnumMemberName("static")]
    Static,

    /// <summary>Listens on nothing.</summary>
    [JsonStringEnumMemberName("worker")]
    Worker,
}

/// <summary>One application as its ecosystem understands it.</summary>
public sealed record Application
{
    /// <summary>The id of the ecosystem, such as node.</summary>
    public required string Ecosystem { get; init; }

    public required ApplicationKind Kind { get; init; }

    public Found<string>? Framework { get; init; }

    /// <summary>The version of the language or runtime.</summary>
    public Found<string>? Runtime { get; init; }

    public Found<string>? PackageManager { get; init; }

    public Found<string>? Build { get; init; }

    /// <summary>The command that runs it; null for static files.</summary>
    public Found<string>? Start { get; init; }

    /// <summary>What is served, relative to the repository; null for a program.</summary>
    public Found<string>? StaticDirectory { get; init; }

    /// <summary>Null for a worker.</summary>
    public Found<int>? Port { get; init; }

    public Found<string>? HealthPath { get; init; }

    public required ResourceDefaults Resources { get; init; }

    /// <summary>What a build leaves out besides what none ever needs.</summary>
    [JsonIgnore]
    public ImmutableArray<string> DockerIgnore { get; init; } = [];

    /// <summary>The Dockerfile that would be generated.</summary>
    [JsonIgnore]
    public string Dockerfile { get; init; } = "";
}

/// <summary>What a replica asks for when nobody says otherwise (spec/detection.md section 2.9).</summary>
/// <param name="For">The class of application, for people.</param>
public sealed record ResourceDefaults(int CpuMillicores, int MemoryMiB, int StorageMiB, string For);

/// <summary>The repository's own Dockerfile.</summary>
/// <param name="Port">From EXPOSE or ENV PORT; null when it names none.</param>
/// <param name="BaseImages">Of every stage that is not another stage.</param>
public sealed record ExistingDockerfile(string Path, Found<int>? Port, ImmutableArray<string> BaseImages);

/// <summary>An AI server or framework the repository names, and what it needs.</summary>
public sealed record AiWorkload(Found<Engine> Engine, Found<string>? Model, Found<string>? HealthPath, ResourceNeed Need);
