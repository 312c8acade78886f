using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akash.Proto.Cert.V1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>A tenant beside one running provider over a scripted node, where chain events happen as the test says.</summary>
sealed class Tenant : IAsyncDisposable
{
    const ulong Dseq = 4711;

    readonly Wallet wallet = Wallet.FromName("tests/tenant");
    readonly ProviderHost host;
    readonly CancellationTokenSource stop;
    readonly Task blocks;

    Tenant(ScriptedNode node, ProviderHost host, CancellationTokenSource stop, Task blocks)
    {
        (Node, this.host, this.stop, this.blocks) = (node, host, stop, blocks);
        node.AddAccount(wallet.Address, wallet.PublicKey);
        Gateway = Client(Dseq);
    }

    public ScriptedNode Node { get; }

    public GatewayClient Gateway { get; }

    /// <summary>What the engine's names of its lease have in common.</summary>
    public string EngineName => new LeaseKey(wallet.Address, Dseq, 1, 1, host.Providers[0].Address).Namespace[..12];

    public IPEndPoint Ingress => host.IngressAddress;

    public static async Task<Tenant> StartAsync(Func<MarketOptions, MarketOptions>? change = null)
    {
        await BusyboxImage.RequireAsync();
        var node = new ScriptedNode();
        var options = new MarketOptions { Listen = [IPAddress.Loopback], RestartPause = TimeSpan.FromSeconds(1) };
        options = options with { Providers = [options.Providers[0]] };
        if (change is not null) options = change(options);
        foreach (var account in options.Accounts) node.AddAccount(account);
        var stop = new CancellationTokenSource();
        var blocks = CommitAsync(node, stop.Token);
        var host = await ProviderHost.StartAsync(node, options, new FaultBoard(0), TimeProvider.System, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        return new Tenant(node, host, stop, blocks);
    }

    static async Task CommitAsync(ScriptedNode node, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) node.Commit();
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    /// <summary>A client for another deployment of this tenant.</summary>
    public GatewayClient Client(ulong dseq) => new(host.Providers[0].HostUri, wallet, dseq, presented => Node.Sent.ToList().OfType<MsgCreateCertificate>().Any(message =>
        X509Certificate2.CreateFromPem(message.Cert.ToStringUtf8()).RawData.AsSpan().SequenceEqual(presented)));

    /// <summary>Orders, waits for the bid, takes it and sends the manifest.</summary>
    public async Task<GatewayClient> DeployAsync(params ManifestService[] services)
    {
        await LeaseAsync(services);
        (await Gateway.SendManifestAsync(services)).Should().Be(HttpStatusCode.OK);
        return Gateway;
    }

    public async Task LeaseAsync(params ManifestService[] services)
    {
        Update(services);
        Node.AddOrder(wallet.Address, Dseq, TestManifest.Granted(TestManifest.Of(services).Groups[0]));
        await Eventually.BecomesAsync(() => Node.Bids, bids => bids.Any(bid => bid.Id.Dseq == Dseq));
        Node.AddLease(wallet.Address, Dseq, host.Providers[0].Address);
    }

    /// <summary>Puts the hash of these services on chain.</summary>
    public void Update(params ManifestService[] services)
    {
        var manifest = TestManifest.Of(services);
        Node.AddDeployment(wallet.Address, Dseq, ManifestText.Hash(manifest), TestManifest.Granted(manifest.Groups[0]));
    }

    public void Close() => Node.CloseLease(Dseq);

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await host.DisposeAsync();
        await stop.CancelAsync();
        await blocks;
        stop.Dispose();
    }
}
