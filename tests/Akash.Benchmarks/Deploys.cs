using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Akash.Tests;
using CliWrap.Buffered;
using CliWrap;

namespace Akash.Benchmarks;

/// <summary>
/// A whole deploy on the embedded Akash at blocks of one second, with and without the bid window, beside the floor that
/// the chain sets: create, bid and lease are three blocks.
/// </summary>
static class Deploys
{
    const int Runs = 5;
    const string Mnemonic = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    const string Address = "akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0";

    public static async Task PrintAsync(string repository, CancellationToken cancellationToken)
    {
        Console.WriteLine("deploy on akash-sandbox, blocks of 1 s; floor: create, bid, lease = 3 blocks = 3000 ms");
        var folder = Directory.CreateTempSubdirectory("akash-bench-");
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var port = FreePort.At();
        var registry = RegistryAsync(folder.FullName, port, ends.Token);
        var networkFile = Path.Combine(folder.FullName, "network.json");
        var sandbox = Cli.Wrap("dotnet")
            .WithArguments([Path.Combine(repository, "src/Akash.Sandbox/bin/Release/net10.0/akash-sandbox.dll"), "--listen", "127.0.0.1", "--network-file", networkFile])
            .WithStandardOutputPipe(PipeTarget.Null)
            .ExecuteAsync(CancellationToken.None, ends.Token);
        try
        {
            while (!File.Exists(networkFile)) await Task.Delay(100, cancellationToken);
            var image = await PushAsync(repository, port, cancellationToken);
            await FundAsync(networkFile, cancellationToken);

            foreach (var (name, window) in ((string, string)[])[("bid window of 3 blocks (default)", "3s"), ("no bid window", "0s")])
            {
                var samples = new List<TimeSpan>();
                var steps = "";
                for (var run = 0; run < Runs; run++)
                {
                    var (elapsed, timings) = await DeployAsync(repository, folder.FullName, networkFile, image, window, cancellationToken);
                    samples.Add(elapsed);
                    steps = timings;
                }

                Console.WriteLine(new Samples(name, samples));
                Console.WriteLine($"  last: {steps}");
            }
        }
        finally
        {
            await ends.CancelAsync();
            foreach (var process in (Task[])[registry, sandbox.Task])
            {
                try
                {
                    await process;
                }
                catch (OperationCanceledException)
                {
                }
                catch (CliWrap.Exceptions.CommandExecutionException)
                {
                }
            }

            folder.Delete(recursive: true);
        }
    }

    static async Task<(TimeSpan Elapsed, string Timings)> DeployAsync(
        string repository, string folder, string networkFile, string image, string bidWindow, CancellationToken cancellationToken)
    {
        var workspace = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N")));
        var details = Path.Combine(workspace.FullName, "deployment.json");
        File.Copy(Path.Combine(repository, "examples/hello-node/deploy.yaml"), Path.Combine(workspace.FullName, "deploy.yaml"));
        Command Verb(string verb, params string[] more) => Cli.Wrap(Path.Combine(repository, "artifacts/publish/akash-action"))
            .WithWorkingDirectory(workspace.FullName)
            .WithEnvironmentVariables(environment => environment.Set("AKASH_MNEMONIC", Mnemonic))
            .WithArguments([verb, "--network", networkFile, "--deployment-details-path", details, "--format", "json", .. more])
            .WithValidation(CommandResultValidation.None);

        var clock = Stopwatch.StartNew();
        var deploy = await Verb("deploy", "--image", image, "--bid-window", bidWindow).ExecuteBufferedAsync(cancellationToken);
        var elapsed = clock.Elapsed;
        if (deploy.ExitCode != 0) throw new InvalidOperationException(deploy.StandardError + deploy.StandardOutput);

        using var result = JsonDocument.Parse(deploy.StandardOutput);
        var timings = result.RootElement.GetProperty("timings").EnumerateArray()
            .Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.GetProperty("step").GetString()} {step.GetProperty("ms").GetInt64()} ms"));
        await Verb("close").ExecuteBufferedAsync(cancellationToken);
        return (elapsed, string.Join(", ", timings));
    }

    static async Task<string> PushAsync(string repository, int port, CancellationToken cancellationToken)
    {
        var image = $"127.0.0.1:{port}/hello-node:bench";
        var context = Path.Combine(repository, "examples/hello-node");
        await Cli.Wrap("docker").WithArguments(["build", "--quiet", "--tag", image, context])
            .WithEnvironmentVariables(environment => environment.Set("DOCKER_BUILDKIT", "0")).ExecuteBufferedAsync(cancellationToken);
        using var http = new HttpClient();
        while (!await AnswersAsync(http, $"http://127.0.0.1:{port}/v2/", cancellationToken)) await Task.Delay(100, cancellationToken);
        await Cli.Wrap("docker").WithArguments(["push", "--quiet", image]).ExecuteBufferedAsync(cancellationToken);
        return image;
    }

    static async Task<bool> AnswersAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(url, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static async Task RegistryAsync(string folder, int port, CancellationToken cancellationToken)
    {
        var configuration = Path.Combine(folder, "registry.yml");
        await File.WriteAllTextAsync(configuration, $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{folder}}/images } }
            http: { addr: "127.0.0.1:{{port}}" }
            """, cancellationToken);
        // What it says must be read: a closed pipe would end it.
        await Cli.Wrap("docker-registry").WithArguments(["serve", configuration])
            .WithStandardErrorPipe(PipeTarget.ToStream(Stream.Null)).ExecuteAsync(cancellationToken);
    }

    static async Task FundAsync(string networkFile, CancellationToken cancellationToken)
    {
        using var network = JsonDocument.Parse(await File.ReadAllTextAsync(networkFile, cancellationToken));
        using var http = new HttpClient();
        using var answer = await http.PostAsync(
            network.RootElement.GetProperty("faucet").GetString(), new StringContent($$"""{"address":"{{Address}}"}""", null, "application/json"), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
