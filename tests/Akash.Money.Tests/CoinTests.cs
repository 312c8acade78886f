using System.Numerics;

namespace Akash.Money.Tests;

public class CoinTests
{
    [Theory]
    [InlineData("5000000uact", "5 ACT")]
    [InlineData("500000uact", "0.5 ACT")]
    [InlineData("1uakt", "0.000001 AKT")]
    [InlineData("7ibc/170C", "7 ibc/170C")]
    public void Coin_is_read_written_and_shown(string text, string shown)
    {
        Coin.TryParse(text, out var coin).Should().BeTrue();

        coin.ToString().Should().Be(text);
        coin.ToDisplay().Should().Be(shown);
    }

    [Theory]
    [InlineData("uact")]
    [InlineData("5000000")]
    [InlineData("-5uact")]
    [InlineData("")]
    [InlineData(null)]
    public void Text_that_is_no_coin_is_refused(string? text)
    {
        Coin.TryParse(text, out _).Should().BeFalse();
    }

    [Fact]
    public void Coin_holds_more_than_any_machine_word()
    {
        var coin = new Coin(Denoms.Uakt, BigInteger.Pow(10, 40));

        Coin.TryParse(coin.ToString(), out var read).Should().BeTrue();
        read.Should().Be(coin);
    }
}
