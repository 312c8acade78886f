using System.Numerics;
using Akash.Chain.Bme;
using Akash.Money;

namespace Akash.Chain.Tests;

/// <summary>The numbers are those of the recorded chain: a price of 0.52, a spread of 0.25 %, a least mint of 10 ACT.</summary>
public sealed class MintTermsTests
{
    static readonly MintTerms Terms = new(Dec.Parse("0.52"), 25, 10_000_000);

    [Theory]
    [InlineData(100_000_000, 52_000_000 - 130_000)]
    [InlineData(50_000_000, 26_000_000 - 65_000)]
    public void Received_is_what_the_recorded_chain_paid_out(long burned, long received) =>
        Terms.ReceivedFor(Akt(burned)).Should().Be(Act(received));

    [Fact]
    public void Received_is_cut_to_whole_units_before_and_after_the_spread() =>
        new MintTerms(Dec.Parse("0.519999999999999999"), 25, 0).ReceivedFor(Akt(100_000_001)).Should().Be(Act(51_870_000));

    [Theory]
    [InlineData("0.52")]
    [InlineData("0.731234567890123457")]
    [InlineData("13.37")]
    public void Burned_suffices_also_when_the_price_falls_by_5_percent(string price)
    {
        var now = new MintTerms(Dec.Parse(price), 25, 10_000_000);
        var later = now with { AktPrice = now.AktPrice.Divide(Dec.Parse("1.05"), Rounding.Up) };

        foreach (var wanted in new[] { 1, 500_000, 9_974_999, 9_975_000, 9_975_001, 25_000_000, 123_456_789 }.Select(amount => Act(amount)))
        {
            var burned = now.BurnFor(wanted);

            later.ReceivedFor(burned).Amount.Should().BeGreaterThanOrEqualTo(wanted.Amount);
            later.ToAct(burned).Amount.Should().BeGreaterThanOrEqualTo(10_000_000, "less is cancelled by the chain");
        }
    }

    [Fact]
    public void Burned_is_the_least_that_suffices()
    {
        // 25.0627 ACT before the spread, 5 % more of it, at 0.52 US$.
        Terms.BurnFor(Act(25_000_000)).Should().Be(Akt(50_607_289));
        Terms.BurnFor(Act(1)).Should().Be(Akt(20_192_308), "the chain mints 10 ACT or nothing");
    }

    [Fact]
    public void Least_received_is_the_least_mint_without_the_spread() => Terms.LeastReceived.Should().Be(Act(9_975_000));

    [Fact]
    public void Conversions_round_against_the_wallet()
    {
        Terms.ToAct(Akt(3)).Should().Be(Act(1));
        Terms.ToAkt(Act(1)).Should().Be(Akt(2));
        Terms.ToAkt(Act(20_000_000)).Should().Be(Akt(38_461_539));
    }

    static Coin Akt(BigInteger amount) => new(Denoms.Uakt, amount);

    static Coin Act(BigInteger amount) => new(Denoms.Uact, amount);
}
