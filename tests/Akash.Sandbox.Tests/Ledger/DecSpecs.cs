using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Tests.Ledger;

public class DecSpecs
{
    [Theory]
    [InlineData("0.5", "0.000000000000000001", "0.000000000000000000")]
    [InlineData("1.5", "0.000000000000000001", "0.000000000000000002")]
    [InlineData("2.5", "0.000000000000000001", "0.000000000000000002")]
    [InlineData("-1.5", "0.000000000000000001", "-0.000000000000000002")]
    [InlineData("812.345", "8", "6498.760000000000000000")]
    public void Product_rounds_half_to_even(string left, string right, string product) =>
        (Genesis.Decimal(left) * Genesis.Decimal(right)).ToString().Should().Be(product);

    [Theory]
    [InlineData("1", "3", "0.333333333333333333")]
    [InlineData("2", "3", "0.666666666666666667")]
    [InlineData("520000000000", "81200400000", "6.403909340348077103")]
    public void Quotient_rounds_to_eighteen_places(string left, string right, string quotient) =>
        (Genesis.Decimal(left) / Genesis.Decimal(right)).ToString().Should().Be(quotient);

    [Fact]
    public void Wire_form_is_the_digits_without_a_point()
    {
        Dec.FromWire("812345000000000000000").ToString().Should().Be("812.345000000000000000");
        Genesis.Decimal("0.25").ToWire().Should().Be("250000000000000000");
        Dec.FromWire("").IsZero.Should().BeTrue();
        var broken = () => Dec.FromWire("1.5");
        broken.Should().Throw<FormatException>().WithMessage("'1.5'*");
    }
}
