namespace Akash.Deploy.Images;

/// <summary>Builds images with the docker found on the PATH.</summary>
sealed class ImageBuilder(BuildTool tool, IDeployReporter reporter)
{
    /// <summary>Variables that docker itself reads: an argument of such a name has to go onto the command line.</summary>
    static readonly string[] ReadByDocker = ["PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_BUILDKIT", "DOCKER_CONTEXT"];

    /// <exception cref="ImageException">The build failed; the last lines say how.</exception>
    public async Task BuildAsync(BuildSource source, ImageReference image, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var dockerfile = source.DockerfilePath ?? folder.Write("Dockerfile", source.Dockerfile);
        var context = source.Context;
        if (source.IgnoreIsGenerated && tool.Kind is not BuilderKind.Legacy) folder.Write("Dockerfile.dockerignore", source.Ignore!);
        else if (NeedsCopy(source)) context = Copy(source, folder, cancellationToken);

        var docker = source.Arguments.Where(argument => !ReadByDocker.Contains(argument.Key))
            .Aggregate(tool.Docker, (program, argument) => program.With(argument.Key, argument.Value));
        var run = await docker.RunAsync(Arguments(source, image, dockerfile, context), cancellationToken, reporter.Info);
        if (!run.Succeeded)
            throw new ImageException(
                ImageFailure.BuildFailed, $"the image does not build (docker ended with {run.ExitCode})",
                source.DockerfilePath is null ? "add a Dockerfile of your own if the generated one does not fit" : "the last lines of the build say which step failed",
                run.LastLines);
    }

    IEnumerable<string> Arguments(BuildSource source, ImageReference image, string dockerfile, string context) =>
    [
        .. tool.Kind is BuilderKind.Buildx ? (string[])["buildx", "build", "--load"] : ["build"],
        "--platform", BuildSource.Platform,
        .. tool.Kind is BuilderKind.Legacy ? (string[])[] : ["--progress", "plain"],
        "--file", dockerfile,
        "--tag", image.ToString(),
        // Without a value docker takes it from the environment, so that it shows in no list of processes.
        .. source.Arguments.SelectMany(argument =>
            (string[])["--build-arg", ReadByDocker.Contains(argument.Key) ? $"{argument.Key}={argument.Value}" : argument.Key]),
        context,
    ];

    /// <summary>The legacy builder reads only the context's own .dockerignore.</summary>
    bool NeedsCopy(BuildSource source) =>
        tool.Kind is BuilderKind.Legacy && (source.IgnoreIsGenerated || (source.DockerfilePath is { } own && File.Exists(own + ".dockerignore")));

    static string Copy(BuildSource source, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(folder.Path, "context");
        Directory.CreateDirectory(copy);
        BuildContext.CopyTo(source, copy, cancellationToken);
        return copy;
    }
}
