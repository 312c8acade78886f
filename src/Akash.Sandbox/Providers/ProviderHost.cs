using System.Net;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Node;
using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Gateway;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers;

/// <summary>All providers of a sandbox beside one node: they register, bid, run leases as containers, and leave nothing behind.</summary>
sealed class ProviderHost : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly ContainerEngine engine;
    readonly IngressGateway ingress;
    readonly IReadOnlyList<Provider> providers;
    readonly ILogger log;
    readonly Task work;

    ProviderHost(ContainerEngine engine, IngressGateway ingress, IReadOnlyList<Provider> providers, INode node, ILogger log)
    {
        (this.engine, this.ingress, this.providers, this.log) = (engine, ingress, providers, log);
        work = Task.Run(() => WatchAsync(node));
    }

    /// <summary>The shared ingress port on the public address, for a network file's <c>ingress.address</c>.</summary>
    public IPEndPoint IngressAddress => ingress.Address;

    public IReadOnlyList<(string Name, string Address, string HostUri)> Providers =>
        [.. providers.Select(provider => (provider.Settings.Name, provider.Address, provider.HostUri))];

    /// <summary>Starts gateways and ingress, removes leftovers of crashed sandboxes and waits until all records are on chain.</summary>
    public static async Task<ProviderHost> StartAsync(INode node, MarketOptions options, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        var engine = new ContainerEngine(options.DockerEndpoint);
        await TryEngineAsync(log, () => engine.RemoveLeftoversAsync(cancellationToken));
        var ports = new PublicPorts(options.Listen);
        using var authority = CertificateAuthority.Create(time.GetUtcNow());
        if (options.AuthorityFile is { } path) await File.WriteAllTextAsync(path, authority.RootPem, cancellationToken);
        var ingress = await IngressGateway.StartAsync(ports, options.IngressPort);
        var providers = new List<Provider>();
        foreach (var settings in options.Providers)
        {
            var timing = new PodTiming(options.RestartPause) { ReadyDelay = settings.Behaviour.ReadyDelay };
            var cluster = new Cluster(
                engine, ingress, ports, settings.PublicName ?? ports.PublicAddress.ToString(), new HostNames(settings.BlockedHosts), new LeasedAddresses(log),
                new Inventory(settings.Name, settings.Capacity), options.IngressSuffix, timing, time, log);
            providers.Add(await Provider.StartAsync(settings, options, node, cluster, authority));
        }

        await Task.WhenAll(providers.Select(provider => provider.RegisterAsync(node, cancellationToken)));
        var auditor = new SigningAccount(MarketOptions.Auditor, node);
        foreach (var provider in providers.Where(provider => provider.Settings.IsAudited))
        {
            await Registration.SignAsync(provider.Settings, provider.Address, auditor, node, cancellationToken);
        }

        return new ProviderHost(engine, ingress, providers, node, log);
    }

    async Task WatchAsync(INode node)
    {
        try
        {
            await foreach (var block in node.ReadBlocksAsync(stop.Token))
            {
                foreach (var provider in providers) LookAt(block, provider);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The sandbox ends.
        }
    }

    /// <summary>A query or transaction that fails costs a provider one block, not its life.</summary>
    void LookAt(CommittedBlock block, Provider provider)
    {
        try
        {
            provider.OnBlock(block.Height);
        }
        catch (InvalidOperationException failure)
        {
            log.LogError(failure, "{Provider} makes nothing of block {Height}", provider.Settings.Name, block.Height);
        }
    }

    /// <summary>Stops everything and removes every container, network and volume.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        foreach (var provider in providers) await provider.DisposeAsync();
        await ingress.DisposeAsync();
        await TryEngineAsync(log, () => engine.RemoveOwnAsync(CancellationToken.None));
        engine.Dispose();
        stop.Dispose();
    }

    /// <summary>A sandbox without an engine has a chain and bids; only containers are missing.</summary>
    static async Task TryEngineAsync(ILogger log, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception absent) when (EngineTrouble.Is(absent))
        {
            log.LogWarning("No Docker engine answers ({Why}): leases will not run until one does", absent.Message);
        }
    }

    /// <summary>One provider: its account, its gateway, its bids and its leases.</summary>
    sealed class Provider : IAsyncDisposable
    {
        readonly SigningAccount account;
        readonly GatewayIdentity identity;
        readonly GatewayServer gateway;
        readonly BidEngine bids;
        readonly LeaseBook leases;
        readonly LeasedAddresses addresses;

        Provider(ProviderSettings settings, SigningAccount account, GatewayIdentity identity, GatewayServer gateway, BidEngine bids, LeaseBook leases, LeasedAddresses addresses) =>
            (Settings, this.account, this.identity, this.gateway, this.bids, this.leases, this.addresses) = (settings, account, identity, gateway, bids, leases, addresses);

        public ProviderSettings Settings { get; }

        public string Address => account.Address;

        public string HostUri => gateway.HostUri;

        public static async Task<Provider> StartAsync(ProviderSettings settings, MarketOptions options, INode node, Cluster cluster, CertificateAuthority authority)
        {
            var chain = new ChainView(node);
            var account = new SigningAccount(settings.CreateWallet(), node);
            var leases = new LeaseBook(account.Address, options, chain, account, cluster);
            var bids = new BidEngine(settings, options.BidTimeout, chain, account, cluster.Inventory, cluster.Time, cluster.Log);
            var tokens = new TokenVerifier(new AccountKeys(chain).Find, cluster.Time);
            var handler = new GatewayHandler(account.Address, settings.Behaviour, tokens, leases, bids, cluster);
            var now = cluster.Time.GetUtcNow();
            var own = GatewayCertificate.Create(account.Address, settings.PublicName ?? "localhost", options.Listen, now);
            var issued = settings.PublicName is { } name && settings.Behaviour.Age is not ProviderAge.BeforeTokens ? authority.Issue(name, now) : null;
            var identity = new GatewayIdentity(own, settings.PublicName, issued);
            var clients = new ClientCertificates(chain.ValidCertificate, cluster.Time);
            var gateway = await GatewayServer.StartAsync(cluster.Ports, identity, clients, handler.HandleAsync);
            return new Provider(settings, account, identity, gateway, bids, leases, cluster.Addresses);
        }

        public Task RegisterAsync(INode node, CancellationToken cancellationToken) =>
            Registration.RegisterAsync(Settings, HostUri, identity.Own, account, node, cancellationToken);

        public void OnBlock(long height)
        {
            leases.OnBlock();
            bids.OnBlock(height);
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            await leases.EndAsync();
            addresses.Dispose();
            identity.Dispose();
        }
    }
}
