using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>A wallet with AKT and no ACT, by the program as it is used.</summary>
public sealed class MintedDeployTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    /// <summary>For the least the chain mints, 10 ACT, with 5 % for the price, at 0.52 US$.</summary>
    const long Burn = 20_192_308;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_leave_to_mint_it_says_what_to_do_and_spends_nothing()
    {
        using var wallet = new AktWallet(sandbox, "army van defense carry jealous true garbage claim echo media make crunch");
        using var network = await wallet.OpenAsync();

        var (exitCode, log, _) = await wallet.DeployAsync();

        exitCode.Should().Be(2, log);
        log.Should().Contain("give mint-act: 9.975ACT, or run 'akash-action wallet mint 0.5ACT'; that burns 20.192308 AKT of the 100 AKT there");
        (await network.CheckAsync(Stop)).FeeBalance.Amount.Should().Be(AktWallet.Akt);
    }

    [Theory]
    [InlineData("waiting for the ACT", "letter advice cage absurd amount doctor acoustic avoid letter advice cage above")]
    [InlineData("the deposit is", "legal winner thank year wave sausage worth useful legal winner thank yellow")]
    public async Task A_run_killed_between_mint_and_creation_is_followed_by_one_that_mints_no_second_time(string moment, string words)
    {
        using var wallet = new AktWallet(sandbox, words);
        using var network = await wallet.OpenAsync();
        await wallet.DeployAsync((line, killing) => line.Contains(moment, StringComparison.Ordinal) ? killing.CancelAsync() : Task.CompletedTask, "--mint-act", "10ACT");

        var (exitCode, log, result) = await wallet.DeployAsync("--mint-act", "10ACT", "--format", "json");

        exitCode.Should().Be(0, log);
        var fees = AktWallet.Akt - Burn - (await network.CheckAsync(Stop)).FeeBalance.Amount;
        fees.Should().BeGreaterThan(0).And.BeLessThan(100_000, "one mint was paid for");
        var spent = JsonNode.Parse(result)!["spent"]!;
        ((string?)spent["burned"]).Should().Be("0uakt", "this run burned nothing");
        BigInteger.Parse(((string?)spent["fees"])!.Replace("uakt", "", StringComparison.Ordinal), CultureInfo.InvariantCulture).Should().BeLessThan(fees);
        await network.CloseAsync(ulong.Parse(JsonNode.Parse(result)!["deployment"]!["dseq"]!.GetValue<string>(), CultureInfo.InvariantCulture), Stop);
    }
}
