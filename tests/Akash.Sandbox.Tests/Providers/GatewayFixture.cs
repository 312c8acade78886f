using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Gateway;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A gateway with the address of the recorded provider over a scripted node and a clock of the test's own.</summary>
sealed class GatewayFixture : IAsyncDisposable
{
    /// <summary>The provider of the recordings, whose address its tokens name.</summary>
    public const string Provider = "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u";

    /// <summary>Its host name there.</summary>
    public const string PublicName = "provider.pgw.test";

    readonly ContainerEngine engine;
    readonly IngressGateway ingress;
    readonly GatewayCertificate certificate;
    readonly GatewayServer server;

    GatewayFixture(ScriptedNode node, FixedTime clock, ContainerEngine engine, IngressGateway ingress, GatewayCertificate certificate, GatewayServer server)
    {
        (Node, Clock, this.engine, this.ingress, this.certificate, this.server) = (node, clock, engine, ingress, certificate, server);
    }

    public ScriptedNode Node { get; }

    public FixedTime Clock { get; }

    public IPEndPoint Address => server.Address;

    public X509Certificate2 Certificate => certificate.Certificate;

    public static async Task<GatewayFixture> StartAsync()
    {
        var (node, clock) = (new ScriptedNode(), new FixedTime(DateTimeOffset.UnixEpoch));
        var options = new MarketOptions { Listen = [IPAddress.Loopback] };
        var ports = new PublicPorts(options.Listen);
        var engine = new ContainerEngine(null);
        var ingress = await IngressGateway.StartAsync(ports, 0);
        var settings = options.Providers[0];
        var conduct = new Conduct(settings, new FaultBoard(0));
        var inventory = new Inventory(settings.Name, settings.Capacity);
        var cluster = new Cluster(
            engine, ingress, ports, PublicName, new HostNames("blocked.example", ".blockeddomain.example"), new LeasedAddresses(NullLogger.Instance), inventory,
            options.IngressSuffix, new PodTiming(options.RestartPause), clock, NullLogger.Instance);
        var (chain, account) = (new ChainView(node), new SigningAccount(settings.CreateWallet(), node));
        var leases = new LeaseBook(Provider, options, chain, account, cluster);
        var bids = new BidEngine(settings, conduct, options.BidTimeout, chain, account, inventory, clock, NullLogger.Instance);
        // Every token is verified with the clock at its own time, so keys are asked anew each time.
        var tokens = new TokenVerifier(address => new AccountKeys(chain).Find(address), clock);
        var handler = new GatewayHandler(Provider, conduct, tokens, leases, bids, cluster);
        var certificate = GatewayCertificate.Create(Provider, PublicName, options.Listen, DateTimeOffset.UtcNow);
        var server = await GatewayServer.StartAsync(ports, new GatewayIdentity(certificate), new ClientCertificates(chain.ValidCertificate, clock), conduct, handler.HandleAsync);
        return new GatewayFixture(node, clock, engine, ingress, certificate, server);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await ingress.DisposeAsync();
        certificate.Dispose();
        engine.Dispose();
    }
}
