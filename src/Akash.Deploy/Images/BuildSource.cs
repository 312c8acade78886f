using System.Collections.Immutable;

namespace Akash.Deploy.Images;

/// <summary>Everything an image is built from.</summary>
/// <param name="Context">Absolute folder.</param>
/// <param name="DockerfilePath">Absolute, or null when the Dockerfile is generated.</param>
/// <param name="Ignore">The text of the ignore file in force, or null for none.</param>
/// <param name="IgnoreIsGenerated">The context has no such file itself.</param>
/// <param name="Arguments">Build arguments.</param>
/// <param name="Unrelated">Files of the context, relative, that this action itself writes there: they are not the user's source.</param>
public sealed record BuildSource(
    string Context, string? DockerfilePath, string Dockerfile, string? Ignore, bool IgnoreIsGenerated,
    ImmutableSortedDictionary<string, string> Arguments, ImmutableArray<string> Unrelated)
{
    /// <summary>Providers run this and nothing else.</summary>
    public const string Platform = "linux/amd64";

    /// <summary>A build by the repository's own Dockerfile.</summary>
    /// <param name="dockerfile">Relative to the context, or absolute.</param>
    /// <exception cref="ImageException">There is no such file.</exception>
    public static BuildSource Of(string context, string dockerfile, IReadOnlyDictionary<string, string> arguments, params ImmutableArray<string> unrelated)
    {
        var folder = Path.GetFullPath(context);
        var path = Path.GetFullPath(dockerfile, folder);
        if (!File.Exists(path))
            throw new ImageException(ImageFailure.BuildFailed, $"there is no Dockerfile at {dockerfile}", "name it in the dockerfile input, or leave that out to have one generated");

        // BuildKit prefers an ignore file that belongs to this Dockerfile alone.
        var ignore = new[] { path + ".dockerignore", Path.Combine(folder, ".dockerignore") }.FirstOrDefault(File.Exists);
        return new(
            folder, path, File.ReadAllText(path), ignore is null ? null : File.ReadAllText(ignore), false,
            arguments.ToImmutableSortedDictionary(StringComparer.Ordinal), unrelated);
    }

    /// <summary>A build by a generated Dockerfile; nothing is written into the context.</summary>
    /// <param name="ignore">Generated too, or null where the context has its own or needs none.</param>
    public static BuildSource Generated(string context, string dockerfile, string? ignore, IReadOnlyDictionary<string, string> arguments, params ImmutableArray<string> unrelated)
    {
        var folder = Path.GetFullPath(context);
        var own = Path.Combine(folder, ".dockerignore");
        var hasOwn = File.Exists(own);
        return new(
            folder, null, dockerfile, hasOwn ? File.ReadAllText(own) : ignore, !hasOwn && ignore is not null,
            arguments.ToImmutableSortedDictionary(StringComparer.Ordinal), unrelated);
    }
}
