using Akash.Deploy.Bids;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Deploy.Tests;

public class BidChoiceTests
{
    [Fact]
    public void The_cheapest_of_each_group_is_chosen_by_exact_decimals()
    {
        // Two prices that are the same as doubles.
        var choice = BidChoice.Of([1, 2], [Bid(1, "b", "1.000000000000000002"), Bid(1, "a", "1.000000000000000003"), Bid(2, "c", "5")], null);

        choice.Should().BeOfType<BidChoice.Acceptable>().Which.Bids.Select(bid => bid.Id.Provider).Should().Equal("b", "c");
    }

    [Fact]
    public void Of_equal_prices_the_choice_does_not_depend_on_their_order()
    {
        Bid[] bids = [Bid(1, "z", "1"), Bid(1, "m", "1"), Bid(1, "q", "1")];

        foreach (var order in new[] { bids, [.. bids.Reverse()] })
            BidChoice.Of([1], order, null).Should().BeOfType<BidChoice.Acceptable>().Which.Bids[0].Id.Provider.Should().Be("m");
    }

    [Fact]
    public void A_price_just_at_the_ceiling_is_acceptable() =>
        BidChoice.Of([1], [Bid(1, "a", "2.5")], new DecCoin(Denoms.Uact, Dec.Parse("2.5"))).Should().BeOfType<BidChoice.Acceptable>();

    [Fact]
    public void Above_the_ceiling_the_cheapest_total_is_told() =>
        BidChoice.Of([1, 2], [Bid(1, "a", "2"), Bid(2, "a", "3"), Bid(2, "b", "4")], new DecCoin(Denoms.Uact, Dec.Parse("4.999999999999999999")))
            .Should().BeOfType<BidChoice.TooExpensive>().Which.Cheapest.Should().Be(Dec.FromInteger(5));

    [Fact]
    public void Groups_without_a_bid_are_named() =>
        BidChoice.Of([1, 2, 3], [Bid(2, "a", "1")], null).Should().BeOfType<BidChoice.Missing>().Which.Groups.Should().Equal(1, 3);

    [Fact]
    public void A_bid_in_another_denom_cannot_be_held_against_a_ceiling() =>
        BidChoice.Of([1], [Bid(1, "a", "1") with { Price = new DecCoin("uusd", Dec.One) }], new DecCoin(Denoms.Uact, Dec.FromInteger(9)))
            .Should().BeOfType<BidChoice.Missing>();

    static Bid Bid(uint group, string provider, string price) => new(
        new BidId(7, group, 1, provider, 0), new DecCoin(Denoms.Uact, Dec.Parse(price)), null, new Dictionary<string, string>());
}
