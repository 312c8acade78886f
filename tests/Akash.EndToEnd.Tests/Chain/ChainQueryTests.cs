using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akash.Chain;
using Akash.Chain.Keys;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Audit.V1;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Provider.V1Beta4;
using Google.Protobuf;
using DeploymentStates = Akash.Proto.Deployment.V1.Deployment.Types.State;
using GroupStates = Akash.Proto.Deployment.V1Beta4.Group.Types.State;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>Everything that can be asked, by RPC and by gRPC alike, of one life that both see.</summary>
public sealed class ChainQueryTests(BareSandbox sandbox) : IClassFixture<BareSandbox>
{
    [Fact]
    public async Task Everything_can_be_asked_by_rpc_and_by_grpc_with_the_same_answers()
    {
        // Given: a deployment with a lease of a provider that an auditor has signed for
        using var tenant = await sandbox.FundAsync();
        using var host = await sandbox.FundAsync();
        using var auditor = await sandbox.FundAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest($"CN={tenant.Address}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(1));
        var dseq = await sandbox.Client.ChooseDseqAsync(tenant.Address, default);
        var bid = new BidID { Owner = tenant.Address, Dseq = dseq, Gseq = 1, Oseq = 1, Provider = host.Address };
        Akash.Proto.Base.Attributes.V1.Attribute region = new() { Key = "region", Value = "test" };
        await SendAsync(host, new MsgCreateProvider { Owner = host.Address, HostUri = "https://provider.test:8443", Attributes = { region } });
        await SendAsync(auditor, new MsgSignProviderAttributes { Owner = host.Address, Auditor = auditor.Address, Attributes = { region } });
        await SendAsync(
            tenant, ChainObjects.Creation(tenant.Address, dseq),
            Messages.CreateCertificate(tenant.Address, certificate.ExportCertificatePem(), key.ExportSubjectPublicKeyInfoPem().Replace("PUBLIC KEY", "EC PUBLIC KEY")));
        await SendAsync(host, ChainObjects.Bid(bid, "7.5"));
        var before = (await sandbox.Client.GetStatusAsync(default)).LatestHeight;
        await SendAsync(tenant, Messages.CreateLease(bid));

        // When
        var pinned = await sandbox.Client.AtLatestAsync(default);
        var byRpc = await AskAllAsync(By(network => network with { Grpc = [] }), pinned.PinnedHeight!.Value);
        var byGrpc = await AskAllAsync(By(network => network with { Rpc = [] }), pinned.PinnedHeight!.Value);
        var early = await By(network => network with { Rpc = [] }).AtHeight(before).ListLeasesAsync(tenant.Address, dseq, null, default).CountAsync();

        // Then
        byGrpc.Should().Equal(byRpc);
        byRpc.Should().OnlyContain(answer => answer.Value != "" && answer.Value != "null", "each of it is there");
        early.Should().Be(0, "the lease came in a later block");

        ChainClient By(Func<Akash.Chain.Networks.NetworkDefinition, Akash.Chain.Networks.NetworkDefinition> way) => sandbox.ClientOf(way(sandbox.Client.Network));

        async Task<Dictionary<string, string>> AskAllAsync(ChainClient client, long height)
        {
            var chain = client.AtHeight(height);
            var lease = new LeaseID { Owner = bid.Owner, Dseq = bid.Dseq, Gseq = 1, Oseq = 1, Provider = bid.Provider };
            var serial = System.Numerics.BigInteger.Parse("0" + certificate.SerialNumber, System.Globalization.NumberStyles.HexNumber).ToString();
            return new()
            {
                ["deployment"] = $"{await chain.FindDeploymentAsync(tenant.Address, dseq, default)}",
                ["deployments"] = await TextAsync(chain.ListDeploymentsAsync(tenant.Address, DeploymentStates.Active, default)),
                ["group"] = $"{await chain.FindGroupAsync(tenant.Address, dseq, 1, default)}",
                ["orders"] = await TextAsync(chain.ListOrdersAsync(tenant.Address, dseq, Order.Types.State.Active, default)),
                ["bids"] = await TextAsync(chain.ListBidsAsync(tenant.Address, dseq, null, default)),
                ["bid"] = $"{await chain.FindBidAsync(bid, default)}",
                ["leases"] = await TextAsync(chain.ListLeasesAsync(tenant.Address, null, Lease.Types.State.Active, default)),
                ["lease"] = $"{await chain.FindLeaseAsync(lease, default)}",
                ["provider"] = $"{await chain.FindProviderAsync(host.Address, default)}",
                ["providers"] = await TextAsync(chain.ListProvidersAsync(default)),
                ["audits"] = string.Concat(await chain.GetAuditedAttributesAsync(host.Address, default)),
                ["certificate"] = $"{await chain.FindCertificateAsync(tenant.Address, serial, default)}",
                ["account"] = $"{await chain.FindAccountAsync(tenant.Address, default)}",
                ["balances"] = string.Concat(await chain.GetSpendableBalancesAsync(tenant.Address, default)),
                ["escrow"] = $"{await chain.FindEscrowAccountAsync(tenant.Address, dseq, default)}",
                ["runway"] = $"{await chain.FindRunwayAsync(tenant.Address, dseq, default)}",
                ["deposits"] = string.Concat(await chain.GetMinimumDepositsAsync(default)),
                ["market"] = $"{await chain.GetMarketParamsAsync(default)}",
                ["gas price"] = $"{await chain.GetGasPriceAsync(default)}",
            };
        }
    }

    [Fact]
    public async Task A_hundred_deployments_of_one_wallet_at_once_all_live_and_end()
    {
        // Given
        using var tenant = await sandbox.FundAsync(uakt: 500_000_000, uact: 500_000_000);
        using var host = await sandbox.FundAsync(uakt: 500_000_000, uact: 500_000_000);
        await SendAsync(host, new MsgCreateProvider { Owner = host.Address, HostUri = "https://provider.test:8443" });

        // When: each of them creates, gets a bid, leases and closes, by itself
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            var dseq = await sandbox.Client.ChooseDseqAsync(tenant.Address, default);
            var bid = new BidID { Owner = tenant.Address, Dseq = dseq, Gseq = 1, Oseq = 1, Provider = host.Address };
            await SendAsync(tenant, ChainObjects.Creation(tenant.Address, dseq, new Coin(Denoms.Uact, 500_000)));
            await SendAsync(host, ChainObjects.Bid(bid, "1"));
            await SendAsync(tenant, Messages.CreateLease(bid));
            return (Dseq: dseq, Closed: await SendAsync(tenant, Messages.CloseDeployment(tenant.Address, dseq)));
        }));

        // Then
        receipts.Select(receipt => receipt.Dseq).Should().OnlyHaveUniqueItems();
        receipts.Select(receipt => receipt.Closed.Hash).Should().OnlyHaveUniqueItems();
        (await sandbox.Client.ListDeploymentsAsync(tenant.Address, DeploymentStates.Active, default).CountAsync()).Should().Be(0);
        (await sandbox.Client.ListDeploymentsAsync(tenant.Address, DeploymentStates.Closed, default).CountAsync()).Should().Be(100);
        (await sandbox.Client.ListLeasesAsync(tenant.Address, null, Lease.Types.State.Closed, default).CountAsync()).Should().Be(100);
    }

    Task<TransactionReceipt> SendAsync(Wallet wallet, params IReadOnlyList<IMessage> messages) =>
        new TransactionSender(sandbox.Client, wallet).SendAsync(messages, SendOptions.Default, default);

    static async Task<string> TextAsync<T>(IAsyncEnumerable<T> items) => string.Join('\n', await items.ToListAsync());
}
