using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Gateway;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>The gateway of the recorded provider over a scripted node and engine, and a clock of the test's own.</summary>
sealed class RecordedGateway : IAsyncDisposable
{
    /// <summary>The provider of the recordings, whose address its tokens name.</summary>
    public const string Provider = "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u";

    /// <summary>Its host name there.</summary>
    public const string PublicName = "provider.pgw.test";

    public const string IngressSuffix = "ingress.pgw.test";

    readonly RecordedCertificates certificates = new();
    readonly IngressGateway ingress;
    readonly GatewayIdentity identity;
    readonly GatewayServer server;
    readonly Cluster cluster;

    RecordedGateway(ScriptedNode node, FixedTime clock, ScriptedEngine engine, IngressGateway ingress, Cluster cluster, LeaseBook leases, Conduct conduct, GatewayIdentity identity, GatewayServer server, StatusFeed status, FakeTimeProvider socketTime) =>
        (Node, Clock, Engine, Conduct, this.ingress, this.cluster, Leases, this.identity, this.server, Status, SocketTime) = (node, clock, engine, conduct, ingress, cluster, leases, identity, server, status, socketTime);

    public ScriptedNode Node { get; }

    public FixedTime Clock { get; }

    public ScriptedEngine Engine { get; }

    public Conduct Conduct { get; }

    public LeaseBook Leases { get; }

    public StatusFeed Status { get; }

    /// <summary>By which sockets ping and lose patience.</summary>
    public FakeTimeProvider SocketTime { get; }

    public IPEndPoint Address => server.Address;

    public IPEndPoint GrpcAddress => server.GrpcAddress;

    /// <summary>The certificate on chain.</summary>
    public X509Certificate2 Certificate => identity.Own.Certificate;

    /// <summary>The authority's, for the public name.</summary>
    public X509Certificate2? Issued => identity.Issued?.Certificate;

    /// <param name="behaviour">How it differs from the recorded one; null for not at all.</param>
    /// <param name="change">What else of its settings differs.</param>
    /// <param name="withAuthority">Whether it has an authority's certificate for its public name, as in the recorder's first run.</param>
    public static async Task<RecordedGateway> StartAsync(ProviderBehaviour? behaviour = null, bool withAuthority = true, ScriptedEngine? engine = null, Func<ProviderSettings, ProviderSettings>? change = null)
    {
        var (node, clock) = (new ScriptedNode(), new FixedTime(DateTimeOffset.UnixEpoch));
        engine ??= new ScriptedEngine();
        var options = new MarketOptions { Listen = [IPAddress.Loopback] };
        var ports = new PublicPorts(options.Listen);
        var ingress = await IngressGateway.StartAsync(ports, 0);
        var settings = (change ?? (same => same))(options.Providers[0] with { Behaviour = behaviour ?? new ProviderBehaviour() });
        var conduct = new Conduct(settings, new FaultBoard(0));
        var inventory = new Inventory(settings.Name, settings.Capacity);
        var timing = new PodTiming(options.RestartPause) { Settling = TimeSpan.Zero, LongestSettling = TimeSpan.Zero };
        var cluster = new Cluster(
            engine, ingress, ports, PublicName, new HostNames("blocked.example", ".blockeddomain.example"), new LeasedAddresses(NullLogger.Instance), inventory,
            settings.GeneratesHostNames ? IngressSuffix : null, timing, clock, NullLogger.Instance);
        var (chain, account) = (new ChainView(node), new SigningAccount(settings.CreateWallet(), node));
        var leases = new LeaseBook(Provider, options, chain, account, cluster);
        var bids = new BidEngine(settings, conduct, options.BidTimeout, chain, account, inventory, clock, NullLogger.Instance);
        // Every token is verified with the clock at its own time, so keys are asked anew each time.
        var tokens = new TokenVerifier(address => new AccountKeys(chain).Find(address), clock);
        var socketTime = new FakeTimeProvider();
        ProviderCondition Read() => ProviderCondition.Of(Provider, settings, leases, bids, cluster);
        var handler = new GatewayHandler(Provider, conduct, tokens, leases, cluster, Read, socketTime);
        var status = new StatusFeed(Read, clock);
        using var authority = CertificateAuthority.Create(DateTimeOffset.UtcNow);
        var identity = new GatewayIdentity(
            GatewayCertificate.Create(Provider, PublicName, options.Listen, DateTimeOffset.UtcNow), PublicName, withAuthority ? authority.Issue(PublicName, DateTimeOffset.UtcNow) : null);
        var server = await GatewayServer.StartAsync(ports, identity, new ClientCertificates(chain.ValidCertificate, clock), conduct, conduct.Faults(clock), handler.HandleAsync, status);
        foreach (var (address, key) in RecordedAccounts.PublicKeys) node.AddAccount(address, Convert.FromHexString(key));
        node.AddAccount(RecordedAccounts.WithoutKey);
        var gateway = new RecordedGateway(node, clock, engine, ingress, cluster, leases, conduct, identity, server, status, socketTime);
        gateway.certificates.Publish(node);
        return gateway;
    }

