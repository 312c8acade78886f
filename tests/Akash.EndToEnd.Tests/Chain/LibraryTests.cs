using Akash.Chain.Transactions;
using Akash.Deploy.Networks;
using Akash.Money;
using Akash.Proto.Market.V1;
using Akash.Proto.Provider.V1Beta4;
using Akash.Tests;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.EndToEnd.Tests.Chain;

public sealed class LibraryTests(BareSandbox sandbox) : IClassFixture<BareSandbox>
{
    [Fact]
    public async Task Documented_sample_tops_up_what_runs_out_within_a_day()
    {
        // Given: 7.5 uact a block from half an ACT, which is gone in less than a day of one-second blocks
        using var tenant = await sandbox.FundAsync();
        using var host = await sandbox.FundAsync();
        var bid = new BidID { Owner = tenant.Address, Dseq = 28_450_123, Gseq = 1, Oseq = 1, Provider = host.Address };
        await SendAsync(host, new MsgCreateProvider { Owner = host.Address, HostUri = "https://provider.test:8443" });
        await SendAsync(tenant, ChainObjects.Creation(tenant.Address, bid.Dseq, new Coin(Denoms.Uact, 500_000)));
        await SendAsync(host, ChainObjects.Bid(bid, "7.5"));
        await SendAsync(tenant, Messages.CreateLease(bid));

        // When
        List<string> told = [];
        await LibrarySample.TopUpAsync(sandbox.NetworkFile, tenant.SecretSpellings()[0], told.Add, TestContext.Current.CancellationToken);

        // Then
        told.Should().ContainSingle().Which.Should().StartWith("28450123: 1 ACT in block ");
        (await sandbox.Client.FindRunwayAsync(tenant.Address, bid.Dseq, default))!.Remaining.Amount.Should().BeGreaterThan(Dec.Parse("1000000"));

        Task<TransactionReceipt> SendAsync(Akash.Chain.Keys.Wallet wallet, IMessage message) =>
            new TransactionSender(sandbox.Client, wallet).SendAsync([message], SendOptions.Default, default);
    }

    [Fact]
    public void Sample_of_the_documentation_is_the_one_that_runs()
    {
        var source = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "tests/Akash.EndToEnd.Tests/Chain/LibrarySample.cs"));

        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "docs/libraries.md")).Should().Contain(source[(source.IndexOf('\n') + 1)..].TrimEnd());
    }

    [Theory]
    [InlineData("v9.9.0", "*will be upgraded to v9.9.0 at block*transactions pause*")]
    [InlineData("v3.0.0-sunset", "*the chain ends with it*move what shall go on running*")]
    public async Task Announced_upgrade_is_a_warning_of_the_network(string name, string warning)
    {
        using var wallet = await sandbox.FundAsync();
        await sandbox.AnnounceAsync(name, (await sandbox.Client.GetStatusAsync(default)).LatestHeight + 50_000);

        using var network = ChainNetwork.Open(
            new NetworkAccess(sandbox.NetworkFile, null) { PrivateKey = wallet.SecretSpellings()[0] }, _ => { }, TimeProvider.System, NullLogger.Instance);
        var condition = await network.CheckAsync(default);

        network.Owner.Should().Be(wallet.Address);
        condition.Warnings.Should().ContainSingle().Which.Should().Match(warning);
    }
}
