using System.Net.Http.Json;
using System.Text.Json;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.EndToEnd.Tests.Deploys;
using CliWrap;
using CliWrap.Buffered;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>The sandbox's image as a job's <c>services:</c> start it: a container on a network of its own, with the engine's socket.</summary>
public sealed class SandboxImageTests : IAsyncLifetime
{
    const string Image = "akash-sandbox:local";

    readonly string name = $"akash-sandbox-image-{Guid.NewGuid().ToString("N")[..8]}";
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-sandbox-image-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string NetworkFile => Path.Combine(folder.FullName, "network.json");

    public async ValueTask InitializeAsync()
    {
        if ((await DockerAsync(["image", "inspect", Image], CommandResultValidation.None)).ExitCode != 0)
            throw new InvalidOperationException($"there is no image {Image}: run eng/sandbox-image");
        await DockerAsync(["network", "create", name]);
        await DockerAsync(["run", "--detach", "--name", name, "--network", name, "--volume", "/var/run/docker.sock:/var/run/docker.sock", Image, "--block-time", "500ms"]);
    }

    public async ValueTask DisposeAsync()
    {
        await DockerAsync(["stop", "--time", "30", name], CommandResultValidation.None);
        await DockerAsync(["rm", "--force", name], CommandResultValidation.None);
        await DockerAsync(["network", "rm", name], CommandResultValidation.None);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Image_of_the_sandbox_runs_a_lease_that_answers_on_the_machine_and_in_the_job()
    {
        // Given the sandbox's network file, and a wallet with what the faucet gives.
        var address = (await DockerAsync(["inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", name])).StandardOutput.Trim();
        await FetchNetworkFileAsync(address);
        using var network = ChainNetwork.Open(new NetworkAccess(NetworkFile, Wallets.Life), _ => { }, TimeProvider.System, NullLogger.Instance);
        await FundAsync(network.Owner);
        using var environment = new DeployEnvironment(network);

        // When
        var created = await environment.DeployAsync(Application.Web("v1"));

        // Then
        created.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, ExitCode = 0 }, because: created.Message);
        created.Url!.Host.Should().Be(address);
        (await Job.CurlAsync(created.Url.ToString())).Should().Be("v1");
        (await DockerAsync(["run", "--rm", "--network", name, "node:22-slim", "node", "-e", $"fetch('{created.Url}').then(answer => answer.text()).then(console.log)"]))
            .StandardOutput.Trim().Should().Be("v1");
        (await environment.CloseAsync()).ExitCode.Should().Be(0);
    }

    /// <summary>By the command of docs/sandbox.md.</summary>
    async Task FetchNetworkFileAsync(string address)
    {
        var fetched = await Cli.Wrap("curl")
            .WithArguments(["-sf", "--retry", "30", "--retry-delay", "1", "--retry-all-errors", $"http://{address}:8090/network.json", "-o", NetworkFile])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Stop);
        if (fetched.ExitCode != 0) throw new InvalidOperationException((await DockerAsync(["logs", name])).StandardError);
    }

    async Task FundAsync(string owner)
    {
        using var definition = JsonDocument.Parse(await File.ReadAllTextAsync(NetworkFile, Stop));
        using var http = new HttpClient();
        using var funded = await http.PostAsJsonAsync(definition.RootElement.GetProperty("faucet").GetString(), new { address = owner }, Stop);
        funded.EnsureSuccessStatusCode();
    }

    static async Task<BufferedCommandResult> DockerAsync(string[] arguments, CommandResultValidation validation = CommandResultValidation.ZeroExitCode) =>
        await Cli.Wrap("docker").WithArguments(arguments).WithValidation(validation).ExecuteBufferedAsync();
}
