namespace Akash.Deploy.Images;

/// <summary>An image in a registry, ready to be deployed.</summary>
/// <param name="Reference">With digest.</param>
/// <param name="Built">False when the registry already had the very same build.</param>
/// <param name="Builder">What built it, for people; null when nothing did.</param>
public sealed record SuppliedImage(ImageReference Reference, bool Built, string? Builder);

/// <summary>Sees to it that a registry has the image of a source: builds and pushes only what is not there yet (contract section 4).</summary>
/// <param name="path">The PATH in which docker is looked for.</param>
public sealed class ImageSupply(RegistryClient registry, IDeployReporter reporter, string? path)
{
    /// <param name="imageName">Where it is pushed; a tag in it is replaced by the build's own.</param>
    /// <param name="credentials">For pushing; null to use what docker is logged in with.</param>
    /// <exception cref="ImageException">It could not be built or pushed.</exception>
    public async Task<SuppliedImage> ProvideAsync(
        BuildSource source, ImageReference imageName, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var image = imageName.WithTag(BuildIdentity.Tag(source, cancellationToken));
        var tool = new Lazy<Task<BuildTool>>(() => BuildTool.ProbeAsync([.. DockerCli.OnPath(path)], cancellationToken));
        if (await FindAsync(image, credentials, tool, cancellationToken) is { } digest)
        {
            reporter.Info($"{image} is in the registry already: nothing to build");
            return new(imageName.WithDigest(digest), false, null);
        }

        var found = await tool.Value;
        reporter.Info($"building {image} with {found.Description}");
        await new ImageBuilder(found, reporter).BuildAsync(source, image, cancellationToken);
        var pushed = await new ImagePusher(found.Docker, reporter).PushAsync(image, credentials, cancellationToken);
        return new(imageName.WithDigest(pushed), true, found.Description);
    }

    /// <summary>Makes sure that a provider will be able to pull an image, before anything is spent.</summary>
    /// <exception cref="ImageException">It would not; the advice says what to add.</exception>
    public async Task<RemoteImage> RequirePullableAsync(ImageReference image, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        try
        {
            return await registry.RequirePullableAsync(image, credentials, cancellationToken);
        }
        catch (ImageException unreachable) when (unreachable.Failure is ImageFailure.RegistryUnavailable && image.IsLoopback)
        {
            var tool = await BuildTool.ProbeAsync([.. DockerCli.OnPath(path)], cancellationToken);
            var digest = await new ImagePusher(tool.Docker, reporter).PullAsync(image, cancellationToken);
            return digest is null
                ? throw new ImageException(ImageFailure.NotFound, $"{image} does not exist for the engine either", "check its name and tag", inner: unreachable)
                : new(image.WithDigest(digest), [BuildSource.Platform]);
        }
    }

    /// <summary>
    /// The digest of a build that was pushed before. A loopback registry may be the engine's own loopback and not this container's:
    /// then the engine is asked.
    /// </summary>
    async Task<string?> FindAsync(ImageReference image, RegistryCredentials? credentials, Lazy<Task<BuildTool>> tool, CancellationToken cancellationToken)
    {
        try
        {
            return (await registry.FindAsync(image, credentials, cancellationToken))?.Reference.Digest;
        }
        catch (ImageException denied) when (denied.Failure is ImageFailure.Denied)
        {
            // Registries answer so about a repository that does not exist yet: pushing creates it, or says clearly why not.
            return null;
        }
        catch (ImageException unreachable) when (unreachable.Failure is ImageFailure.RegistryUnavailable && image.IsLoopback)
        {
            return await new ImagePusher((await tool.Value).Docker, reporter).PullAsync(image, cancellationToken);
        }
    }
}
