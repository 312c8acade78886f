using System.Net.Http.Json;
using System.Text.Json;
using Akash.Chain;
using Akash.Chain.Keys;
using Akash.Chain.Networks;
using CliWrap;
using CliWrap.EventStream;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>A sandbox in its own process, with blocks of 300 ms, and wallets with money on it.</summary>
public sealed class ChainSandbox() : SandboxNode("--block-time", "300ms");

/// <summary>One with blocks of a second and no providers but those that the test registers.</summary>
public sealed class BareSandbox() : SandboxNode("--block-time", "1s", "--without-providers");

public abstract class SandboxNode(params string[] arguments) : IAsyncLifetime
{
    readonly CancellationTokenSource stopping = new();
    readonly string networkFile = Path.Combine(Path.GetTempPath(), $"akash-chain-{Guid.NewGuid():N}.json");
    readonly HttpClient http = new();
    Task running = Task.CompletedTask;

    public string NetworkFile => networkFile;

    public ChainClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var sandbox = Cli.Wrap(Path.Combine(AppContext.BaseDirectory, "akash-sandbox"))
            .WithArguments(["--network-file", networkFile, .. arguments]);
        var ready = new TaskCompletionSource();
        running = FollowAsync(sandbox, ready);
        await await Task.WhenAny(ready.Task, running);
        Client = new ChainClient(NetworkDefinition.Load(networkFile), http);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await stopping.CancelAsync();
        await running;
        File.Delete(networkFile);
        http.Dispose();
        stopping.Dispose();
    }

    /// <summary>A new account with 100 AKT and 100 ACT, or what is said.</summary>
    public async Task<Wallet> FundAsync(long uakt = 100_000_000, long uact = 100_000_000)
    {
        var wallet = NewWallet();
        using var answer = await http.PostAsJsonAsync(Client.Network.Faucet, new { address = wallet.Address, uakt = $"{uakt}", uact = $"{uact}" });
        answer.EnsureSuccessStatusCode();
        return wallet;
    }

    /// <summary>Announces an upgrade of the chain.</summary>
    public async Task AnnounceAsync(string name, long height)
    {
        using var network = JsonDocument.Parse(await File.ReadAllTextAsync(networkFile));
        using var answer = await http.PutAsJsonAsync($"{network.RootElement.GetProperty("admin").GetString()}/api/upgrade", new { name, height });
        answer.EnsureSuccessStatusCode();
    }

    public static Wallet NewWallet() => Wallet.FromPrivateKey(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    /// <summary>A client of the same network by other ways.</summary>
    public ChainClient ClientOf(NetworkDefinition network) => new(network, http);

    async Task FollowAsync(Command sandbox, TaskCompletionSource ready)
    {
        try
        {
            await foreach (var happened in sandbox.ListenAsync(stopping.Token))
            {
                // It writes its addresses once everything answers.
                if (happened is StandardOutputCommandEvent) ready.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped on purpose.
        }
    }
}
