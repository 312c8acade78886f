using System.Numerics;

namespace Akash.Money.Tests;

public class DecTests
{
    [Theory]
    [InlineData("0", "0", "0.000000000000000000")]
    [InlineData("1", "1000000000000000000", "1.000000000000000000")]
    [InlineData("12.3456789", "12345678900000000000", "12.345678900000000000")]
    [InlineData("-0.5", "-500000000000000000", "-0.500000000000000000")]
    [InlineData("0.000000000000000001", "1", "0.000000000000000001")]
    [InlineData("123456789012345678901234567890.123456789012345678", "123456789012345678901234567890123456789012345678", "123456789012345678901234567890.123456789012345678")]
    public void Number_is_written_in_its_three_forms_and_read_back(string text, string wire, string fixedForm)
    {
        var value = Dec.Parse(text);

        value.ToString().Should().Be(text);
        value.ToWire().Should().Be(wire);
        value.ToFixed().Should().Be(fixedForm);
        Dec.FromWire(wire).Should().Be(value);
        Dec.Parse(fixedForm).Should().Be(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("0.0000000000000000001")]
    [InlineData(null)]
    public void Text_that_is_no_decimal_of_18_places_is_refused(string? text)
    {
        Dec.TryParse(text, out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("7", "3", Rounding.Truncate, "2.333333333333333333")]
    [InlineData("7", "3", Rounding.Up, "2.333333333333333334")]
    [InlineData("-7", "3", Rounding.Truncate, "-2.333333333333333333")]
    [InlineData("-7", "3", Rounding.Up, "-2.333333333333333334")]
    [InlineData("6", "3", Rounding.Up, "2")]
    public void Quotient_is_rounded_as_named(string dividend, string divisor, Rounding rounding, string quotient)
    {
        Dec.Parse(dividend).Divide(Dec.Parse(divisor), rounding).Should().Be(Dec.Parse(quotient));
        Dec.FromRatio(BigInteger.Parse(dividend), BigInteger.Parse(divisor), rounding).Should().Be(Dec.Parse(quotient));
    }

    [Theory]
    [InlineData("0.000000000000000001", "0.5", Rounding.Truncate, "0")]
    [InlineData("0.000000000000000001", "0.5", Rounding.Up, "0.000000000000000001")]
    [InlineData("0.025", "119001", Rounding.Truncate, "2975.025")]
    public void Product_is_rounded_as_named(string left, string right, Rounding rounding, string product)
    {
        Dec.Parse(left).Multiply(Dec.Parse(right), rounding).Should().Be(Dec.Parse(product));
    }

    [Theory]
    [InlineData("2975.025", Rounding.Truncate, 2975)]
    [InlineData("2975.025", Rounding.Up, 2976)]
    [InlineData("-1.5", Rounding.Truncate, -1)]
    [InlineData("-1.5", Rounding.Up, -2)]
    public void Whole_part_is_rounded_as_named(string text, Rounding rounding, int whole)
    {
        Dec.Parse(text).ToInteger(rounding).Should().Be(new BigInteger(whole));
    }

    [Fact]
    public void Numbers_are_compared_and_added_exactly()
    {
        var (tenth, fifth) = (Dec.Parse("0.1"), Dec.Parse("0.2"));

        (tenth + fifth).Should().Be(Dec.Parse("0.3"));
        (fifth - tenth).Should().Be(tenth);
        (tenth * 3).Should().Be(Dec.Parse("0.3"));
        (tenth < fifth && fifth > tenth && tenth <= fifth && fifth >= tenth).Should().BeTrue();
        tenth.CompareTo(fifth).Should().BeNegative();
    }

    [Theory]
    [InlineData("1.239", 2, Rounding.Truncate, "1.23")]
    [InlineData("1.231", 2, Rounding.Up, "1.24")]
    [InlineData("1.9", 0, Rounding.Truncate, "1")]
    [InlineData("0", 2, Rounding.Up, "0.00")]
    public void Number_for_people_has_as_many_places_as_asked_for(string text, int places, Rounding rounding, string shown)
    {
        Dec.Parse(text).ToString(places, rounding).Should().Be(shown);
    }
}
