using Akash.Provider.Streams;

namespace Akash.Provider.Tests.Streams;

public sealed class PodReplayTests
{
    [Theory]
    [InlineData("", "a b", "a b")]
    [InlineData("a b", "a b", "")]
    [InlineData("a b", "a b c", "c")]
    [InlineData("a b c", "b c d e", "d e")]
    [InlineData("a b c", "c d", "d")]
    [InlineData("a b c", "x y", "x y")]
    [InlineData("a b a b", "a b a c", "a c")]
    [InlineData("t t t", "t t t t", "t")]
    [InlineData("start listen", "start crash", "start crash")]
    public void New_lines_begin_where_the_old_ones_end(string seen, string replayed, string expected) =>
        Lay(seen, replayed, unread: 0).Should().Be(expected);

    [Theory]
    [InlineData("c d", "a b c d e", "e")]
    [InlineData("c d", "c d e", "e")]
    [InlineData("c d", "d e", "e")]
    public void Older_lines_that_were_never_asked_for_stay_unread(string seen, string replayed, string expected) =>
        Lay(seen, replayed, unread: 5).Should().Be(expected);

    [Fact]
    public void Lines_held_back_for_older_ones_come_out_once_there_can_be_none() =>
        Lay("c d", "x y z", unread: 2).Should().Be("x y z");

    static string Lay(string seen, string replayed, int unread)
    {
        var replay = new PodReplay([.. Words(seen).Select(PodReplay.Fingerprint)], unread);
        return string.Join(' ', Words(replayed).SelectMany(replay.Add));
    }

    static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
