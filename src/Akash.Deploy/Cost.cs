using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;

namespace Akash.Deploy;

/// <summary>What a deployment costs, in US$ (1 ACT is 1 US$).</summary>
/// <param name="PerMonth">A month is 30.4375 days.</param>
/// <param name="Deposit">What is in escrow now.</param>
/// <param name="RunwayHours">How long the escrow lasts; null while nothing is charged.</param>
public sealed record Cost(Dec PerHour, Dec PerMonth, Coin Deposit, Dec? RunwayHours)
{
    /// <param name="blockTime">Measured average between blocks.</param>
    public static Cost Of(Escrow escrow, TimeSpan blockTime) => new(
        Price.InDollars(escrow.RatePerBlock.Amount, PricePeriod.Hour, blockTime),
        Price.InDollars(escrow.RatePerBlock.Amount, PricePeriod.Month, blockTime),
        escrow.Funds,
        escrow.RunwayBlocks is { } blocks
            ? (Dec.FromInteger(blocks) * blockTime.Ticks).Divide(Dec.FromInteger(TimeSpan.TicksPerHour), Rounding.Truncate)
            : null);
}
