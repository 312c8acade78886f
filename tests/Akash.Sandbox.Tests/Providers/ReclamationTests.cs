using System.Net;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using static Akash.Sandbox.Tests.Providers.TestManifest;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Providers that take resources back after a notice (chain.md 12).</summary>
public sealed class ReclamationTests
{
    const ulong Dseq = 28_450_002;

    [Fact]
    public async Task Lease_under_notice_runs_on_takes_no_manifest_and_is_closed_when_its_window_has_passed()
    {
        // Given an order that asks for a day's notice, which one provider of two offers
        var market = new MarketOptions { Listen = [IPAddress.Loopback], SimulatesContainers = true }.With("community=reclamation=86400").With("audited=reclamation=3600");
        var options = new SandboxOptions { Market = market with { Providers = [.. market.Providers.Take(2)] }, BlockTime = TimeSpan.FromMilliseconds(200) };
        await using var sandbox = await SandboxHost.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        var tenant = new TestAccount(sandbox, "reclaimed");
        var service = Service("web", 1, "exec sleep 600", Http(8080));
        tenant.Send(new MsgCreateDeployment
        {
            Id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq },
            Groups = { Granted(Of(service).Groups[0]) },
            Hash = ByteString.CopyFrom(ManifestText.Hash(Of(service))),
            Deposit = new Deposit { Amount = new Coin { Denom = "uact", Amount = "5000000" }, Sources = { Source.Balance } },
            Reclamation = new DeploymentReclamation { MinWindow = Duration.FromTimeSpan(TimeSpan.FromHours(2)) },
        }).Code.Should().Be(0);
        var bid = (await Eventually.BecomesAsync(() => Bids(sandbox, tenant), found => found.Count > 0)).Single();
        bid.ReclamationWindow.ToTimeSpan().Should().Be(TimeSpan.FromDays(1));
        tenant.Send(new MsgCreateLease { BidId = bid.Id }).Code.Should().Be(0);
        var provider = sandbox.Providers.Single(provider => provider.Address == bid.Id.Provider);
        using var gateway = new GatewayClient(provider.HostUri, Wallet.FromName("test/reclaimed"), Dseq, presented => IsOnChain(sandbox, provider.Address, presented));
        (await gateway.SendManifestAsync(service)).Should().Be(HttpStatusCode.OK);
        await gateway.ReadyAsync("web");

        // When the provider gives notice
        sandbox.Control.Providers!.FindConduct("community")!.Change("reclaim");
        var noticed = await Eventually.BecomesAsync(() => LeaseOf(sandbox, tenant), lease => lease.State is Lease.Types.State.Reclaiming);

        // Then the lease runs on without taking manifests
        noticed.Reclamation.Reason.Should().Be(LeaseClosedReason.Decommission);
        await Eventually.BecomesAsync(() => gateway.SendManifestAsync(service), answer => answer is HttpStatusCode.NotFound);
        (await gateway.ReadyAsync("web"))["services"]!["web"]!["ready_replicas"]!.GetValue<int>().Should().Be(1);

        // And is closed after the window, not before
        sandbox.Control.Advance(TimeSpan.FromHours(23));
        LeaseOf(sandbox, tenant).State.Should().Be(Lease.Types.State.Reclaiming);
        sandbox.Control.Advance(TimeSpan.FromHours(2));
        var closed = await Eventually.BecomesAsync(() => LeaseOf(sandbox, tenant), lease => lease.State is Lease.Types.State.Closed);
        closed.Reason.Should().Be(LeaseClosedReason.Decommission);
    }

    static List<Bid> Bids(SandboxHost sandbox, TestAccount tenant) => [..
        QueryBidsResponse.Parser.ParseFrom(sandbox.Node.Query(
            "/akash.market.v1beta5.Query/Bids",
            new QueryBidsRequest { Filters = new() { Owner = tenant.Address, State = "open" } }.ToByteArray()).Value.Span).Bids.Select(bid => bid.Bid)];

    static Lease LeaseOf(SandboxHost sandbox, TestAccount tenant) => QueryLeasesResponse.Parser
        .ParseFrom(sandbox.Node.Query("/akash.market.v1beta5.Query/Leases", new QueryLeasesRequest { Filters = new() { Owner = tenant.Address } }.ToByteArray()).Value.Span).Leases.Single().Lease;

    static bool IsOnChain(SandboxHost sandbox, string owner, byte[] presented) => QueryCertificatesResponse.Parser
        .ParseFrom(sandbox.Node.Query("/akash.cert.v1.Query/Certificates", new QueryCertificatesRequest { Filter = new() { Owner = owner, State = "valid" } }.ToByteArray()).Value.Span)
        .Certificates.Any(certificate => System.Security.Cryptography.X509Certificates.X509Certificate2
            .CreateFromPem(certificate.Certificate.Cert.ToStringUtf8()).RawData.AsSpan().SequenceEqual(presented));
}
