using System.Text.RegularExpressions;

namespace Akash.Deploy.Images;

/// <summary>
/// A reference to an image, read and completed as Docker does: <c>nginx</c> is <c>docker.io/library/nginx</c>.
/// </summary>
/// <param name="Registry">Host, with port where it is not the default one.</param>
/// <param name="Repository">Path within the registry.</param>
/// <param name="Digest">Such as sha256:…; where there is a tag too, the digest decides.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    public const string DockerHub = "docker.io";

    const int LongestName = 255;

    /// <summary>Registry and repository, without tag and digest.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>Whether the registry is this machine itself, which is the only place plain HTTP is fine.</summary>
    public bool IsLoopback => Loopback.Is(Registry);

    public ImageReference WithTag(string tag) => this with { Tag = tag, Digest = null };

    public ImageReference WithDigest(string digest) => this with { Tag = null, Digest = digest };

    public bool SameRepositoryAs(ImageReference other) => Name == other.Name;

    /// <summary>The complete spelling, which every engine reads alike.</summary>
    public override string ToString() => Name + (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    /// <exception cref="ImageException">It is not a valid reference; the message says why.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var problem)
            ? reference
            : throw new ImageException(ImageFailure.InvalidReference, $"'{text}' is not an image reference: {problem}", "write it as registry/owner/name:tag, in lower case");

    public static bool TryParse(string text, out ImageReference reference, out string problem)
    {
        reference = null!;
        problem = "";
        if (text.Length == 0) return Fail("it is empty", out problem);
        if (text.Any(char.IsWhiteSpace)) return Fail("it has a space", out problem);

        var (rest, digest) = SplitLast(text, '@');
        if (digest is not null && !DigestForm().IsMatch(digest)) return Fail($"'{digest}' is not a digest such as sha256: and 64 hexadecimal digits", out problem);

        var lastSlash = rest.LastIndexOf('/');
        var colon = rest.LastIndexOf(':');
        string? tag = null;
        if (colon > lastSlash) (rest, tag) = (rest[..colon], rest[(colon + 1)..]);
        if (tag is not null && !TagForm().IsMatch(tag)) return Fail($"'{tag}' is not a tag: at most 128 letters, digits, dots, dashes and underscores", out problem);
        if (BareHash().IsMatch(rest)) return Fail("64 hexadecimal digits are an image id, not a name", out problem);

        var (registry, repository) = SplitRegistry(rest);
        if (!RegistryForm().IsMatch(registry)) return Fail($"'{registry}' is not a registry host", out problem);
        if (repository.Any(char.IsAsciiLetterUpper)) return Fail("the repository must be in lower case", out problem);
        if (!RepositoryForm().IsMatch(repository)) return Fail($"'{repository}' is not a repository path", out problem);
        if (registry.Length + 1 + repository.Length > LongestName) return Fail($"the name is longer than {LongestName} characters", out problem);

        reference = new(registry, repository, tag, digest);
        return true;
    }

    static bool Fail(string what, out string problem)
    {
        problem = what;
        return false;
    }

    static (string Head, string? Tail) SplitLast(string text, char separator)
    {
        var at = text.LastIndexOf(separator);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    /// <summary>The first part is a host only if it looks like one; else the image is on Docker Hub.</summary>
    static (string Registry, string Repository) SplitRegistry(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isHost = first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        var (registry, repository) = isHost ? (first, name[(slash + 1)..]) : (DockerHub, name);
        if (registry == "index.docker.io") registry = DockerHub;
        return registry == DockerHub && !repository.Contains('/', StringComparison.Ordinal) ? (registry, "library/" + repository) : (registry, repository);
    }

    [GeneratedRegex(@"^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?\z")]
    private static partial Regex RegistryForm();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z")]
    private static partial Regex TagForm();

    [GeneratedRegex(@"^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})\z")]
    private static partial Regex DigestForm();

    [GeneratedRegex(@"^[a-f0-9]{64}\z")]
    private static partial Regex BareHash();
}
