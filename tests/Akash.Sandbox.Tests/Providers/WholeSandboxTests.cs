using System.Net;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Tests.Hosting;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using static Akash.Sandbox.Tests.Providers.TestManifest;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Ledger, market and containers in one process: from an order to a page and its end.</summary>
[Collection("containers")]
public sealed class WholeSandboxTests
{
    const ulong Dseq = 28_450_001;

    [Fact]
    public async Task Tenant_creates_chooses_the_cheapest_bid_serves_updates_and_closes()
    {
        // Given a sandbox whose three providers bid on an order
        await BusyboxImage.RequireAsync();
        var options = new SandboxOptions { Market = new MarketOptions { Listen = [IPAddress.Loopback] }, BlockTime = TimeSpan.FromMilliseconds(200) };
        await using var sandbox = await SandboxHost.StartAsync(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var tenant = new TestAccount(sandbox, "whole");
        var first = Service("web", 1, "mkdir -p /tmp/www && echo $VERSION > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www", Http(8080)) with { Env = ["VERSION=v1"] };
        var manifest = Of(first);
        tenant.Send(new MsgCreateDeployment
        {
            Id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq },
            Groups = { Granted(manifest.Groups[0]) },
            Hash = ByteString.CopyFrom(ManifestText.Hash(manifest)),
            Deposit = new Deposit { Amount = new Coin { Denom = "uact", Amount = "5000000" }, Sources = { Source.Balance } },
        }).Code.Should().Be(0);
        var bids = await Eventually.BecomesAsync(() => Bids(sandbox, tenant), found => found.Count == sandbox.Providers.Count);

        // When the tenant takes the cheapest and sends its manifest
        var cheapest = bids.MinBy(bid => System.Numerics.BigInteger.Parse(bid.Price.Amount, System.Globalization.CultureInfo.InvariantCulture))!;
        tenant.Send(new MsgCreateLease { BidId = cheapest.Id }).Code.Should().Be(0);
        var provider = sandbox.Providers.Single(provider => provider.Address == cheapest.Id.Provider);
        provider.Name.Should().Be("community");
        using var gateway = new GatewayClient(provider.HostUri, Wallet.FromName("test/whole"), Dseq, presented => IsOnChain(sandbox, provider.Address, presented));
        (await gateway.SendManifestAsync(first)).Should().Be(HttpStatusCode.OK);

        // Then its page answers, and the next version after an update
        var address = (await gateway.ReadyAsync("web"))["services"]!["web"]!["uris"]![0]!.GetValue<string>();
        (await GatewayClient.FetchAsync(address)).Should().Be("v1");
        var second = first with { Env = ["VERSION=v2"] };
        tenant.Send(new MsgUpdateDeployment { Id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq }, Hash = ByteString.CopyFrom(ManifestText.Hash(Of(second))) }).Code.Should().Be(0);
        (await gateway.SendManifestAsync(second)).Should().Be(HttpStatusCode.OK);
        await gateway.ReadyAsync("web", generation: 2);
        (await GatewayClient.FetchAsync(address)).Should().Be("v2");

        // And nothing does once the deployment is closed; the losers' bids are gone, too
        tenant.Send(new MsgCloseDeployment { Id = new DeploymentID { Owner = tenant.Address, Dseq = Dseq } }).Code.Should().Be(0);
        await Eventually.BecomesAsync(() => GatewayClient.FetchAsync(address), page => page == "ConnectionError");
        Bids(sandbox, tenant).Should().BeEmpty();
    }

    static List<Bid> Bids(SandboxHost sandbox, TestAccount tenant) => [..
        QueryBidsResponse.Parser.ParseFrom(sandbox.Node.Query(
            "/akash.market.v1beta5.Query/Bids",
            new QueryBidsRequest { Filters = new() { Owner = tenant.Address, State = "open" } }.ToByteArray()).Value.Span).Bids.Select(bid => bid.Bid)];

    static bool IsOnChain(SandboxHost sandbox, string owner, byte[] presented) => QueryCertificatesResponse.Parser
        .ParseFrom(sandbox.Node.Query("/akash.cert.v1.Query/Certificates", new QueryCertificatesRequest { Filter = new() { Owner = owner, State = "valid" } }.ToByteArray()).Value.Span)
        .Certificates.Any(certificate => System.Security.Cryptography.X509Certificates.X509Certificate2
            .CreateFromPem(certificate.Certificate.Cert.ToStringUtf8()).RawData.AsSpan().SequenceEqual(presented));
}
