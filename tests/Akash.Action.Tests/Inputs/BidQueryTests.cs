using Akash.Action.Inputs;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Action.Tests.Inputs;

public class BidQueryTests
{
    static readonly Bid Bid = new(
        new(100, 1, 1, "akash1provider", 0), new("uact", Dec.Parse("95.12")), null, new Dictionary<string, string> { ["region"] = "eu-west" });

    [Theory]
    [InlineData("""{"price.amount":{"$lte":"1000"}}""", true)]
    [InlineData("""{"price.amount":{"$lte":1000,"$gt":95.12}}""", false)]
    [InlineData("""{"price.amount":{"$lt":"9"}}""", false)]
    [InlineData("""{"id.provider":"akash1provider"}""", true)]
    [InlineData("""{"provider":{"$ne":"akash1provider"}}""", false)]
    [InlineData("""{"id.provider":{"$in":["akash1other","akash1provider"]}}""", true)]
    [InlineData("""{"id.provider":{"$nin":["akash1provider"]}}""", false)]
    [InlineData("""{"$or":[{"price.denom":"uakt"},{"attributes.region":"eu-west"}]}""", true)]
    [InlineData("""{"$and":[{"price.denom":"uact"},{"attributes.tier":{"$exists":true}}]}""", false)]
    [InlineData("""{"price.amount":{"$not":{"$gt":50}}}""", false)]
    [InlineData("""{"state":"open"}""", true)]
    [InlineData("cheapest", true)]
    public void Query_picks_bids_by_their_fields(string query, bool picked) => BidQuery.Parse(query)(Bid).Should().Be(picked);

    [Theory]
    [InlineData("provider=x", "not JSON")]
    [InlineData("""{"owner":"x"}""", "unknown field 'owner'")]
    [InlineData("""{"price.amount":{"$le":1}}""", "unknown comparison '$le'")]
    [InlineData("[]", "an object")]
    public void Query_that_means_nothing_is_refused_with_what_there_is(string query, string problem) =>
        FluentActions.Invoking(() => BidQuery.Parse(query)).Should().Throw<FormatException>().WithMessage($"*{problem}*");
}
