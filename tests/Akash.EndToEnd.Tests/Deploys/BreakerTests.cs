using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Deploy.Networks;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>A wallet that may mint its ACT while the chain's circuit breaker is not as it should be (spec/chain.md 9.5).</summary>
public sealed class BreakerTests : IAsyncLifetime
{
    SandboxProcess sandbox = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => sandbox = await SandboxProcess.StartSimulatedAsync("300ms");

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task Halted_by_its_ratio_the_step_says_so_and_spends_nothing()
    {
        using var wallet = new AktWallet(sandbox, "basic fence chair camera inner choose cube dry shine sustain wrestle permit");
        using var network = await wallet.OpenAsync();
        await sandbox.SteerAsync(HttpMethod.Put, "/api/breaker", new { halted = true });
        await BecomesAsync("mint_status_halt_cr");

        var (exitCode, log, _) = await wallet.DeployAsync("--mint-act", "10ACT");

        exitCode.Should().Be(2, log);
        log.Should().Contain("insufficient-funds").And.MatchRegex("minting is halted by the chain's circuit breaker \\(collateral ratio [0-9.]+ %\\) until the ratio recovers")
            .And.Contain("deposit grant");
        await NothingHappenedAsync(network);
    }

    [Fact]
    public async Task Halted_without_a_price_the_step_says_so_and_spends_nothing()
    {
        using var wallet = new AktWallet(sandbox, "oven knee floor long avoid ginger member above finish mercy water since");
        using var network = await wallet.OpenAsync();
        await sandbox.SteerAsync(HttpMethod.Put, "/api/price", new { usdPerAkt = (string?)null });
        await sandbox.SteerAsync(HttpMethod.Put, "/api/time", new { advanceSeconds = 60 });
        await sandbox.SteerAsync(HttpMethod.Put, "/api/blocks", new { count = 1 });

        var (exitCode, log, _) = await wallet.DeployAsync("--mint-act", "10ACT");

        exitCode.Should().Be(2, log);
        log.Should().Contain("insufficient-funds").And.Contain("minting is halted because the chain has no healthy AKT price, which mostly passes within minutes")
            .And.Contain("deposit grant");
        await NothingHappenedAsync(network);
    }

    [Fact]
    public async Task A_mint_that_waits_is_told_of_the_breaker_and_serves_the_next_run()
    {
        // Given a breaker that warns, so that a mint waits for a long epoch.
        using var wallet = new AktWallet(sandbox, "year unveil vacant deer expose envelope festival ordinary ranch artefact quote menu");
        using var network = await wallet.OpenAsync();
        await sandbox.SteerAsync(HttpMethod.Put, "/api/breaker", new { warning = true });
        await BecomesAsync("mint_status_warning");

        // When it trips meanwhile, and the run's time is over.
        var tripped = false;
        var (exitCode, log, _) = await wallet.DeployAsync(
            async (line, _) =>
            {
                if (tripped || !line.Contains("a mint may take up to a day", StringComparison.Ordinal)) return;
                tripped = true;
                await sandbox.SteerAsync(HttpMethod.Put, "/api/breaker", new { halted = true });
            },
            "--mint-act", "20ACT", "--timeout", "15s");

        // Then it said both, and nothing is open.
        exitCode.Should().Be(1, log);
        log.Should().Contain("minting is slowed down by the chain's circuit breaker (collateral ratio ").And.Contain("minting is halted by the chain's circuit breaker")
            .And.Contain("what waits is minted or refunded then");
        (await network.ListActiveAsync(Stop).ToListAsync(Stop)).Should().BeEmpty(log);

        // When the breaker recovers, the next run has the ACT and burns nothing more.
        await sandbox.SteerAsync(HttpMethod.Put, "/api/breaker", new { halted = false });
        await BecomesAsync("mint_status_healthy");
        var (second, told, result) = await wallet.DeployAsync("--mint-act", "20ACT", "--format", "json");
        second.Should().Be(0, told);
        ((string?)JsonNode.Parse(result)!["spent"]!["burned"]).Should().Be("0uakt", told);
        await network.CloseAsync(ulong.Parse(JsonNode.Parse(result)!["deployment"]!["dseq"]!.GetValue<string>(), CultureInfo.InvariantCulture), Stop);
    }

    static async Task NothingHappenedAsync(ChainNetwork network)
    {
        (await network.ListActiveAsync(Stop).ToListAsync(Stop)).Should().BeEmpty();
        (await network.CheckAsync(Stop)).FeeBalance.Amount.Should().Be(AktWallet.Akt);
    }

    /// <summary>Makes blocks until the breaker is so.</summary>
    async Task BecomesAsync(string status)
    {
        const int enough = 200;
        for (var block = 0; block < enough; block++)
        {
            if ((await StatusAsync()).TryGetProperty("status", out var found) && found.GetString() == status) return;
            await sandbox.SteerAsync(HttpMethod.Put, "/api/blocks", new { count = 1 });
        }

        Assert.Fail($"the breaker is not {status}, but {await StatusAsync()}");
    }

    Task<JsonElement> StatusAsync() => sandbox.SteerAsync(HttpMethod.Get, "/api/chain/akash/bme/v1/status");
}
