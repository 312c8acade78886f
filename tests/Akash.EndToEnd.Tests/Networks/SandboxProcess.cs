using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Akash.Deploy.Networks;
using CliWrap;
using CliWrap.EventStream;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Networks;

/// <summary>A sandbox of its own, with its providers, for the tests of one class.</summary>
public sealed class SandboxProcess : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly CancellationTokenSource stop = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-network-tests-");
    readonly StringBuilder output = new();
    IReadOnlyList<string> behaviours = [];
    IReadOnlyList<string> listen = ["127.0.0.1"];
    IReadOnlyList<string> options = ["--block-time", "1s"];
    Task running = Task.CompletedTask;

    public string NetworkFile => Path.Combine(folder.FullName, "network.json");

    /// <summary>What the sandbox has said so far.</summary>
    public string Output => output.ToString();

    /// <summary>One whose providers misbehave, given as <c>NAME=BEHAVIOUR</c>.</summary>
    public static async Task<SandboxProcess> StartAsync(params IReadOnlyList<string> behaviours)
    {
        var sandbox = new SandboxProcess { behaviours = behaviours };
        await sandbox.InitializeAsync();
        return sandbox;
    }

    /// <summary>One that also listens where a job's containers reach it.</summary>
    public static async Task<SandboxProcess> StartAtAsync(string gateway)
    {
        var sandbox = new SandboxProcess { listen = ["127.0.0.1", gateway] };
        await sandbox.InitializeAsync();
        return sandbox;
    }

    /// <summary>One whose leases run in name only, for many deployments in a short time.</summary>
    public static async Task<SandboxProcess> StartSimulatedAsync(string blockTime)
    {
        var sandbox = new SandboxProcess { options = ["--block-time", blockTime, "--simulate-containers", "--seed", "7"] };
        await sandbox.InitializeAsync();
        return sandbox;
    }

    /// <summary>Does something by the admin port.</summary>
    public async Task<JsonElement> SteerAsync(HttpMethod method, string path, object? input = null)
    {
        using var definition = JsonDocument.Parse(await File.ReadAllTextAsync(NetworkFile));
        using var http = new HttpClient { BaseAddress = new Uri(definition.RootElement.GetProperty("admin").GetString()!) };
        using var request = new HttpRequestMessage(method, path) { Content = input is null ? null : JsonContent.Create(input) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.Should().BeTrue(text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask InitializeAsync()
    {
        running = Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(AppContext.BaseDirectory, "akash-sandbox.dll"), "--network-file", NetworkFile, .. options,
                .. listen.SelectMany(address => new[] { "--listen", address }), .. behaviours.SelectMany(behaviour => new[] { "--provider", behaviour })])
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .ExecuteAsync(CancellationToken.None, stop.Token);
        await NetworkFileAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(running);
        stop.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A wallet of these words on the sandbox, with what the faucet gives.</summary>
    public async Task<ChainNetwork> OpenFundedAsync(string mnemonic)
    {
        var network = Open(mnemonic, _ => { });
        using var definition = JsonDocument.Parse(await File.ReadAllTextAsync(NetworkFile));
        using var http = new HttpClient();
        using var funded = await http.PostAsync(
            definition.RootElement.GetProperty("faucet").GetString(), JsonContent.Create(new Dictionary<string, string> { ["address"] = network.Owner }));
        funded.EnsureSuccessStatusCode();
        return network;
    }

    public ChainNetwork Open(string mnemonic, Action<string> registerSecret) =>
        ChainNetwork.Open(new NetworkAccess(NetworkFile, mnemonic, null), registerSecret, TimeProvider.System, NullLogger.Instance);

    async Task NetworkFileAsync()
    {
        var written = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(folder.FullName);
        void Look()
        {
            if (File.Exists(NetworkFile)) written.TrySetResult();
        }

        watcher.Created += (_, _) => Look();
        watcher.Renamed += (_, _) => Look();
        watcher.EnableRaisingEvents = true;
        Look();

        await Task.WhenAny(written.Task, running).WaitAsync(Patience);
        if (running.IsCompleted) throw new InvalidOperationException($"akash-sandbox ended at once: {Output}");
    }
}

/// <summary>A sandbox with quick blocks whose leases run in name only, for the tests of one class.</summary>
public sealed class SimulatedSandbox : IAsyncLifetime
{
    public SandboxProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await SandboxProcess.StartSimulatedAsync("300ms");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
