using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Akash.Deploy.Images;

/// <summary>Reads manifests as the engine of a provider would: OCI distribution over HTTPS, plain HTTP on the loopback alone.</summary>
public sealed class RegistryClient(HttpClient http)
{
    const int LargestManifest = 4 * 1024 * 1024;

    static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    /// <summary>Looks an image up by tag or digest.</summary>
    /// <returns>Null when the registry knows no such image.</returns>
    /// <exception cref="ImageException">Denied, or the registry does not answer.</exception>
    public async Task<RemoteImage?> FindAsync(ImageReference image, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var session = new RegistrySession(http, image, credentials);
        using var response = await session.GetAsync($"manifests/{image.Digest ?? image.Tag ?? "latest"}", ManifestTypes, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound) return null;

        var body = await ReadAsync(response, image, cancellationToken);
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
        if (image.Digest is { } asked && asked.StartsWith("sha256:", StringComparison.Ordinal) && asked != digest)
            throw new ImageException(ImageFailure.RegistryUnavailable, $"{image.Registry} answered with other content than {asked}");
        return new(image.WithDigest(digest), await PlatformsAsync(session, image, body, cancellationToken));
    }

    /// <summary>Makes sure that a provider will be able to pull and run an image.</summary>
    /// <param name="credentials">What the provider pulls with; null when it pulls without.</param>
    /// <exception cref="ImageException">It would not; the advice says what to add.</exception>
    public async Task<RemoteImage> RequirePullableAsync(ImageReference image, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var found = await FindAsync(image, credentials, cancellationToken)
            ?? throw new ImageException(ImageFailure.NotFound, $"{image} does not exist", "check its name and tag; a private image may look absent without pull-username and pull-password");
        return found.RunsOnAkash
            ? found
            : throw new ImageException(
                ImageFailure.WrongPlatform, $"{image} is for {string.Join(", ", found.Platforms)}, and providers run {BuildSource.Platform}",
                $"build it for {BuildSource.Platform}");
    }

    static async Task<byte[]> ReadAsync(HttpResponseMessage response, ImageReference image, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > LargestManifest)
            throw new ImageException(ImageFailure.RegistryUnavailable, $"{image.Registry} answers with a manifest of more than {LargestManifest} bytes");
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    static async Task<ImmutableArray<string>> PlatformsAsync(RegistrySession session, ImageReference image, byte[] manifest, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest);
            var root = document.RootElement;
            if (root.TryGetProperty("manifests", out var manifests))
                return [.. manifests.EnumerateArray().Where(entry => entry.TryGetProperty("platform", out _)).Select(entry => Platform(entry.GetProperty("platform")))];

            var digest = root.GetProperty("config").GetProperty("digest").GetString()!;
            using var response = await session.GetAsync($"blobs/{digest}", [], cancellationToken);
            using var config = JsonDocument.Parse(await ReadAsync(response, image, cancellationToken));
            return [Platform(config.RootElement)];
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ImageException(ImageFailure.RegistryUnavailable, $"{image.Registry} describes {image} in a form that is not an image's", inner: malformed);
        }
    }

    static string Platform(JsonElement element) => $"{Word(element, "os")}/{Word(element, "architecture")}";

    static string Word(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "?" : "?";
}
