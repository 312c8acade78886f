using System.Numerics;
using Akash.Money;

namespace Akash.Deploy.Quantities;

public enum PricePeriod { Block, Hour, Month }

/// <summary>A price as people write it: so much uact for a period.</summary>
/// <param name="Uact">For the whole period; exact.</param>
public readonly record struct Price(Dec Uact, PricePeriod Period)
{
    /// <summary>Hours of a month of 30.4375 days, times two to be whole.</summary>
    const int HalfHoursPerMonth = 1461;

    const string Forms = "write it as $30/month, $0.05/hour or 1000uact/block";

    /// <summary>Reads <c>$30/month</c>, <c>0.05ACT/hour</c>, <c>1000uact/block</c>; fractions of a uact are allowed.</summary>
    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static Price Parse(string text)
    {
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
            throw new FormatException($"'{text}' does not say for how long: {Forms}");

        var period = parts[1].ToLowerInvariant() switch
        {
            "block" => PricePeriod.Block,
            "hour" or "h" => PricePeriod.Hour,
            "month" or "mo" => PricePeriod.Month,
            _ => throw new FormatException($"'{text}' has the unknown period '{parts[1]}': {Forms}"),
        };
        return new Price(ReadUact(text, parts[0]), period);
    }

    /// <summary>The price for one block, cut at the 18th place so that a ceiling stays a ceiling.</summary>
    /// <param name="blockTime">Measured average between blocks.</param>
    public DecCoin PerBlock(TimeSpan blockTime) => new(Denoms.Uact, Period is PricePeriod.Block
        ? Uact
        : (Uact * blockTime.Ticks).Divide(Dec.FromInteger(TicksOf(Period)), Rounding.Truncate));

    /// <summary>What a price for one block comes to in a longer period, in US$.</summary>
    public static Dec InDollars(Dec uactPerBlock, PricePeriod period, TimeSpan blockTime) => period is PricePeriod.Block
        ? uactPerBlock.Divide(Dec.FromInteger(Amounts.UactPerAct), Rounding.Truncate)
        : (uactPerBlock * TicksOf(period)).Divide(
            Dec.FromInteger(new BigInteger(blockTime.Ticks) * Amounts.UactPerAct), Rounding.Truncate);

    public override string ToString() => Period is PricePeriod.Block
        ? $"{Uact}uact/block"
        : $"${Uact.Divide(Dec.FromInteger(Amounts.UactPerAct), Rounding.Truncate)}/{Period.ToString().ToLowerInvariant()}";

    static BigInteger TicksOf(PricePeriod period) =>
        period is PricePeriod.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerHour / 2 * HalfHoursPerMonth;

    static Dec ReadUact(string text, string amount)
    {
        var lower = amount.ToLowerInvariant();
        var (number, factor) = lower switch
        {
            _ when lower.StartsWith('$') => (lower[1..], Amounts.UactPerAct),
            _ when lower.EndsWith("uact", StringComparison.Ordinal) => (lower[..^4], 1),
            _ when lower.EndsWith("act", StringComparison.Ordinal) => (lower[..^3], Amounts.UactPerAct),
            _ when lower.EndsWith("akt", StringComparison.Ordinal) => throw new FormatException(
                $"'{text}' is in AKT, but providers are paid in ACT (1 ACT is 1 US$): {Forms}"),
            _ => throw new FormatException($"'{text}' does not say of what: {Forms}"),
        };
        if (!Dec.TryParse(number.Trim(), out var value)) throw new FormatException($"'{text}' is not a price: {Forms}");
        return value > Dec.Zero ? value * factor : throw new FormatException($"'{text}' must be more than zero");
    }
}
