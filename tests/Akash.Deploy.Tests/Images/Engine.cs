using Akash.Deploy.Images;

namespace Akash.Deploy.Tests.Images;

/// <summary>The real engine of this machine, and ways to reach it that lack this or that.</summary>
sealed class Engine : IDisposable
{
    readonly Workspace _programs = new();
    readonly List<string> _images = [];

    public static void Require()
    {
        Assert.SkipUnless(DebianRegistry.IsInstalled, "docker-registry is not installed: apt-get install docker-registry");
        Assert.SkipUnless(DockerCli.OnPath(Path).Any(), "docker is not installed");
    }

    public static string? Path => Environment.GetEnvironmentVariable("PATH");

    /// <summary>A PATH on which docker has no buildx and no BuildKit.</summary>
    public string LegacyOnly => Program("legacy", """
        [ "$1" = buildx ] && exit 1
        [ "$1" = build ] && [ "$DOCKER_BUILDKIT" = 1 ] && exit 1
        """);

    /// <summary>A PATH on which docker has a buildx, played by the builder that is there.</summary>
    public string WithBuildx => Program("buildx", """
        if [ "$1" = buildx ]; then
          [ "$2" = version ] && exit 0
          [ "$3" = --load ] || exit 9
          shift 3
          DOCKER_BUILDKIT=1 exec "$REAL" build "$@"
        fi
        """);

    public static async Task<string> RunAsync(params string[] arguments)
    {
        var run = await DockerCli.OnPath(Path).Last().RunAsync(arguments, TestContext.Current.CancellationToken);
        run.Succeeded.Should().BeTrue(string.Join('\n', run.LastLines));
        return run.Output;
    }

    public void RemoveLater(ImageReference image) => _images.Add(image.ToString());

    string Program(string name, string script)
    {
        // The last one is the distribution's own, which has its BuildKit built in.
        var real = DockerCli.OnPath(Path).Last().Program;
        var program = _programs.Write($"{name}/docker", $"#!/bin/sh\nREAL={real}\n{script}\nexec \"$REAL\" \"$@\"\n");
        _programs.SetMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return System.IO.Path.GetDirectoryName(program)!;
    }

    public void Dispose()
    {
        foreach (var image in _images)
            DockerCli.OnPath(Path).Last().RunAsync(["image", "rm", "--force", image], CancellationToken.None).GetAwaiter().GetResult();
        _programs.Dispose();
    }
}
