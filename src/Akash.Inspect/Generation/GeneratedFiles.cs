using System.Collections.Immutable;
using Akash.Sdl;

namespace Akash.Inspect;

/// <summary>What to write where the repository brings nothing.</summary>
/// <param name="ImageName">Written as the image; null leaves the key out, for the deploy to fill with what it builds.</param>
public sealed record GenerateOptions(string? ImageName = null)
{
    /// <summary>Changes the resources that were found, before a price is set for them.</summary>
    public Func<SdlResources, SdlResources> Resize { get; init; } = resources => resources;
}

/// <summary>The files a deploy uses where the repository has none of its own; null where it has, or where they cannot be made.</summary>
/// <param name="Explanation">For people: what each figure rests on.</param>
/// <param name="Missing">What stands in the way of a deployment, with what to add; empty when nothing does.</param>
public sealed record GeneratedFiles(
    string? Dockerfile, string? DockerIgnore, string? Sdl, ImmutableArray<string> Explanation, ImmutableArray<Note> Missing);
