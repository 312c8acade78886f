using System.Net;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Providers;
using Microsoft.Extensions.Logging.Abstractions;
using DeploymentState = Akash.Proto.Deployment.V1.Deployment.Types.State;

namespace Akash.Conformance.Tests;

/// <summary>
/// The official GitHub action as it is released, where <c>AKASH_GH_ACTIONS</c> names a checkout of github.com/akash-network/gh-actions
/// with <c>packages/deploy/dist/index.js</c>: it does here what it does on the network, good and bad.
/// </summary>
public sealed class OfficialActionSpecs : IDisposable
{
    const string Phrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    const string Sdl =
        """
        version: "2.0"
        services:
          web:
            image: nginxinc/nginx-unprivileged:1.29-alpine
            env: ["VERSION=v1"]
            expose:
              - port: 8080
                as: 80
                to: [{ global: true }]
        profiles:
          compute:
            web: { resources: { cpu: { units: 0.1 }, memory: { size: 128Mi }, storage: [{ size: 256Mi }] } }
          placement:
            akash: { pricing: { web: { denom: uact, amount: 1000 } } }
        deployment:
          web: { akash: { profile: web, count: 1 } }
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-official-action-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Official_action_creates_a_deployment_and_runs_out_of_gas_updating_it()
    {
        // Given
        if (Environment.GetEnvironmentVariable("AKASH_GH_ACTIONS") is not { Length: > 0 } checkout || !File.Exists(Path.Combine(checkout, "packages", "deploy", "dist", "index.js")))
        {
            Assert.Skip("AKASH_GH_ACTIONS names no checkout of github.com/akash-network/gh-actions with packages/deploy/dist/index.js");
            return;
        }

        await using var host = await StartAsync();
        // A status asked for at once after the manifest has no URIs yet, over which the action falls: as on a fast provider.
        host.Control.Faults.Add(new FaultRule(Fault.Delay, "gateway", "GET */status", Milliseconds: 1_000));
        host.Fund(Wallet.FromMnemonic(Phrase).Address, 1_000_000_000, 1_000_000_000);
        await File.WriteAllTextAsync(PathOf("deploy.yaml"), Sdl, TestContext.Current.CancellationToken);

        // When
        var (created, log) = await RunAsync(checkout, host);

        // Then
        created.Should().Be(0, log);
        log.Should().Contain("Manifest submitted successfully");
        var outputs = await File.ReadAllTextAsync(PathOf("outputs"), TestContext.Current.CancellationToken);
        outputs.Should().Contain("is-new").And.Contain("lease-id");
        Deployments(host).Should().Equal(DeploymentState.Active);

        // When
        await File.WriteAllTextAsync(PathOf("deploy.yaml"), Sdl.Replace("v1", "v2", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (updated, failure) = await RunAsync(checkout, host, gasMultiplier: "1.3");

        // Then
        updated.Should().Be(1, failure);
        failure.Should().MatchRegex("(?i)out of gas|code.? 11", "it simulates without its fee, and with 1.3, the SDK's own multiplier, an update needs more: as on the network");
        Deployments(host).Should().Equal(DeploymentState.Active);
    }

    Task<(int Code, string Output)> RunAsync(string checkout, SandboxHost host, string gasMultiplier = "1.5") => NodeProgram.RunAsync(
        "node", [Path.Combine(checkout, "packages", "deploy", "dist", "index.js")], folder.FullName,
        new Dictionary<string, string>
        {
            ["INPUT_MNEMONIC"] = Phrase,
            ["INPUT_SDL"] = "./deploy.yaml",
            ["INPUT_REST-URL"] = host.Network.Rest[0],
            ["INPUT_TX-RPC-URL"] = host.Network.Rpc[0],
            ["INPUT_GAS-MULTIPLIER"] = gasMultiplier,
            ["INPUT_DENOM"] = "uact",
            ["INPUT_LEASE-TIMEOUT"] = "60",
            ["INPUT_DEPLOYMENT-DETAILS-PATH"] = "deployment-details.json",
            ["GITHUB_OUTPUT"] = PathOf("outputs"),
            ["NODE_EXTRA_CA_CERTS"] = PathOf("ca.pem"),
        });

    /// <summary>A market of one provider with a certificate of an authority: the action trusts no other kind.</summary>
    async Task<SandboxHost> StartAsync()
    {
        await File.WriteAllTextAsync(PathOf("outputs"), "");
        var market = new MarketOptions { Listen = [IPAddress.Loopback], AuthorityFile = PathOf("ca.pem"), SimulatesContainers = true }.With("community=tls=localhost");
        return await SandboxHost.StartAsync(
            new SandboxOptions { BlockTime = TimeSpan.FromMilliseconds(300), Market = market with { Providers = [.. market.Providers.Where(provider => provider.PublicName is not null)] } },
            TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    static IEnumerable<DeploymentState> Deployments(SandboxHost host) => host.Node.Snapshot().State.Deployments.Values.Select(deployment => deployment.State);

    string PathOf(string name) => Path.Combine(folder.FullName, name);
}
