using Akash.EndToEnd.Tests.Networks;
using Akash.GitHub.Testing;
using Akash.Tests;
using CliWrap;
using CliWrap.Buffered;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>
/// What surrounds a job with <c>services:</c>: its Docker network, and at the network's gateway an Akash, a container
/// registry over TLS, and GitHub's API.
/// </summary>
public sealed class JobNetwork : IAsyncLifetime
{
    readonly CancellationTokenSource stop = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-action-tests-");
    Task registry = Task.CompletedTask;

    public string Name { get; } = $"akash-action-tests-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Host and port of the registry.</summary>
    public string Registry { get; private set; } = null!;

    /// <summary>The registry's authority, as PEM.</summary>
    public string RegistryAuthority => Path.Combine(folder.FullName, "ca.crt");

    public SandboxProcess Sandbox { get; private set; } = null!;

    public GitHubServer GitHub { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if ((await Cli.Wrap("docker").WithArguments(["image", "inspect", "akash-action:local"]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync()).ExitCode != 0)
            throw new InvalidOperationException("there is no image akash-action:local: run 'make image'");

        await Cli.Wrap("docker").WithArguments(["network", "create", Name]).ExecuteBufferedAsync();
        var inspected = await Cli.Wrap("docker").WithArguments(["network", "inspect", "--format", "{{(index .IPAM.Config 0).Gateway}}", Name]).ExecuteBufferedAsync();
        var gateway = inspected.StandardOutput.Trim();

        Registry = $"{gateway}:{FreePort.At(gateway)}";
        registry = Cli.Wrap(Path.Combine(SharedData.RepositoryRoot(), "eng/registry")).WithArguments([Registry, folder.FullName])
            .ExecuteAsync(CancellationToken.None, stop.Token);
        GitHub = await GitHubServer.StartAsync($"http://{gateway}:0");
        Sandbox = await SandboxProcess.StartAtAsync(gateway);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await GitHub.DisposeAsync();
        await stop.CancelAsync();
        await Task.WhenAny(registry);
        await Cli.Wrap("docker").WithArguments(["network", "rm", Name]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        stop.Dispose();
        folder.Delete(recursive: true);
    }
}

[CollectionDefinition(nameof(JobNetwork))]
public sealed class JobNetworkCollection : ICollectionFixture<JobNetwork>;
