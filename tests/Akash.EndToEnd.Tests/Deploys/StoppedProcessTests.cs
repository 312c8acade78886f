using System.Text;
using Akash.Deploy.Networks;
using Akash.EndToEnd.Tests.Networks;
using CliWrap;
using CliWrap.EventStream;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>The program itself, stopped the hard way and the soft way at each of its steps.</summary>
public sealed class StoppedProcessTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>, IDisposable
{
    const string Words = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";

    /// <summary>The build of the program that goes with the build of these tests.</summary>
    readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("akash-stopped-tests-");

    /// <summary>When the program was stopped; 0 until then.</summary>
    long stopped;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => kept.Delete(recursive: true);

    [Theory]
    [InlineData("Create the deployment")]
    [InlineData("Sending transaction")]
    [InlineData("Collect bids")]
    [InlineData("Create the leases")]
    [InlineData("Send the manifest")]
    [InlineData("Wait until it is ready")]
    public async Task A_killed_program_whose_workspace_is_gone_is_finished_by_the_next_run(string moment)
    {
        using var network = await sandbox.OpenFundedAsync(Words);
        await DeployAsync(until: moment, kill: true);

        var (exitCode, log) = await DeployAsync();

        exitCode.Should().Be(0, log);
        (await OpenAsync(network)).Should().ContainSingle(log);
        await CloseAllAsync(network);
    }

    [Theory]
    [InlineData("Check funds and fees")]
    [InlineData("Sending transaction")]
    [InlineData("Collect bids")]
    [InlineData("Wait until it is ready")]
    public async Task An_interrupted_program_closes_what_it_opened_within_seven_seconds(string moment)
    {
        using var network = await sandbox.OpenFundedAsync(Words);
        var (exitCode, log) = await DeployAsync(until: moment, kill: false);

        exitCode.Should().Be(1, log);
        TimeProvider.System.GetElapsedTime(stopped).Should().BeLessThan(TimeSpan.FromSeconds(7), log);
        log.Should().Contain("cancelled");
        (await OpenAsync(network)).Should().BeEmpty(log);
    }

    /// <summary>Runs the program in a workspace that exists only as long as it runs.</summary>
    /// <param name="until">Stops it as soon as it says this.</param>
    async Task<(int ExitCode, string Log)> DeployAsync(string? until = null, bool kill = false)
    {
        using var killing = new CancellationTokenSource();
        using var interrupting = new CancellationTokenSource();
        var log = new StringBuilder();
        var workspace = Directory.CreateTempSubdirectory("akash-workspace-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(workspace.FullName, "deploy.yaml"), Application.Web("v1").Source.Utf8, Stop);
            var program = Cli.Wrap("dotnet")
                .WithArguments(
                [
                    BuiltProgram.Path, "deploy", "--network", sandbox.NetworkFile, "--deployment-details-path", Path.Combine(kept.FullName, "state.json"),
                    "--bid-window", "1s", "--ready-timeout", "60s",
                ])
                .WithWorkingDirectory(workspace.FullName)
                .WithEnvironmentVariables(variables => variables.Set("AKASH_MNEMONIC", Words))
                .WithValidation(CommandResultValidation.None);
            await foreach (var happened in program.ListenAsync(Encoding.UTF8, Encoding.UTF8, killing.Token, interrupting.Token))
            {
                if (happened is ExitedCommandEvent exited) return (exited.ExitCode, log.ToString());

                var line = happened is StandardOutputCommandEvent said ? said.Text : happened is StandardErrorCommandEvent complained ? complained.Text : "";
                log.AppendLine(line);
                if (until is null || stopped != 0 || !line.Contains(until, StringComparison.Ordinal)) continue;
                stopped = TimeProvider.System.GetTimestamp();
                await (kill ? killing : interrupting).CancelAsync();
            }
        }
        catch (OperationCanceledException) when (stopped != 0)
        {
            // CliWrap's way of saying that what was stopped has ended.
            return (log.ToString().Contains("failed (cancelled)") ? 1 : -1, log.ToString());
        }
        finally
        {
            workspace.Delete(recursive: true);
        }

        throw new InvalidOperationException($"the program did not end: {log}");
    }

    static async Task<IReadOnlyList<ulong>> OpenAsync(ChainNetwork network) =>
        await network.ListActiveAsync(Stop).Select(deployment => deployment.Dseq).ToListAsync(Stop);

    static async Task CloseAllAsync(ChainNetwork network)
    {
        foreach (var dseq in await OpenAsync(network)) await network.CloseAsync(dseq, Stop);
    }
}
