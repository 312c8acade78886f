using Akash.Proto.Oracle.V2;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>The price of AKT in US$. ACT is one US$ by definition.</summary>
static class Oracle
{
    static readonly DataID AktInDollars = new() { Denom = "akt", BaseDenom = "usd" };

    public static void AddPrice(Execution x, MsgAddPriceEntry message)
    {
        var oracle = x.State.Oracle;
        if (!oracle.Params.Sources.Contains(message.Signer)) throw SdkErrors.Unauthorized.Refusal($"source {message.Signer} is not authorized oracle provider");
        if (message.Id?.Denom != AktInDollars.Denom) throw SdkErrors.InvalidRequest.Refusal($"unsupported denom {message.Id?.Denom}");
        if (message.Id.BaseDenom != AktInDollars.BaseDenom) throw SdkErrors.InvalidRequest.Refusal($"unsupported base denom {message.Id.BaseDenom}");
        if (!Dec.TryFromWire(message.Price, out var price) || !price.IsPositive) throw SdkErrors.InvalidRequest.Refusal("price must be positive");
        var time = Instant.From(message.Timestamp);
        if (oracle.Prices.FindLast(entry => entry.Source == message.Signer)?.Time > time) throw SdkErrors.InvalidRequest.Refusal("price timestamp is too old");

        Report(x, message.Signer, price, time);
        x.Emit(new EventPriceData { Source = message.Signer, Id = message.Id, Price = message.Price, Timestamp = message.Timestamp });
    }

    /// <summary>Takes a price of a source as it is.</summary>
    public static void Report(Execution x, string source, Dec price, Instant time)
    {
        var oracle = x.State.Oracle;
        var kept = x.Time.Minus(oracle.Params.PriceRetention);
        x.State.Oracle = oracle with
        {
            Prices = oracle.Prices.RemoveAll(entry => entry.Time < kept).Add(new ReportedPrice(source, price, time, oracle.Sequence)),
            Sequence = oracle.Sequence + 1,
        };
    }

    /// <summary>The price of a denom in US$; refuses while it is unknown or stale.</summary>
    public static Dec Price(LedgerState state, string denom)
    {
        if (denom is Coins.Uact or "act") return Dec.FromInteger(1);
        if (state.Oracle.Health is not { } health || denom is not (Coins.Uakt or "akt"))
            throw OracleErrors.PriceStalled.Refusal(Missing("PriceHealth"));
        if (!health.IsHealthy) throw OracleErrors.PriceStalled.Refusal();
        return state.Oracle.Aggregated is { } price ? Dec.FromWire(price.Twap) : throw OracleErrors.PriceStalled.Refusal(Missing("AggregatedPrice"));
    }

    public static Dec? PriceOrNothing(LedgerState state, string denom) => state.Oracle.Health is { IsHealthy: true } ? Price(state, denom) : null;

    public static string Missing(string type) => $"collections: not found: key 'akt/usd' of type github.com/cosmos/gogoproto/akash.oracle.v2.{type}";

    /// <summary>At the end of a block: what each source said last, while it is fresh, becomes the price.</summary>
    public static void EndBlock(Execution x)
    {
        var oracle = x.State.Oracle;
        var latest = oracle.Params.Sources.Select(source => oracle.Prices.FindLast(entry => entry.Source == source)).OfType<ReportedPrice>().ToList();
        if (latest.Count == 0) return;

        var cutoff = x.Time.Minus(oracle.Params.MaxPriceStalenessPeriod);
        var fresh = latest.Where(entry => entry.Time >= cutoff).OrderBy(entry => entry.Price).ToList();
        var price = Aggregate(oracle, fresh, x.Time);
        var health = Judge(oracle.Params, latest.Count, fresh.Count, price);
        if (oracle.Health is { } before && before.IsHealthy != health.IsHealthy)
            x.Emit(health.IsHealthy ? new EventPriceRecovered { Id = AktInDollars, Height = x.Height } : new EventPriceStaled { Id = AktInDollars, LastHeight = x.Height });

        var healthy = health.IsHealthy && fresh.Count > 0;
        x.State.Oracle = oracle with { Health = health, Aggregated = healthy ? price : oracle.Aggregated };
        if (healthy) x.Emit(new EventAggregatedPrice { Price = price });
    }

    static AggregatedPrice Aggregate(OracleState oracle, List<ReportedPrice> fresh, Instant now)
    {
        if (fresh.Count == 0) return new AggregatedPrice { Denom = AktInDollars.Denom, Timestamp = now.ToTimestamp() };
        var two = Dec.FromInteger(2);
        var (low, high) = (fresh[0].Price, fresh[^1].Price);
        var median = fresh.Count % 2 == 1 ? fresh[fresh.Count / 2].Price : (fresh[fresh.Count / 2 - 1].Price + fresh[fresh.Count / 2].Price) / two;
        var averages = fresh.Select(entry => Average(oracle, entry.Source, now)).ToList();
        var twap = averages.Aggregate(Dec.Zero, (sum, average) => sum + average) / Dec.FromInteger(averages.Count);
        return new AggregatedPrice
        {
            Denom = AktInDollars.Denom, Twap = twap.ToWire(), MedianPrice = median.ToWire(), MinPrice = low.ToWire(), MaxPrice = high.ToWire(),
            Timestamp = now.ToTimestamp(), NumSources = (uint)fresh.Count,
            DeviationBps = (ulong)((high - low) * Dec.FromInteger(10_000) / low).Truncate(),
        };
    }

    /// <summary>A source's average over the window, each price weighted by how long it held.</summary>
    static Dec Average(OracleState oracle, string source, Instant now)
    {
        var start = now.Minus(oracle.Params.TwapWindow);
        var entries = oracle.Prices.Where(entry => entry.Source == source && entry.Time <= now).ToList();
        var (sum, weight, end) = (Dec.Zero, 0L, now.Nanoseconds);
        foreach (var entry in Enumerable.Reverse(entries))
        {
            var begin = Math.Max(entry.Time.Nanoseconds, start.Nanoseconds);
            sum += entry.Price * (end - begin);
            weight += end - begin;
            end = begin;
            if (entry.Time <= start) break;
        }
        return weight == 0 ? entries[^1].Price : sum / Dec.FromInteger(weight);
    }

    static PriceHealth Judge(Params parameters, int total, int fresh, AggregatedPrice price)
    {
        var enough = fresh >= parameters.MinPriceSources;
        var close = price.DeviationBps <= parameters.MaxPriceDeviationBps;
        var health = new PriceHealth
        {
            Denom = AktInDollars.Denom, IsHealthy = enough && close, HasMinSources = enough, DeviationOk = close,
            TotalSources = (uint)total, TotalHealthySources = (uint)fresh,
        };
        if (!enough) health.FailureReason.Add($"insufficient price sources: {fresh} < {parameters.MinPriceSources}");
        if (!close) health.FailureReason.Add($"price deviation too high: {price.DeviationBps} > {parameters.MaxPriceDeviationBps}");
        return health;
    }
}
