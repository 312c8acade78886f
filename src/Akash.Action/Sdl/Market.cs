using Akash.Sdl;
using Akash.Sizing;

namespace Akash.Action.Sdl;

/// <summary>What is known of the market, for the linter.</summary>
static class Market
{
    public static MarketFacts Read()
    {
        var named = GpuCatalog.Read().GroupBy(gpu => gpu.Name).Select(gpus => new GpuOffer(gpus.Key, [.. gpus.Select(gpu => gpu.Memory)], gpus.Min(gpu => gpu.UsCentsPerHour)));
        var listed = GpuCatalog.ReadListed().Select(gpu => new GpuOffer(gpu.Name, [], gpu.UsCentsPerHour));
        var prices = MarketPrices.Read();
        return new MarketFacts([.. named, .. listed], new UsualPrices(prices.Cpu, prices.Memory, prices.Ephemeral, prices.Hdd, prices.Ssd, prices.Nvme));
    }
}