    /// <summary>Puts a deployment on chain with the groups of one manifest and the hash of another, by default the same.</summary>
    public void Create(string owner, ulong dseq, byte[] granted, byte[]? hashed = null) => Node.AddDeployment(
        owner, dseq, ManifestText.Hash(ManifestReader.Read(hashed ?? granted)), [.. ManifestReader.Read(granted).Groups.Select(TestManifest.Granted)]);

    public void Lease(string owner, ulong dseq, uint gseq = 1) => Node.AddLease(owner, dseq, Provider, gseq);

    /// <summary>The provider looks at the chain.</summary>
    public void LookAtChain() => Leases.OnBlock();

    public void Revoke(string certificate) => Node.RevokeCertificate(certificates.Find(certificate));

    /// <summary>Makes a recorded request at the time it was made.</summary>
    public async Task<RawAnswer> PlayAsync(RecordedCase recorded)
    {
        Clock.Now = recorded.Time;
        var client = recorded.ClientCertificate is { } name ? certificates.Show(name) : null;
        return await RawRequest.SendAsync(this, recorded.ServerName, client, recorded.Method, recorded.Path, recorded.Headers, recorded.RequestBody);
    }

    /// <summary>A channel to the gRPC port, with a client certificate by the recorder's name or none.</summary>
    public GrpcChannel OpenGrpc(string? certificate = null) => GrpcChannel.ForAddress($"https://{GrpcAddress}", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.RawData),
                ClientCertificateContext = certificate is null ? null : certificates.Show(certificate),
            },
        },
        DisposeHttpClient = true,
    });

    /// <summary>Waits until all that a manifest asks for is there, running or not.</summary>
    public Task SettleAsync(string owner, ulong dseq, uint gseq = 1) => Eventually.BecomesAsync(
        () => Leases.Find(new LeaseKey(owner, dseq, gseq, 1, Provider)) is { Stored: { } group } workload
            && IsExposed(workload)
            && workload.Services.Count == group.AllServices.Count()
            && workload.Services.All(service => service.Status.Replicas == group.AllServices.Single(wanted => wanted.Name == service.Status.Name).Count),
        settled => settled);

    /// <summary>Waits until all of it is ready.</summary>
    public Task ReadyAsync(string owner, ulong dseq, uint gseq = 1) => Eventually.BecomesAsync(
        () => Leases.Find(new LeaseKey(owner, dseq, gseq, 1, Provider)) is { Stored: not null, IsHealthy: true } workload && IsExposed(workload), ready => ready);

    /// <summary>Whether every service has the addresses and ports that its exposes ask for.</summary>
    static bool IsExposed(LeaseWorkload workload) => workload.Stored!.AllServices.All(wanted =>
        workload.Services.FirstOrDefault(service => service.Status.Name == wanted.Name).Exposure is { } exposure
        && exposure.Uris is null == wanted.Exposes.All(expose => !expose.IsIngress)
        && exposure.ForwardedPorts.Count == wanted.Exposes.Count(expose => expose.Global && !expose.IsIngress));

    public async ValueTask DisposeAsync()
    {
        Engine.ReleaseStarts();
        await server.DisposeAsync();
        await Leases.EndAsync();
        await ingress.DisposeAsync();
        cluster.Addresses.Dispose();
        identity.Dispose();
        Conduct.Dispose();
        certificates.Dispose();
    }
}
