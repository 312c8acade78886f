using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Akash.Deploy.Networks;
using Akash.EndToEnd.Tests.Networks;
using CliWrap;
using CliWrap.EventStream;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>A wallet with AKT and no ACT on a sandbox, and the program that deploys with it.</summary>
sealed class AktWallet(SandboxProcess sandbox, string words) : IDisposable
{
    public const long Akt = 100_000_000;

    readonly DirectoryInfo kept = Directory.CreateTempSubdirectory("akash-minted-tests-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A wallet with 100 AKT and nothing else.</summary>
    public async Task<ChainNetwork> OpenAsync()
    {
        var network = ChainNetwork.Open(new NetworkAccess(sandbox.NetworkFile, words), _ => { }, TimeProvider.System, NullLogger.Instance);
        using var definition = JsonDocument.Parse(await File.ReadAllTextAsync(sandbox.NetworkFile, Stop));
        using var http = new HttpClient();
        using var funded = await http.PostAsJsonAsync(
            definition.RootElement.GetProperty("faucet").GetString(), new { address = network.Owner, uakt = $"{Akt}", uact = "0" }, Stop);
        funded.EnsureSuccessStatusCode();
        return network;
    }

    public Task<(int ExitCode, string Log, string Result)> DeployAsync(params string[] more) => DeployAsync((_, _) => Task.CompletedTask, more);

    /// <param name="onLine">Sees each line as it is printed, and may kill the program.</param>
    public async Task<(int ExitCode, string Log, string Result)> DeployAsync(Func<string, CancellationTokenSource, Task> onLine, params string[] more)
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
                await onLine(line, killing);
            }
        }
        catch (OperationCanceledException) when (killing.IsCancellationRequested)
        {
            return (-1, log.ToString(), result.ToString());
        }

        throw new InvalidOperationException($"the program did not end: {log}");
    }

    public void Dispose() => kept.Delete(recursive: true);
}
