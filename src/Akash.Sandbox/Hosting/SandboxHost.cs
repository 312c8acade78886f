using System.Numerics;
using Akash.Sandbox.Admin;
using Akash.Sandbox.Faults;
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
    readonly AdminServer admin;
    readonly Faucet faucet;

    SandboxHost(SandboxControl control, CancellationTokenSource stopping, Task production, NodeServer server, AdminServer admin, Faucet faucet, NetworkDefinition network) =>
        (Control, this.stopping, this.production, this.server, this.admin, this.faucet, Network) = (control, stopping, production, server, admin, faucet, network);

    public LedgerNode Node => Control.Node;

    /// <summary>Makes blocks at once where a test can't wait for the clock.</summary>
    public BlockProducer Producer => Control.Producer;

    /// <summary>Faults, time, snapshots and what else the admin port offers.</summary>
    public SandboxControl Control { get; }

    public NetworkDefinition Network { get; }

    public IReadOnlyList<(string Name, string Address, string HostUri)> Providers => Control.Providers?.Providers ?? [];

    /// <summary>Starts everything; when it returns, the node answers, blocks are made and the providers are registered.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, TimeProvider clock, ILogger log, CancellationToken cancellationToken)
    {
        var node = new LedgerNode(SandboxGenesis.Create(options, options.Market?.Accounts ?? [], Instant.From(clock.GetUtcNow())));
        var (chainTime, faults, recent) = (new ShiftedTime(clock), new FaultBoard(options.Seed), new RecentLog(log, clock));
        var producer = new BlockProducer(node, options.BlockTime, chainTime);
        producer.Produce();
        var faucet = new Faucet(node);
        var stopping = new CancellationTokenSource();
        var production = producer.RunAsync(stopping.Token);
        NodeServer? server = null;
        ProviderHost? providers = null;
        AdminServer? admin = null;
        try
        {
            server = await NodeServer.StartAsync(node, faucet, faults, clock, options.Listen, options.Ports, cancellationToken);
            if (options.Market is { } market) providers = await ProviderHost.StartAsync(node, market with { Listen = options.Listen }, faults, clock, chainTime, recent, cancellationToken);
            var control = new SandboxControl(node, producer, chainTime, faults, providers);
            NetworkDefinition? network = null;
            admin = await AdminServer.StartAsync(control, () => network, recent, options.Listen, options.Ports.Admin, cancellationToken);
            network = Describe(node, server, options.Market, providers, admin.Url);
            if (options.NetworkFile is { } path) await network.WriteAsync(path, cancellationToken);
            return new SandboxHost(control, stopping, production, server, admin, faucet, network);
        }
        catch
        {
            await StopAsync(stopping, production, server, providers, admin);
            throw;
        }
    }

    /// <summary>Gives coins to an account, at once.</summary>
    public void Fund(string address, BigInteger uakt, BigInteger uact) => faucet.Give(address, uakt, uact);

    public async ValueTask DisposeAsync() => await StopAsync(stopping, production, server, Control.Providers, admin);

    static NetworkDefinition Describe(LedgerNode node, NodeServer server, MarketOptions? market, ProviderHost? providers, string admin) => new(
        node.ChainId, [server.WebUrl], [server.WebUrl], [server.GrpcUrl], server.WebUrl + "/faucet", "0.025uakt",
        providers is null ? null : new IngressDefinition(market!.IngressSuffix, providers.IngressAddress.ToString()), admin);

    /// <summary>Providers go first: what they run is theirs to remove, and they may want the chain for it.</summary>
    static async Task StopAsync(CancellationTokenSource stopping, Task production, NodeServer? server, ProviderHost? providers, AdminServer? admin)
    {
        if (admin is not null) await admin.DisposeAsync();
        if (providers is not null) await providers.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
        await stopping.CancelAsync();
        await production.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }
}
