using Akash.Chain;
using Akash.Chain.Errors;
using Akash.Chain.Keys;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Provider.V1Beta4;
using Google.Protobuf;
using DeploymentStates = Akash.Proto.Deployment.V1.Deployment.Types.State;
using static Akash.EndToEnd.Tests.Chain.ChainObjects;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>The chain client against the sandbox's ledger, which was written without it, by RPC.</summary>
public sealed class ChainLifeTests(ChainSandbox sandbox) : ChainLife(sandbox, prefersGrpc: false), IClassFixture<ChainSandbox>;

/// <summary>The same by gRPC.</summary>
public sealed class GrpcChainLifeTests(ChainSandbox sandbox) : ChainLife(sandbox, prefersGrpc: true), IClassFixture<ChainSandbox>
{
    [Fact]
    public async Task Network_without_rpc_is_used_by_grpc()
    {
        var chain = Sandbox.ClientOf(Chain.Network with { Rpc = [] });

        (await chain.GetStatusAsync(default)).ChainId.Should().Be(Chain.Network.ChainId);
        (await chain.GetMinimumDepositsAsync(default)).Should().NotBeEmpty();
    }
}

public abstract class ChainLife(ChainSandbox sandbox, bool prefersGrpc)
{
    protected ChainSandbox Sandbox => sandbox;

    protected ChainClient Chain { get; } = prefersGrpc
        ? sandbox.ClientOf(sandbox.Client.Network with { Rpc = [] })
        : sandbox.ClientOf(sandbox.Client.Network with { Grpc = [] });

    TransactionSender Sender(Wallet wallet) => new(Chain, wallet);

    [Fact]
    public async Task Deployment_lives_from_creation_over_lease_update_and_top_up_to_its_close()
    {
        // Given
        using var tenant = await sandbox.FundAsync();
        using var host = await sandbox.FundAsync();
        await RegisterAsync(host);
        var sender = Sender(tenant);

        // When: create
        var dseq = await Chain.ChooseDseqAsync(tenant.Address, default);
        var estimate = await sender.EstimateAsync([Creation(tenant.Address, dseq)], SendOptions.Default, default);
        var created = await SendAsync(tenant, Creation(tenant.Address, dseq));

        // Then
        created.GasWanted.Should().BeCloseTo(estimate.Gas, 2_000);
        created.GasUsed.Should().BeLessThan(created.GasWanted);
        var deployment = await Chain.FindDeploymentAsync(tenant.Address, dseq, default);
        deployment!.Deployment.State.Should().Be(DeploymentStates.Active);
        deployment.Groups.Should().ContainSingle().Which.GroupSpec.Should().Be(Group());
        (await Chain.ListOrdersAsync(tenant.Address, dseq, Order.Types.State.Open, default).CountAsync()).Should().Be(1);

        // When: bid and lease
        var bid = new BidID { Owner = tenant.Address, Dseq = dseq, Gseq = 1, Oseq = 1, Provider = host.Address };
        await SendAsync(host, Bid(bid, "7.5"));
        (await Chain.ListBidsAsync(tenant.Address, dseq, Proto.Market.V1Beta5.Bid.Types.State.Open, default).ToListAsync())
            .Should().Contain(open => open.Bid.Id.Equals(bid) && open.Bid.Price.ToMoney() == new DecCoin(Denoms.Uact, Dec.Parse("7.5")));
        var leased = await SendAsync(tenant, Messages.CreateLease(bid));

        // Then
        var lease = (await Chain.ListLeasesAsync(tenant.Address, dseq, Lease.Types.State.Active, default).ToListAsync()).Should().ContainSingle().Which;
        lease.Lease.Id.Provider.Should().Be(host.Address);
        lease.Lease.CreatedAt.Should().Be(leased.Height);

        // When: update and top up, at once
        byte[] hash = [.. Enumerable.Repeat((byte)9, 32)];
        await sender.SendAsync(
            [Messages.UpdateDeployment(tenant.Address, dseq, hash), Messages.DepositDeployment(tenant.Address, tenant.Address, dseq, new Coin(Denoms.Uact, 1_000_000))],
            SendOptions.Default, default);

        // Then
        (await Chain.FindDeploymentAsync(tenant.Address, dseq, default))!.Deployment.Hash.Should().Equal(hash);
        var escrow = (await Chain.FindEscrowAccountAsync(tenant.Address, dseq, default))!;
        escrow.State.Deposits.Should().HaveCount(2);
        var height = (await Chain.GetStatusAsync(default)).LatestHeight;
        var runway = EscrowRunway.Compute(escrow, [lease.Lease.Price.ToMoney()], height);
        runway.BlocksLeft.Should().BeInRange(790_000, 800_000);

        // When: close
        var closed = await SendAsync(tenant, Messages.CloseDeployment(tenant.Address, dseq));

        // Then: all but what the lease took comes back, cut to whole units
        var paid = new System.Numerics.BigInteger((closed.Height - leased.Height) * 75 / 10);
        (await BalanceAsync(tenant, Denoms.Uact)).Should().Be(100_000_000 - paid);
        (await Chain.FindDeploymentAsync(tenant.Address, dseq, default))!.Deployment.State.Should().Be(DeploymentStates.Closed);
        (await Chain.FindLeaseAsync(lease.Lease.Id, default))!.Lease.Reason.Should().Be(LeaseClosedReason.LeaseClosedOwner);
    }

