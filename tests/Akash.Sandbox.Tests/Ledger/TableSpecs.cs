using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Tests.Ledger;

public class TableSpecs
{
    static readonly Table<MarketKey, string> Table = Table<MarketKey, string>.Empty
        .With(new MarketKey("b", 10), "b10").With(new MarketKey("a", 9), "a9").With(new MarketKey("a", 10), "a10").With(new MarketKey("a", 10, 1), "a10/1");

    [Fact]
    public void Table_is_in_the_order_of_numbers_not_of_their_texts() => Table.Values.Should().Equal("a9", "a10", "a10/1", "b10");

    [Fact]
    public void Walks_start_at_a_key_or_beside_where_it_would_be()
    {
        Table.From(new MarketKey("a", 10)).Select(row => row.Value).Should().Equal("a10", "a10/1", "b10");
        Table.From(new MarketKey("a", 11)).Select(row => row.Value).Should().Equal("b10");
        Table.DownFrom(new MarketKey("a", 10)).Select(row => row.Value).Should().Equal("a10", "a9");
        Table.DownFrom(new MarketKey("a", 11)).Select(row => row.Value).Should().Equal("a10/1", "a10", "a9");
        Table.DownFrom(new MarketKey("", 1)).Should().BeEmpty();
    }

    [Fact]
    public void Changed_copy_leaves_the_original_alone()
    {
        var changed = Table.With(new MarketKey("a", 9), "new").Without(new MarketKey("b", 10));

        changed.Values.Should().Equal("new", "a10", "a10/1");
        Table.Values.Should().Equal("a9", "a10", "a10/1", "b10");
    }
}
