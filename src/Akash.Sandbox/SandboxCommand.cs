using System.CommandLine;
using System.Globalization;
using System.Net;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Replay;
using Microsoft.Extensions.Logging.Console;

namespace Akash.Sandbox;

/// <summary>The command line of <c>akash-sandbox</c>.</summary>
static class SandboxCommand
{
    const int BadInput = 2;

    public static RootCommand Create()
    {
        var listen = new Option<string[]>("--listen") { Description = "An address to listen on, or self for that of this machine's name, repeatable; the network file names the last", DefaultValueFactory = _ => ["127.0.0.1"], AllowMultipleArgumentsPerToken = true };
        var networkFile = new Option<string>("--network-file") { Description = "Where the network's addresses are written once everything answers" };
        var blockTime = new Option<string>("--block-time") { Description = "Time between blocks: 1s, 200ms", DefaultValueFactory = _ => "1s" };
        var chainId = new Option<string>("--chain-id") { Description = "The chain's id", DefaultValueFactory = _ => "akash-sandbox" };
        var fund = new Option<string[]>("--fund") { Description = "An address that begins with 10,000 AKT and 10,000 ACT, repeatable", DefaultValueFactory = _ => [] };

        var withoutProviders = new Option<bool>("--without-providers") { Description = "Only a node; bids come by transaction" };
        var provider = new Option<string[]>("--provider") { Description = $"NAME=TRAIT[,TRAIT…] of a provider, known or new, repeatable: {ProviderTraits.Known}", DefaultValueFactory = _ => [] };

        var simulate = new Option<bool>("--simulate-containers") { Description = "Leases run in name only, without Docker: every port answers HTTP with what the container was given" };
        var authorityFile = new Option<string>("--ca-file") { Description = "Where the root certificate is written that providers with tls=HOST have theirs from" };
        var port = new Option<int>("--port") { Description = "Port of RPC, REST and faucet; 0 for any" };
        var grpcPort = new Option<int>("--grpc-port") { Description = "Port of gRPC; 0 for any" };
        var adminPort = new Option<int>("--admin-port") { Description = "Port of the admin API and its page; 0 for any" };
        var seed = new Option<int>("--seed") { Description = "Seed of the faults' dice" };

        var root = new RootCommand("A whole Akash on one machine: a node, providers and a faucet")
        {
            listen, networkFile, blockTime, chainId, fund, withoutProviders, provider, simulate, authorityFile, port, grpcPort, adminPort, seed,
        };
        root.Subcommands.Add(ReplayCommand());
        root.SetAction(async (result, cancellationToken) =>
        {
            try
            {
                await RunAsync(Options(result), cancellationToken);
                return 0;
            }
            catch (FormatException refusal)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(refusal.Message);
                return BadInput;
            }
        });
        return root;

        SandboxOptions Options(ParseResult result)
        {
            IPAddress[] addresses = [.. result.GetRequiredValue(listen).Select(Address)];
            return new SandboxOptions
            {
                ChainId = result.GetRequiredValue(chainId),
                BlockTime = Time(result.GetRequiredValue(blockTime)),
                Listen = addresses,
                Market = result.GetValue(withoutProviders) ? null : result.GetRequiredValue(provider).Aggregate(
                    new MarketOptions { Listen = addresses, AuthorityFile = result.GetValue(authorityFile), SimulatesContainers = result.GetValue(simulate) }, (market, traits) => market.With(traits)),
                Ports = new NodePorts(result.GetValue(port), result.GetValue(grpcPort), result.GetValue(adminPort)),
                Seed = result.GetValue(seed),
                NetworkFile = result.GetValue(networkFile),
                Funded = [.. result.GetRequiredValue(fund).Select(Account)],
            };
        }
    }

    static Command ReplayCommand()
    {
        var history = new Option<string>("--history") { Description = "A recorded history: genesis, then blocks (.jsonl, .jsonl.gz)", Required = true };
        var cases = new Option<string[]>("--cases") { Description = "Recorded requests (.json, .json.gz), repeatable", DefaultValueFactory = _ => [] };
        var directory = new Option<string>("--out") { Description = "Where results.jsonl and answers-N.jsonl go", Required = true };
        var replay = new Command("replay", "Delivers a recorded history and writes what this ledger does with it") { history, cases, directory };
        replay.SetAction(result => HistoryReplay.Run(result.GetRequiredValue(history), result.GetRequiredValue(cases), result.GetRequiredValue(directory)));
        return replay;
    }

    /// <summary>Runs until the process is told to stop (SIGINT, SIGTERM).</summary>
    static async Task RunAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        await using var host = await SandboxHost.StartAsync(options, TimeProvider.System, logging.CreateLogger("sandbox"), cancellationToken);
        Console.WriteLine($"{host.Network.ChainId}: RPC and REST {host.Network.Rpc[0]}, gRPC {host.Network.Grpc[0]}, faucet {host.Network.Faucet}, page {host.Network.Admin}");
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>An address, or <c>self</c> for the one this machine's own name stands for: a container's on its network.</summary>
    static IPAddress Address(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : text == "self" ? Dns.GetHostAddresses(Dns.GetHostName(), System.Net.Sockets.AddressFamily.InterNetwork)[0]
        : throw new FormatException($"--listen is '{text}': expected an IP address of this machine, such as 127.0.0.1, or self");

    static string Account(string text) => AccountAddress.IsValid(text)
        ? text
        : throw new FormatException($"--fund is '{text}': expected an account's address, akash1…");

    static TimeSpan Time(string text) =>
        text.EndsWith("ms", StringComparison.Ordinal) && Number(text[..^2]) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds)
        : text.EndsWith('s') && Number(text[..^1]) is { } seconds ? TimeSpan.FromSeconds(seconds)
        : throw new FormatException($"--block-time is '{text}': expected a number with s or ms, such as 1s or 200ms");

    static double? Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
