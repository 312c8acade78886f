namespace Akash.Deploy.Images;

enum BuilderKind
{
    /// <summary>The buildx plugin.</summary>
    Buildx,

    /// <summary>The BuildKit that older docker programs have built in.</summary>
    BuildKit,

    /// <summary>The engine's old builder.</summary>
    Legacy,
}

/// <summary>The docker program and the builder behind it that were found to work.</summary>
sealed record BuildTool(DockerCli Docker, BuilderKind Kind)
{
    public string Description => Kind switch
    {
        BuilderKind.Buildx => $"buildx through {Docker.Program}",
        BuilderKind.BuildKit => $"the BuildKit of {Docker.Program}",
        _ => $"the legacy builder through {Docker.Program}: neither buildx nor BuildKit is there",
    };

    /// <summary>Probes in the order of worth: the buildx plugin, a program whose own BuildKit works, the legacy builder.</summary>
    /// <exception cref="ImageException">No docker reaches an engine.</exception>
    public static async Task<BuildTool> ProbeAsync(IReadOnlyList<DockerCli> programs, CancellationToken cancellationToken)
    {
        var reaching = new List<DockerCli>();
        IReadOnlyList<string> problem = [];
        foreach (var program in programs)
        {
            var run = await program.RunAsync(["version", "--format", "{{.Server.Version}}"], cancellationToken);
            if (run.Succeeded) reaching.Add(program);
            else problem = run.LastLines;
        }
        if (reaching.Count == 0)
            throw new ImageException(
                ImageFailure.NoBuilder,
                programs.Count == 0 ? "there is no docker program on the PATH" : "no docker program reaches an engine",
                "install Docker, mount its socket, or give a ready image in the image input", problem);

        foreach (var program in reaching)
            if ((await program.RunAsync(["buildx", "version"], cancellationToken)).Succeeded) return new(program, BuilderKind.Buildx);
        foreach (var program in reaching.Select(program => program.With("DOCKER_BUILDKIT", "1")))
        {
            // A program without BuildKit of its own refuses even to explain itself.
            if ((await program.RunAsync(["build", "--help"], cancellationToken)).Succeeded) return new(program, BuilderKind.BuildKit);
        }
        return new(reaching[0].With("DOCKER_BUILDKIT", "0"), BuilderKind.Legacy);
    }
}
