using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Deploy.Bids;

/// <summary>What the bids seen so far amount to.</summary>
abstract record BidChoice
{
    /// <summary>One bid for every group, together within the ceiling.</summary>
    public sealed record Acceptable(IReadOnlyList<Bid> Bids, Dec Total) : BidChoice;

    /// <summary>One bid for every group, but the cheapest together cost more than allowed.</summary>
    public sealed record TooExpensive(Dec Cheapest) : BidChoice;

    /// <summary>These groups have no bid.</summary>
    public sealed record Missing(IReadOnlyList<uint> Groups) : BidChoice;

    /// <summary>
    /// The cheapest bid of each group: prices are independent, so that is also the cheapest set. Of equal prices the provider
    /// whose address sorts first is taken, so that the same bids always make the same choice.
    /// </summary>
    /// <param name="groups">Sequence numbers of the groups that need a lease.</param>
    /// <param name="ceiling">For all groups together, per block; null for none.</param>
    public static BidChoice Of(IReadOnlyCollection<uint> groups, IEnumerable<Bid> bids, DecCoin? ceiling)
    {
        var cheapest = bids
            .Where(bid => ceiling is not { } limit || bid.Price.Denom == limit.Denom)
            .GroupBy(bid => bid.Id.Gseq)
            .ToDictionary(
                group => group.Key,
                group => group.OrderBy(bid => bid.Price.Amount).ThenBy(bid => bid.Id.Provider, StringComparer.Ordinal).First());
        if (groups.Where(group => !cheapest.ContainsKey(group)).ToList() is { Count: > 0 } missing) return new Missing(missing);

        IReadOnlyList<Bid> chosen = [.. groups.Order().Select(group => cheapest[group])];
        var total = chosen.Aggregate(Dec.Zero, (sum, bid) => sum + bid.Price.Amount);
        return ceiling is { } limit && total > limit.Amount ? new TooExpensive(total) : new Acceptable(chosen, total);
    }
}
