using System.Net;
using Akash.Sandbox.Faults;
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
    readonly IContainerEngine engine;
    readonly IngressGateway ingress;
    readonly IReadOnlyList<Provider> providers;
    readonly ILogger log;
    readonly Task work;

    ProviderHost(IContainerEngine engine, IngressGateway ingress, IReadOnlyList<Provider> providers, INode node, ILogger log)
    {
        (this.engine, this.ingress, this.providers, this.log) = (engine, ingress, providers, log);
        work = Task.Run(() => WatchAsync(node));
    }

    /// <summary>The shared ingress port on the public address, for a network file's <c>ingress.address</c>.</summary>
    public IPEndPoint IngressAddress => ingress.Address;

    public IReadOnlyList<(string Name, string Address, string HostUri)> Providers =>
        [.. providers.Select(provider => (provider.Settings.Name, provider.Address, provider.HostUri))];

    /// <summary>How the provider of a name behaves; null where there is none.</summary>
    public Conduct? FindConduct(string name) => providers.FirstOrDefault(provider => provider.Settings.Name == name)?.Conduct;

    public IReadOnlyList<LeaseKey> LeasesOf(string name) => providers.FirstOrDefault(provider => provider.Settings.Name == name)?.Leases.Leases ?? [];

    /// <summary>What runs for a lease; null where its provider knows of none.</summary>
    public LeaseWorkload? FindWorkload(LeaseKey lease) => providers.FirstOrDefault(provider => provider.Address == lease.Provider)?.Leases.Find(lease);

    /// <summary>The last lines of each of a lease's pods.</summary>
    public async Task<IReadOnlyList<(string Pod, string Line)>> ReadLogsAsync(LeaseKey lease, int tail, CancellationToken cancellationToken)
    {
        var lines = new List<(string Pod, string Line)>();
        var workload = FindWorkload(lease);
        foreach (var pod in (workload?.Stored?.AllServices ?? []).SelectMany(service => workload!.FindService(service.Name)?.Pods ?? []))
        {
            try
            {
                await foreach (var line in LogStream.ReadAsync(pod, follow: false, tail, engine, cancellationToken)) lines.Add((pod.Name, line));
            }
            catch (Exception gone) when (EngineTrouble.Is(gone))
            {
                // The container went away while it was read.
            }
        }

        return lines;
    }

    /// <summary>
    /// Starts gateways and ingress, removes leftovers of crashed sandboxes and waits until all records are on chain. Bids and leases
    /// live by the chain's time, which may be ahead of the one that tokens and certificates are judged by.
    /// </summary>
    public static async Task<ProviderHost> StartAsync(
        INode node, MarketOptions options, FaultBoard faults, TimeProvider time, TimeProvider chainTime, ILogger log, CancellationToken cancellationToken)
    {
        IContainerEngine engine = options.SimulatesContainers ? new SimulatedEngine() : await OpenEngineAsync(options.DockerEndpoint, log, cancellationToken);
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
                new Inventory(settings.Name, settings.Capacity), settings.GeneratesHostNames ? options.IngressSuffix : null, timing, chainTime, log);
            providers.Add(await Provider.StartAsync(settings, options, faults, node, cluster, time, authority));
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
                foreach (var provider in providers.Where(provider => !provider.Conduct.IsDown)) LookAt(block, provider);
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
        switch (engine)
        {
            case ContainerEngine docker:
                await TryEngineAsync(log, () => docker.RemoveOwnAsync(CancellationToken.None));
                docker.Dispose();
                break;
            case SimulatedEngine simulated: await simulated.DisposeAsync(); break;
        }

        stop.Dispose();
    }

    static async Task<ContainerEngine> OpenEngineAsync(Uri? endpoint, ILogger log, CancellationToken cancellationToken)
    {
        var engine = new ContainerEngine(endpoint);
        await TryEngineAsync(log, async () =>
        {
            await engine.FindSelfAsync(cancellationToken);
            await engine.RemoveLeftoversAsync(cancellationToken);
        });
        return engine;
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
        readonly StatusFeed feed;
        readonly LeaseNotice notice;
        readonly LeasedAddresses addresses;

        Provider(
            ProviderSettings settings, Conduct conduct, SigningAccount account, GatewayIdentity identity, GatewayServer gateway, BidEngine bids, LeaseBook leases, StatusFeed feed, LeaseNotice notice, LeasedAddresses addresses)
        {
            (Settings, Conduct, this.account, this.identity) = (settings, conduct, account, identity);
            (this.gateway, this.bids, Leases, this.feed, this.notice, this.addresses) = (gateway, bids, leases, feed, notice, addresses);
        }

        public ProviderSettings Settings { get; }

        public Conduct Conduct { get; }

        public LeaseBook Leases { get; }

        public string Address => account.Address;

        public string HostUri => gateway.HostUri;

        public static async Task<Provider> StartAsync(
            ProviderSettings settings, MarketOptions options, FaultBoard faults, INode node, Cluster cluster, TimeProvider time, CertificateAuthority authority)
        {
            var conduct = new Conduct(settings, faults);
            var chain = new ChainView(node);
            var account = new SigningAccount(settings.CreateWallet(), node);
            var leases = new LeaseBook(account.Address, options, chain, account, cluster);
            var bids = new BidEngine(settings, conduct, options.BidTimeout, chain, account, cluster.Inventory, cluster.Time, cluster.Log);
            var tokens = new TokenVerifier(new AccountKeys(chain).Find, time);
            ProviderCondition Read() => ProviderCondition.Of(account.Address, settings, leases, bids, cluster);
            var handler = new GatewayHandler(account.Address, conduct, tokens, leases, cluster, Read, time);
            var feed = new StatusFeed(Read, time);
            var now = time.GetUtcNow();
            var own = GatewayCertificate.Create(account.Address, settings.PublicName ?? "localhost", options.Listen, now);
            var issued = settings.PublicName is { } name && settings.Behaviour.Age is not ProviderAge.BeforeTokens ? authority.Issue(name, now) : null;
            var identity = new GatewayIdentity(own, settings.PublicName, issued);
            var clients = new ClientCertificates(chain.ValidCertificate, time);
            var gateway = await GatewayServer.StartAsync(cluster.Ports, identity, clients, conduct, conduct.Faults(time), handler.HandleAsync, feed);
            conduct.Impostor = new GatewayIdentity(GatewayCertificate.Create(account.Address, settings.PublicName ?? "localhost", options.Listen, now));
            return new Provider(settings, conduct, account, identity, gateway, bids, leases, feed, new LeaseNotice(conduct, chain, account, cluster.Time, cluster.Log), cluster.Addresses);
        }

        public Task RegisterAsync(INode node, CancellationToken cancellationToken) =>
            Registration.RegisterAsync(Settings, HostUri, identity.Own, account, node, cancellationToken);

        public void OnBlock(long height)
        {
            Leases.OnBlock();
            bids.OnBlock(height);
            notice.OnBlock(height);
            feed.Look();
        }

        public async ValueTask DisposeAsync()
        {
            await gateway.DisposeAsync();
            await Leases.EndAsync();
            addresses.Dispose();
            identity.Dispose();
            Conduct.Dispose();
        }
    }
}
