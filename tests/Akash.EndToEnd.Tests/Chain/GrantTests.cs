using Akash.Chain.Errors;
using Akash.Chain.Grants;
using Akash.Chain.Keys;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Base.Deposit.V1;
using Google.Protobuf;
using DeploymentStates = Akash.Proto.Deployment.V1.Deployment.Types.State;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>What a key can do that holds nothing but grants, and what it cannot.</summary>
public sealed class GrantTests(ChainSandbox sandbox) : IClassFixture<ChainSandbox>
{
    static readonly Coin Deposit = new(Denoms.Uact, 5_000_000);

    static DateTimeOffset InAnHour => TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task A_key_that_holds_nothing_deploys_with_what_was_granted_and_not_beyond()
    {
        // Given
        using var granter = await sandbox.FundAsync();
        using var key = SandboxNode.NewWallet();
        await SendAsync(
            granter, GrantMessages.GrantDeposits(granter.Address, key.Address, new Coin(Denoms.Uact, 6_000_000), InAnHour),
            GrantMessages.GrantFees(granter.Address, key.Address, new Coin(Denoms.Uakt, 60_000), InAnHour, GrantMessages.DeploymentLife));

        // When it creates a deployment
        var options = SendOptions.Default with { FeeGranter = granter.Address };
        var sender = new TransactionSender(sandbox.Client, key);
        await sender.SendAsync([ChainObjects.Creation(key.Address, 7_001, Deposit, [Source.Grant])], options, default);

        // Then the deployment is its own, and the grant is smaller
        (await sandbox.Client.FindDeploymentAsync(key.Address, 7_001, default))!.Deployment.State.Should().Be(DeploymentStates.Active);
        (await DepositGrantAsync(key))!.LeftIn(Denoms.Uact).Should().Be(new Coin(Denoms.Uact, 1_000_000));
        (await sandbox.Client.GetSpendableBalancesAsync(key.Address, default)).Should().BeEmpty();

        // When it wants more than is left, or anything else
        var more = () => sender.SendAsync([ChainObjects.Creation(key.Address, 7_002, Deposit, [Source.Grant])], options, default);
        var mint = () => sender.SendAsync([Messages.MintAct(key.Address, new Coin(Denoms.Uakt, 1))], options, default);

        // Then it gets neither
        (await more.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.InsufficientFunds);
        (await mint.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.Unauthorized);

        // When it closes, the money is back where it came from
        await sender.SendAsync([Messages.CloseDeployment(key.Address, 7_001)], options, default);
        (await DepositGrantAsync(key))!.LeftIn(Denoms.Uact).Should().Be(new Coin(Denoms.Uact, 6_000_000));
        (await sandbox.Client.GetSpendableBalancesAsync(granter.Address, default)).Should().Contain(new Coin(Denoms.Uact, 100_000_000));
    }

    [Fact]
    public async Task A_deployment_is_closed_for_its_owner_by_who_was_allowed_to()
    {
        using var owner = await sandbox.FundAsync();
        using var sweeper = await sandbox.FundAsync();
        await SendAsync(owner, ChainObjects.Creation(owner.Address, 7_101, Deposit, [Source.Balance]));
        var closing = GrantMessages.Execute(sweeper.Address, [Messages.CloseDeployment(owner.Address, 7_101)]);

        var early = () => SendAsync(sweeper, closing);
        (await early.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.Unauthorized);
        await SendAsync(owner, GrantMessages.GrantMessage(owner.Address, sweeper.Address, GrantMessages.CloseType, InAnHour));
        await SendAsync(sweeper, closing);

        (await sandbox.Client.FindDeploymentAsync(owner.Address, 7_101, default))!.Deployment.State.Should().Be(DeploymentStates.Closed);
    }

    [Fact]
    public async Task Grants_are_listed_from_both_sides_and_end_when_revoked()
    {
        using var granter = await sandbox.FundAsync();
        using var key = SandboxNode.NewWallet();
        await SendAsync(
            granter, GrantMessages.GrantDeposits(granter.Address, key.Address, Deposit, InAnHour),
            GrantMessages.GrantMessage(granter.Address, key.Address, GrantMessages.CloseType, null),
            GrantMessages.GrantFees(granter.Address, key.Address, new Coin(Denoms.Uakt, 5), null, []));

        var received = await sandbox.Client.ListGrantsToAsync(key.Address, default);
        var given = await sandbox.Client.ListGrantsOfAsync(granter.Address, default);

        received.Should().BeEquivalentTo(given).And.HaveCount(3);
        received.OfType<Grant.Deposits>().Single().Limits.Should().Equal(Deposit);
        received.OfType<Grant.Messages>().Single().Should().BeEquivalentTo(new { TypeUrl = GrantMessages.CloseType, Expires = (DateTimeOffset?)null });
        var fees = received.OfType<Grant.Fees>().Single();
        fees.LeftIn(Denoms.Uakt).Should().Be(new Coin(Denoms.Uakt, 5));
        fees.AllowedMessages.Should().BeNull();

        await SendAsync(
            granter, GrantMessages.Revoke(granter.Address, key.Address, GrantMessages.DepositType),
            GrantMessages.Revoke(granter.Address, key.Address, GrantMessages.CloseType), GrantMessages.RevokeFees(granter.Address, key.Address));
        (await sandbox.Client.ListGrantsToAsync(key.Address, default)).Should().BeEmpty();
    }

    Task<TransactionReceipt> SendAsync(Wallet wallet, params IMessage[] messages) =>
        new TransactionSender(sandbox.Client, wallet).SendAsync(messages, SendOptions.Default, default);

    async Task<Grant.Deposits?> DepositGrantAsync(Wallet key) =>
        (await sandbox.Client.ListGrantsToAsync(key.Address, default)).OfType<Grant.Deposits>().SingleOrDefault();
}
