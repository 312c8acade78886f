using System.Numerics;
using Akash.Chain.Bme;
using Akash.Chain.Errors;
using Akash.Chain.Keys;
using Akash.Chain.Transactions;
using Akash.Money;

namespace Akash.EndToEnd.Tests.Chain;

/// <summary>From AKT to ACT on a chain that mints at the end of its epochs: once, whatever happens on the way.</summary>
public sealed class MintTests(ChainSandbox sandbox) : IClassFixture<ChainSandbox>
{
    /// <summary>For 15 ACT after a spread of 0.25 %, with 5 % for the price, at 0.52 US$.</summary>
    static readonly Coin Burn = new(Denoms.Uakt, 30_364_374);

    static readonly Coin Needed = new(Denoms.Uact, 15_000_000);

    [Fact]
    public async Task Mint_state_is_the_chains()
    {
        var state = await sandbox.Client.GetMintStateAsync(default);

        state.Should().BeEquivalentTo(new { Health = MintHealth.Open, Terms = new MintTerms(Dec.Parse("0.52"), 25, 10_000_000) });
        state.CollateralRatio!.Value.Should().BeGreaterThan(Dec.One);
    }

    [Fact]
    public async Task What_is_missing_is_minted_and_the_same_again_mints_nothing()
    {
        using var wallet = await sandbox.FundAsync(uact: 0);
        List<string> told = [];
        await AnEpochEndsAsync();

        var minted = await EnsureAsync(wallet, told.Add);
        var again = await EnsureAsync(wallet, told.Add);

        minted.Burned.Should().Be(Burn);
        (await ActAsync(wallet)).Should().BeGreaterThanOrEqualTo(Needed.Amount);
        minted.Receipts.Should().ContainSingle();
        again.Receipts.Should().BeEmpty();
        told.Should().Contain(line => line.Contains("burning 30.364374 AKT")).And.Contain(line => line.Contains("waiting for the ACT"));
    }

    [Fact]
    public async Task Runs_at_the_same_time_mint_once()
    {
        using var wallet = await sandbox.FundAsync(uact: 0);

        var minted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => EnsureAsync(wallet)));

        // Two that ask for the same at the same height have made the same transaction, bound to the same sequence.
        minted.SelectMany(one => one.Receipts).Select(receipt => receipt.Hash).Distinct().Should().ContainSingle();
        (await ActAsync(wallet)).Should().BeLessThan(Needed.Amount * 2);
    }

    [Theory]
    [InlineData("burning")]
    [InlineData("waiting")]
    public async Task A_run_that_was_stopped_meanwhile_is_followed_by_one_that_mints_no_second_time(string moment)
    {
        using var wallet = await sandbox.FundAsync(uact: 0);
        using var stop = new CancellationTokenSource();
        await AnEpochEndsAsync();

        var stopped = () => EnsureAsync(wallet, line => { if (line.StartsWith(moment, StringComparison.Ordinal)) stop.Cancel(); }, stop.Token);
        await stopped.Should().ThrowAsync<OperationCanceledException>();
        await EnsureAsync(wallet);

        var act = await ActAsync(wallet);
        act.Should().BeGreaterThanOrEqualTo(Needed.Amount).And.BeLessThan(Needed.Amount * 2);
    }

    [Fact]
    public async Task Limits_and_an_empty_wallet_are_told_before_anything_is_burned()
    {
        using var rich = await sandbox.FundAsync(uact: 0);
        using var poor = await sandbox.FundAsync(uakt: 1_000_000, uact: 0);

        var limited = () => new ActMint(sandbox.Client, new TransactionSender(sandbox.Client, rich), SendOptions.Default)
            .EnsureAsync(Needed, new Coin(Denoms.Uact, 14_999_999), _ => { }, default);
        var broke = () => EnsureAsync(poor);

        (await limited.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.MintingAboveLimit);
        var failure = (await broke.Should().ThrowAsync<ChainException>()).Which;
        failure.Failure.Should().Be(ChainFailure.InsufficientFunds);
        failure.Advice.Should().Contain("29.464374 AKT");
    }

    /// <summary>So that what is burned now has to wait.</summary>
    async Task AnEpochEndsAsync()
    {
        using var other = await sandbox.FundAsync(uact: 0);
        await EnsureAsync(other);
    }

    Task<Minted> EnsureAsync(Wallet wallet, Action<string>? progress = null, CancellationToken cancellationToken = default) =>
        new ActMint(sandbox.Client, new TransactionSender(sandbox.Client, wallet), SendOptions.Default).EnsureAsync(Needed, new Coin(Denoms.Uact, 20_000_000), progress ?? (_ => { }), cancellationToken);

    async Task<BigInteger> ActAsync(Wallet wallet) =>
        (await sandbox.Client.GetSpendableBalancesAsync(wallet.Address, default)).Where(coin => coin.Denom == Denoms.Uact).Select(coin => coin.Amount).SingleOrDefault();
}
