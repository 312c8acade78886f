using System.Text.Json;

namespace Akash.Deploy.Images;

/// <summary>Pushes images with the engine, and asks it what it knows of them.</summary>
sealed class ImagePusher(DockerCli docker, IDeployReporter reporter)
{
    /// <param name="credentials">Null to push with what the user's own docker is logged in with.</param>
    /// <returns>The digest under which the registry has it now.</returns>
    /// <exception cref="ImageException">The registry did not take it.</exception>
    public async Task<string> PushAsync(ImageReference image, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        using var config = credentials is null ? null : new TemporaryFolder();
        var program = config is null ? docker : await LogInAsync(config, image, credentials!, cancellationToken);
        var run = await program.RunAsync(["push", image.ToString()], cancellationToken, reporter.Info);
        if (!run.Succeeded)
            throw new ImageException(ImageFailure.PushFailed, $"{image} could not be pushed", PushAdvice(image, credentials), run.LastLines);

        return await FindDigestAsync(image, cancellationToken)
            ?? throw new ImageException(ImageFailure.PushFailed, $"the engine names no digest for {image} after pushing it");
    }

    /// <summary>Has the engine pull an image, for registries only the engine can reach.</summary>
    /// <returns>The digest, or null when there is no such image.</returns>
    public async Task<string?> PullAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var run = await docker.RunAsync(["pull", "--quiet", "--platform", BuildSource.Platform, image.ToString()], cancellationToken);
        return run.Succeeded ? await FindDigestAsync(image, cancellationToken) : null;
    }

    async Task<string?> FindDigestAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var run = await docker.RunAsync(["image", "inspect", "--format", "{{json .RepoDigests}}", image.ToString()], cancellationToken);
        if (!run.Succeeded) return null;
        using var digests = JsonDocument.Parse(run.Output);
        if (digests.RootElement.ValueKind is not JsonValueKind.Array) return null;
        return digests.RootElement.EnumerateArray()
            .Select(item => ImageReference.TryParse(item.GetString() ?? "", out var reference, out _) ? reference : null)
            .FirstOrDefault(reference => reference is not null && reference.SameRepositoryAs(image))?.Digest;
    }

    /// <summary>Logs in inside a configuration of its own, so that the user's stays as it is and nothing is left behind.</summary>
    async Task<DockerCli> LogInAsync(TemporaryFolder config, ImageReference image, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var endpoint = await docker.RunAsync(["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], cancellationToken);
        var program = docker.With("DOCKER_CONFIG", config.Path);
        // The context that leads to the engine is part of the configuration that is left behind.
        if (endpoint.Succeeded && endpoint.Output.Trim() is { Length: > 0 } host) program = program.With("DOCKER_HOST", host);

        string[] server = image.Registry == ImageReference.DockerHub ? [] : [image.Registry];
        var run = await program.RunAsync(
            ["login", "--username", credentials.Username, "--password-stdin", .. server], cancellationToken, input: credentials.Password);
        return run.Succeeded
            ? program
            : throw new ImageException(
                ImageFailure.PushFailed, $"{image.Registry} refuses the login of {credentials.Username}",
                "check registry-username and registry-password", run.LastLines);
    }

    static string PushAdvice(ImageReference image, RegistryCredentials? credentials) => (image.Registry, credentials) switch
    {
        ("ghcr.io", _) => "give the job 'permissions: packages: write', and let the package's settings allow this repository to write",
        (_, null) => "give registry-username and registry-password, or log in before this step",
        _ => "check that the account may push to this repository",
    };
}
