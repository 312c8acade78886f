using System.Collections.Immutable;

namespace Akash.Deploy.Images;

/// <summary>An image as its registry describes it.</summary>
/// <param name="Reference">With the digest of the manifest or index asked for.</param>
/// <param name="Platforms">What it runs on, such as linux/amd64.</param>
public sealed record RemoteImage(ImageReference Reference, ImmutableArray<string> Platforms)
{
    public bool RunsOnAkash => Platforms.Contains(BuildSource.Platform);
}