    [Fact]
    public async Task Parallel_jobs_of_one_wallet_all_get_through()
    {
        using var tenant = await sandbox.FundAsync(uact: 500_000_000);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
            await SendAsync(tenant, Creation(tenant.Address, await Chain.ChooseDseqAsync(tenant.Address, default)))));

        receipts.Select(receipt => receipt.Hash).Should().OnlyHaveUniqueItems();
        (await Chain.ListDeploymentsAsync(tenant.Address, DeploymentStates.Active, default).CountAsync()).Should().Be(50);
    }

    [Fact]
    public async Task Parallel_ordered_transactions_find_their_sequences()
    {
        using var tenant = await sandbox.FundAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await Sender(tenant).SendAsync(
            [Creation(tenant.Address, Dseq.Choose([]))], SendOptions.Default with { Ordered = true }, default)));

        (await Chain.ListDeploymentsAsync(tenant.Address, null, default).CountAsync()).Should().Be(4);
        (await Chain.FindAccountAsync(tenant.Address, default))!.Sequence.Should().Be(4);
    }

    [Fact]
    public async Task List_of_more_than_a_page_is_complete()
    {
        using var tenant = await sandbox.FundAsync();
        ulong[] dseqs = [.. Enumerable.Range(0, 103).Select(_ => Dseq.Choose([])).Order()];
        foreach (var chunk in dseqs.Chunk(20))
        {
            await Sender(tenant).SendAsync(
                [.. chunk.Select(dseq => Creation(tenant.Address, dseq, new Coin(Denoms.Uact, 500_000)))], SendOptions.Default, default);
        }

        var listed = await Chain.ListDeploymentsAsync(tenant.Address, DeploymentStates.Active, default).ToListAsync();

        listed.Select(deployment => deployment.Deployment.Id.Dseq).Should().Equal(dseqs);
    }

    [Fact]
    public async Task Refusals_are_known_for_what_they_are()
    {
        using var tenant = await sandbox.FundAsync();
        using var neighbour = await sandbox.FundAsync();
        using var pauper = await sandbox.FundAsync(uakt: 100, uact: 0);
        using var unknown = SandboxNode.NewWallet();
        var dseq = Dseq.Choose([]);
        await SendAsync(tenant, Creation(tenant.Address, dseq));
        await SendAsync(neighbour, Creation(neighbour.Address, dseq));

        await ShouldFailAsync(tenant, Creation(tenant.Address, dseq), ChainFailure.DeploymentExists);
        await ShouldFailAsync(tenant, Creation(tenant.Address, dseq + 1, new Coin(Denoms.Uact, 1)), ChainFailure.DepositTooSmall);
        await ShouldFailAsync(tenant, Creation(tenant.Address, dseq + 1, new Coin(Denoms.Uact, 1_000_000_000)), ChainFailure.InsufficientFunds);
        await ShouldFailAsync(tenant, Messages.UpdateDeployment(tenant.Address, dseq, new byte[32]), ChainFailure.Unchanged);
        await ShouldFailAsync(tenant, Messages.UpdateDeployment(tenant.Address, dseq + 1, new byte[32]), ChainFailure.NotFound);
        await ShouldFailAsync(tenant, Messages.CloseDeployment(neighbour.Address, dseq), ChainFailure.Unauthorized);
        await ShouldFailAsync(
            tenant, Messages.CreateLease(new BidID { Owner = tenant.Address, Dseq = dseq, Gseq = 1, Oseq = 1, Provider = unknown.Address }), ChainFailure.BidGone);
        await ShouldFailAsync(pauper, Creation(pauper.Address, dseq), ChainFailure.InsufficientFunds);
        await ShouldFailAsync(unknown, Creation(unknown.Address, dseq), ChainFailure.InsufficientFunds);

        await SendAsync(tenant, Messages.CloseDeployment(tenant.Address, dseq));
        await ShouldFailAsync(tenant, Messages.CloseDeployment(tenant.Address, dseq), ChainFailure.DeploymentClosed);
    }

    [Fact]
    public async Task Node_tells_its_prices_minimums_and_pace()
    {
        (await Chain.GetGasPriceAsync(default)).Should().Be(new DecCoin(Denoms.Uakt, Dec.Parse("0.025")));
        (await Chain.GetMinimumDepositsAsync(default)).Should().Contain(new Coin(Denoms.Uact, 500_000));
        (await Chain.GetMarketParamsAsync(default)).OrderMaxBids.Should().Be(20);
        (await Chain.FindUpgradePlanAsync(default)).Should().BeNull();
        (await Chain.MeasureBlockTimeAsync(default))!.Value.Should().BeGreaterThan(TimeSpan.FromMilliseconds(100)).And.BeLessThan(TimeSpan.FromSeconds(3));
        (await Chain.GetAuditedAttributesAsync(AccountAddress.FromPublicKey(new byte[33]), default)).Should().BeEmpty();
        (await Chain.FindProviderAsync(AccountAddress.FromPublicKey(new byte[33]), default)).Should().BeNull();
    }

    async Task ShouldFailAsync(Wallet wallet, IMessage message, ChainFailure failure)
    {
        var sending = () => SendAsync(wallet, message);
        var error = (await sending.Should().ThrowAsync<ChainException>()).Which;
        error.Failure.Should().Be(failure, "it says {0}", error.Message);
    }

    Task<TransactionReceipt> SendAsync(Wallet wallet, IMessage message) => Sender(wallet).SendAsync([message], SendOptions.Default, default);

    async Task<System.Numerics.BigInteger> BalanceAsync(Wallet wallet, string denom) =>
        (await Chain.GetSpendableBalancesAsync(wallet.Address, default)).Single(coin => coin.Denom == denom).Amount;

    Task<TransactionReceipt> RegisterAsync(Wallet host) => SendAsync(host, new MsgCreateProvider
    {
        Owner = host.Address,
        HostUri = "https://provider.test:8443",
        Attributes = { new Proto.Base.Attributes.V1.Attribute { Key = "region", Value = "test" } },
    });
}
