using System.Globalization;
using System.Net.Http.Json;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Deploy.Networks;
using Akash.EndToEnd.Tests.Networks;
using CliWrap;
using CliWrap.EventStream;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>A wallet with AKT and no ACT, by the program as it is used.</summary>
public sealed class MintedDeployTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>, IDisposable
{
    const long Akt = 100_000_000;

    /// <summary>For the least the chain mints, 10 ACT, with 5 % for the price, at 0.52 US$.</summary>
    const long Burn = 20_192_308;

    readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("akash-minted-tests-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => kept.Delete(recursive: true);

    [Fact]
    public async Task Without_leave_to_mint_it_says_what_to_do_and_spends_nothing()
    {
        using var network = await OpenAsync("army van defense carry jealous true garbage claim echo media make crunch");

        var (exitCode, log, _) = await DeployAsync("army van defense carry jealous true garbage claim echo media make crunch");

        exitCode.Should().Be(2, log);
        log.Should().Contain("give mint-act: 9.975ACT, or run 'akash-action wallet mint 0.5ACT'; that burns 20.192308 AKT of the 100 AKT there");
        (await network.CheckAsync(Stop)).FeeBalance.Amount.Should().Be(Akt);
    }

    [Theory]
    [InlineData("waiting for the ACT", "letter advice cage absurd amount doctor acoustic avoid letter advice cage above")]
    [InlineData("the deposit is", "legal winner thank year wave sausage worth useful legal winner thank yellow")]
    public async Task A_run_killed_between_mint_and_creation_is_followed_by_one_that_mints_no_second_time(string moment, string words)
    {
        using var network = await OpenAsync(words);
        await DeployAsync(words, until: moment, "--mint-act", "10ACT");

        var (exitCode, log, result) = await DeployAsync(words, null, "--mint-act", "10ACT", "--format", "json");

        exitCode.Should().Be(0, log);
        var fees = Akt - Burn - (await network.CheckAsync(Stop)).FeeBalance.Amount;
        fees.Should().BeGreaterThan(0).And.BeLessThan(100_000, "one mint was paid for");
        var spent = JsonNode.Parse(result)!["spent"]!;
        ((string?)spent["burned"]).Should().Be("0uakt", "this run burned nothing");
        BigInteger.Parse(((string?)spent["fees"])!.Replace("uakt", "", StringComparison.Ordinal), CultureInfo.InvariantCulture).Should().BeLessThan(fees);
        await network.CloseAsync(ulong.Parse(JsonNode.Parse(result)!["deployment"]!["dseq"]!.GetValue<string>(), CultureInfo.InvariantCulture), Stop);
    }

    /// <summary>A wallet with 100 AKT and nothing else.</summary>
    async Task<ChainNetwork> OpenAsync(string words)
    {
        var network = ChainNetwork.Open(new NetworkAccess(sandbox.NetworkFile, words), _ => { }, TimeProvider.System, NullLogger.Instance);
        using var definition = JsonDocument.Parse(await File.ReadAllTextAsync(sandbox.NetworkFile, Stop));
        using var http = new HttpClient();
        using var funded = await http.PostAsJsonAsync(
            definition.RootElement.GetProperty("faucet").GetString(), new { address = network.Owner, uakt = $"{Akt}", uact = "0" }, Stop);
        funded.EnsureSuccessStatusCode();
        return network;
    }

    /// <param name="until">Kills it as soon as it says this.</param>
    async Task<(int ExitCode, string Log, string Result)> DeployAsync(string words, string? until = null, params string[] more)
    {
        using var killing = new CancellationTokenSource();
        var (log, result) = (new StringBuilder(), new StringBuilder());
        var workspace = kept.CreateSubdirectory("workspace");
        await File.WriteAllBytesAsync(Path.Combine(workspace.FullName, "deploy.yaml"), Application.Web("v1").Source.Utf8, Stop);
        var program = Cli.Wrap("dotnet")
            .WithArguments(
            [
                BuiltProgram.Path, "deploy", "--network", sandbox.NetworkFile, "--deployment-details-path", Path.Combine(kept.FullName, "state.json"),
                "--bid-window", "1s", "--ready-timeout", "60s", .. more,
            ])
            .WithWorkingDirectory(workspace.FullName)
            .WithEnvironmentVariables(variables => variables.Set("AKASH_MNEMONIC", words).Set("GITHUB_ACTIONS", null))
            .WithValidation(CommandResultValidation.None);
        try
        {
            await foreach (var happened in program.ListenAsync(Encoding.UTF8, Encoding.UTF8, killing.Token, Stop))
            {
                if (happened is ExitedCommandEvent exited) return (exited.ExitCode, log.ToString(), result.ToString());
                if (happened is StandardOutputCommandEvent said) result.AppendLine(said.Text);
                var line = happened is StandardOutputCommandEvent output ? output.Text : happened is StandardErrorCommandEvent complained ? complained.Text : "";
                log.AppendLine(line);
                if (until is not null && line.Contains(until, StringComparison.Ordinal)) await killing.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (killing.IsCancellationRequested)
        {
            return (-1, log.ToString(), result.ToString());
        }

        throw new InvalidOperationException($"the program did not end: {log}");
    }
}
