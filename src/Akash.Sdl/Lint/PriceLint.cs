using System.Numerics;
using Akash.Money;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Lint;

/// <summary>Prices that no provider's bid could be below.</summary>
static class PriceLint
{
    /// <summary>At six seconds a block and 30.4375 days a month.</summary>
    static readonly BigInteger BlocksPerMonth = 438_300;

    const int CentsPerDollar = 100;
    const int UactPerCent = 10_000;
    const long GiB = 1L << 30;

    /// <summary>In halves, since a month has 730.5 hours.</summary>
    const int HalfHoursPerMonth = 1461;

    public static void Check(PriceModel price, ResourcesModel resources, MarketFacts market, Findings findings)
    {
        if (market.Prices is not { } prices || price.Denom.Value != Denoms.Uact || Prices.ToWire(price.Amount ?? "") is not { } amount) return;

        var cents = Cents(resources, prices) + GpuCents(resources.Gpu, market);
        var perBlock = cents.Multiply(Dec.FromRatio(UactPerCent, BlocksPerMonth, Rounding.Truncate), Rounding.Truncate).ToInteger(Rounding.Up);
        if (amount >= Dec.FromInteger(perBlock)) return;
        findings.Warn(
            Rules.BelowMarket, price.AmountSpot, $"{amount} uact per block is ${Dollars(amount)} a month, providers usually ask ${cents.Multiply(Dec.FromRatio(1, CentsPerDollar, Rounding.Up), Rounding.Up).ToString(2, Rounding.Up)} for one such replica",
            $"offer at least {perBlock}: it is a ceiling, bids decide below it");
    }

    static Dec Cents(ResourcesModel resources, UsualPrices prices)
    {
        var sum = Share(resources.Cpu?.Units, prices.Cpu, 1000) + Share(resources.Memory?.Size, prices.Memory, GiB);
        foreach (var volume in resources.Storage ?? [])
        {
            var cents = volume switch
            {
                { Class: "ram" } => 0,
                { Persistent: false } => prices.Ephemeral,
                { Class: "beta1" } => prices.Hdd,
                { Class: "beta3" } => prices.Nvme,
                { Class: "beta2" } => prices.Ssd,
                _ => Math.Min(prices.Hdd, prices.Ssd),
            };
            sum += Share(volume.Size, cents, GiB);
        }

        return sum;
    }

    static Dec Share(Quantity? quantity, int cents, long per) =>
        quantity is not null && BigInteger.TryParse(quantity.Value, out var amount) ? Dec.FromRatio(amount * cents, per, Rounding.Truncate) : Dec.Zero;

    /// <summary>The cheapest acceptable card; nothing where the price of one is unknown.</summary>
    static Dec GpuCents(GpuModel? gpu, MarketFacts market)
    {
        if (gpu?.Units is null || !BigInteger.TryParse(gpu.Units.Value, out var units) || units.IsZero) return Dec.Zero;
        var wanted = GpuWish.In(gpu).Select(wish => market.Gpus.FirstOrDefault(offer => offer.Name == wish.Model)?.UsCentsPerHour).ToList();
        return wanted.Count == 0 || wanted.Any(cents => cents is null) ? Dec.Zero : Dec.FromRatio(units * wanted.Min()!.Value * HalfHoursPerMonth, 2, Rounding.Truncate);
    }

    static string Dollars(Dec perBlock) => (perBlock * BlocksPerMonth).Multiply(Dec.FromRatio(1, UactPerCent * CentsPerDollar, Rounding.Truncate), Rounding.Truncate).ToString(2, Rounding.Truncate);
}
