using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Deploy.Tests;

public class QuantitiesTests
{
    [Theory]
    [InlineData("5ACT", 5_000_000)]
    [InlineData("5 act", 5_000_000)]
    [InlineData("$5", 5_000_000)]
    [InlineData("$0.000001", 1)]
    [InlineData("0.5ACT", 500_000)]
    [InlineData("5000000uact", 5_000_000)]
    [InlineData(" 5000000 ", 5_000_000)]
    public void Amounts_are_read_in_every_form(string text, long uact) => Amounts.Parse(text).Should().Be(new Coin(Denoms.Uact, uact));

    [Theory]
    [InlineData("1AKT", 1_000_000)]
    [InlineData("0.05 akt", 50_000)]
    [InlineData("5000uakt", 5_000)]
    public void Amounts_of_AKT_are_read(string text, long uakt) => Amounts.ParseAkt(text).Should().Be(new Coin(Denoms.Uakt, uakt));

    [Theory]
    [InlineData("1")]
    [InlineData("1ACT")]
    [InlineData("0AKT")]
    [InlineData("0.5uakt")]
    public void Other_amounts_are_not_of_AKT(string text) => FluentActions.Invoking(() => Amounts.ParseAkt(text)).Should().Throw<FormatException>();

    [Theory]
    [InlineData("5AKT", "*pays gas only*")]
    [InlineData("5000000uakt", "*pays gas only*")]
    [InlineData("5EUR", "*unknown unit 'EUR'*")]
    [InlineData("", "*not an amount*5ACT, $5 or 5000000uact*")]
    [InlineData("$", "*not an amount*")]
    [InlineData("0", "*more than zero*")]
    [InlineData("-5", "*more than zero*")]
    [InlineData("0.5", "*fraction of a uact*")]
    [InlineData("$0.0000001", "*more than 6 decimals*")]
    [InlineData("1e6uact", "*unknown unit*")]
    public void What_is_no_amount_is_refused_with_what_was_expected(string text, string message) =>
        FluentActions.Invoking(() => Amounts.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Theory]
    [InlineData("1000uact/block", "1000")]
    [InlineData("0.5uact/block", "0.5")]
    [InlineData("$0.05/hour", "83.333333333333333333")]
    [InlineData("0.05ACT/h", "83.333333333333333333")]
    [InlineData("$30/month", "68.446269678302532511")]
    public void Prices_become_exact_prices_per_block_cut_at_the_last_place(string text, string uactPerBlock) =>
        Price.Parse(text).PerBlock(TimeSpan.FromSeconds(6)).Should().Be(new DecCoin(Denoms.Uact, Dec.Parse(uactPerBlock)));

    [Theory]
    [InlineData("30", "*for how long*$30/month*")]
    [InlineData("$30", "*for how long*")]
    [InlineData("30/month", "*of what*")]
    [InlineData("$30/year", "*unknown period 'year'*")]
    [InlineData("$x/month", "*not a price*")]
    [InlineData("0uact/block", "*more than zero*")]
    [InlineData("30AKT/month", "*paid in ACT*")]
    public void What_is_no_price_is_refused_with_what_was_expected(string text, string message) =>
        FluentActions.Invoking(() => Price.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void A_price_per_block_and_its_month_are_the_same_price()
    {
        // 438,300 blocks of 6 s in 30.4375 days.
        Price.InDollars(Dec.FromInteger(1000), PricePeriod.Month, TimeSpan.FromSeconds(6)).Should().Be(Dec.Parse("438.3"));
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d", 86_400)]
    [InlineData("1500ms", 1.5)]
    public void Durations_are_read_with_their_units(string text, double seconds) =>
        Durations.Parse(text).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("", "*expected*")]
    [InlineData("90", "*no unit*90s*")]
    [InlineData("s", "*not a duration*")]
    [InlineData("-5s", "*not a duration*")]
    [InlineData("5x", "*unknown unit 'x'*")]
    [InlineData("30m1h", "*out of order*")]
    [InlineData("0s", "*more than zero*")]
    [InlineData("9999999h", "*longer than a year*")]
    public void What_is_no_duration_is_refused_with_what_was_expected(string text, string message) =>
        FluentActions.Invoking(() => Durations.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void Nothing_is_a_duration_only_where_it_has_a_meaning()
    {
        Durations.ParseOrZero("0s").Should().Be(TimeSpan.Zero);
        FluentActions.Invoking(() => Durations.Parse("0s")).Should().Throw<FormatException>().WithMessage("*more than zero*");
    }
}
