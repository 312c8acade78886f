using System.Net;
using System.Text.Json;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Conformance.Tests;

/// <summary>The sandbox's page in a real browser, as a visitor sees and uses it.</summary>
public class PageSpecs
{
    const string Chromium = "/usr/bin/chromium";
    const string TenantPhrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    [Fact]
    public async Task Page_shows_what_happens_and_steers_the_sandbox()
    {
        // Given
        if (!File.Exists(Chromium)) Assert.Skip($"there is no {Chromium}: eng/setup installs it");
        await NodeProgram.InstallClientsAsync();
        await using var host = await SandboxHost.StartAsync(
            new SandboxOptions { BlockTime = TimeSpan.FromMilliseconds(500), Market = new MarketOptions { Listen = [IPAddress.Loopback], SimulatesContainers = true } },
            TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        host.Fund(Wallet.FromMnemonic(TenantPhrase).Address, 1_000_000_000, 1_000_000_000);
        var settings = JsonSerializer.Serialize(new
        {
            page = host.Network.Admin, chromium = Chromium, rpc = host.Network.Rpc[0], grpc = host.Network.Grpc[0], tenant = TenantPhrase, dseq = host.Node.Height,
        });

        // When
        var (code, output) = await NodeProgram.RunClientAsync("page.mjs", settings);

        // Then
        code.Should().Be(0, output);
        output.Should().EndWith("done\n");
        host.Control.Provider("audited").IsDown.Should().BeTrue();
        host.Control.Provider("gpu").Behaviour.WithoutBids.Should().BeTrue();
        host.Control.Faults.Rules.Should().ContainSingle().Which.Rule.Should().BeEquivalentTo(new { Target = "rpc", Method = "broadcast_tx_*", Probability = 0.25 });
        host.Control.Snapshots.Keys.Should().Equal("before");
        host.Control.Ahead.Should().Be(TimeSpan.FromHours(1));
        host.Producer.IsPaused.Should().BeTrue();
    }
}
