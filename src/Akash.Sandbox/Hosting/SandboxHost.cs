using System.Numerics;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;
using Akash.Sandbox.Providers;

namespace Akash.Sandbox.Hosting;

/// <summary>A running sandbox: node, block production, ports, providers. For the program and for tests in process alike.</summary>
sealed class SandboxHost : IAsyncDisposable
{
    readonly CancellationTokenSource stopping;
    readonly Task production;
    readonly NodeServer server;
    readonly ProviderHost? providers;
    readonly Faucet faucet;

    SandboxHost(LedgerNode node, BlockProducer producer, CancellationTokenSource stopping, Task production, NodeServer server, ProviderHost? providers, Faucet faucet, NetworkDefinition network) =>
        (Node, Producer, this.stopping, this.production, this.server, this.providers, this.faucet, Network) =
        (node, producer, stopping, production, server, providers, faucet, network);

    public LedgerNode Node { get; }

    /// <summary>Makes blocks at once where a test can't wait for the clock.</summary>
    public BlockProducer Producer { get; }

    public NetworkDefinition Network { get; }

    public IReadOnlyList<(string Name, string Address, string HostUri)> Providers => providers?.Providers ?? [];

    /// <summary>Starts everything; when it returns, the node answers, blocks are made and the providers are registered.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider clock, ILogger log, CancellationToken cancellationToken)
    {
        var node = new LedgerNode(SandboxGenesis.Create(options, options.Market?.Accounts ?? [], Instant.From(clock.GetUtcNow())));
        var producer = new BlockProducer(node, options.BlockTime, clock);
        producer.Produce();
        var faucet = new Faucet(node);
        var stopping = new CancellationTokenSource();
        var production = producer.RunAsync(stopping.Token);
        NodeServer? server = null;
        ProviderHost? providers = null;
        try
        {
            server = await NodeServer.StartAsync(node, faucet, options.Listen, cancellationToken);
            if (options.Market is { } market) providers = await ProviderHost.StartAsync(node, market with { Listen = options.Listen }, clock, log, cancellationToken);
            var network = Describe(node, server, options.Market, providers);
            if (options.NetworkFile is { } path) await network.WriteAsync(path, cancellationToken);
            return new SandboxHost(node, producer, stopping, production, server, providers, faucet, network);
        }
        catch
        {
            await StopAsync(stopping, production, server, providers);
            throw;
        }
    }

    /// <summary>Gives coins to an account, at once.</summary>
    public void Fund(string address, BigInteger uakt, BigInteger uact) => faucet.Give(address, uakt, uact);

    public async ValueTask DisposeAsync() => await StopAsync(stopping, production, server, providers);

    static NetworkDefinition Describe(LedgerNode node, NodeServer server, MarketOptions? market, ProviderHost? providers) => new(
        node.ChainId, [server.WebUrl], [server.WebUrl], [server.GrpcUrl], server.WebUrl + "/faucet", "0.025uakt",
        providers is null ? null : new IngressDefinition(market!.IngressSuffix, providers.IngressAddress.ToString()));

    /// <summary>Providers go first: what they run is theirs to remove, and they may want the chain for it.</summary>
    static async Task StopAsync(CancellationTokenSource stopping, Task production, NodeServer? server, ProviderHost? providers)
    {
        if (providers is not null) await providers.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        await stopping.CancelAsync();
        await production.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }
}
