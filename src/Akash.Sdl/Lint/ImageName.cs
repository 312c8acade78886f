namespace Akash.Sdl.Lint;

/// <summary>The parts of an image reference.</summary>
/// <param name="Repository">Without registry and namespace: <c>postgres</c> of <c>docker.io/library/postgres:16</c>.</param>
/// <param name="Tag">Null where there is none.</param>
readonly record struct ImageName(string Repository, string? Tag, bool HasDigest)
{
    public static ImageName Parse(string image)
    {
        var digest = image.IndexOf('@');
        var name = digest < 0 ? image : image[..digest];
        var last = name[(name.LastIndexOf('/') + 1)..];
        var colon = last.IndexOf(':');
        return new ImageName((colon < 0 ? last : last[..colon]).ToLowerInvariant(), colon < 0 ? null : last[(colon + 1)..], digest >= 0);
    }
}
