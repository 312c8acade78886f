namespace Akash.Chain.Tests;

public class DseqTests
{
    [Theory]
    [InlineData(1234, 12345, true)]
    [InlineData(12345, 1234, true)]
    [InlineData(1234, 1234, true)]
    [InlineData(1234, 2234, false)]
    [InlineData(1234, 1235, false)]
    public void Two_collide_when_one_begins_with_the_other(ulong one, ulong other, bool collide)
    {
        Dseq.Collide(one, other).Should().Be(collide);
    }

    [Fact]
    public void Choice_has_always_15_digits_and_meets_nothing_that_lives()
    {
        // Every first digit but 7 is taken, so nine in ten random numbers collide.
        ulong[] live = [1, 2, 3, 4, 5, 6, 8, 9];

        var chosen = Enumerable.Range(0, 200).Select(_ => Dseq.Choose(live)).ToArray();

        chosen.Should().OnlyHaveUniqueItems().And.OnlyContain(dseq => dseq >= 700_000_000_000_000 && dseq < 800_000_000_000_000);
    }
}
