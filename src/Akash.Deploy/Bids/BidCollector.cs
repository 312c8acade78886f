using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Deploy.Runs;
using Akash.Money;

namespace Akash.Deploy.Bids;

/// <summary>Waits for a first acceptable set of bids and then a little longer for better ones.</summary>
sealed class BidCollector(IDeploymentNetwork network, IDeployReporter reporter, TimeProvider time)
{
    const int WindowBlocks = 3;
    const int LooksPerBlock = 4;

    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The bids to accept, one for each group; none where the groups no longer wait for bids.</summary>
    /// <param name="groups">The groups that need a lease, by sequence number.</param>
    /// <param name="giveUp">When the first acceptable set must have been seen, a timestamp of the clock.</param>
    /// <exception cref="DeployFailure">No bids, or none cheap enough.</exception>
    public async Task<IReadOnlyList<Bid>> CollectAsync(
        ulong dseq, IReadOnlyDictionary<uint, string> groups, DeployRequest request, TimeSpan blockTime, long giveUp,
        CancellationToken cancellationToken)
    {
        var ceiling = request.MaxPrice?.PerBlock(blockTime);
        var pause = blockTime / LooksPerBlock < LongestPause ? blockTime / LooksPerBlock : LongestPause;
        Window? window = null;
        while (true)
        {
            var height = await network.GetHeightAsync(cancellationToken);
            var bids = await network.ListOpenBidsAsync(dseq, cancellationToken);
            var choice = BidChoice.Of([.. groups.Keys], bids.Where(request.BidFilter), ceiling);
            if (choice is BidChoice.Acceptable acceptable)
            {
                window ??= new Window(height, time.GetTimestamp());
                if (request.BidStrategy is BidStrategy.First || IsOver(window.Value, height, request.BidWindow))
                {
                    reporter.BidsCollected(bids, acceptable.Bids);
                    return acceptable.Bids;
                }
            }
            else
            {
                // Bids may be withdrawn while the window is open: then the wait starts again.
                window = null;
                if (choice is BidChoice.Missing && !await StillWaitAsync(dseq, groups, cancellationToken)) return [];
                if (time.GetTimestamp() >= giveUp)
                {
                    reporter.BidsCollected(bids, []);
                    throw Failure(choice, bids, groups, request, blockTime);
                }
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>A transaction of an earlier run may have leased a group, or closed it, since we looked.</summary>
    async Task<bool> StillWaitAsync(ulong dseq, IReadOnlyDictionary<uint, string> groups, CancellationToken cancellationToken) =>
        await network.FindAsync(dseq, cancellationToken) is not { } found || found.Groups
            .Where(group => groups.ContainsKey(group.Gseq))
            .All(group => group.State is GroupState.Open && group.ActiveLease is null);

    bool IsOver(Window window, long height, TimeSpan? length) => length is { } span
        ? time.GetElapsedTime(window.Since) >= span
        : height >= window.Height + WindowBlocks;

    static DeployFailure Failure(
        BidChoice choice, IReadOnlyList<Bid> bids, IReadOnlyDictionary<uint, string> groups, DeployRequest request, TimeSpan blockTime)
    {
        if (choice is BidChoice.TooExpensive { Cheapest: var cheapest })
            return new DeployFailure(Reason.PriceAboveMax,
                $"the cheapest offer for everything is {InWords(cheapest, blockTime)}, above max-price {request.MaxPrice}: raise max-price, or ask for fewer resources");

        var missing = string.Join(", ", ((BidChoice.Missing)choice).Groups.Select(group => groups[group]));
        var filtered = bids.Count(bid => !request.BidFilter(bid));
        return new DeployFailure(Reason.NoBids,
            $"no provider made {(filtered > 0 ? "an acceptable" : "a")} bid for group {missing} within {request.BidTimeout}" +
            (filtered > 0 ? $"; bid-filter refused {filtered} of {bids.Count} bids" : "") +
            ": raise the price in the SDL, ask for fewer resources, or loosen the placement's attributes and signedBy");
    }

    static string InWords(Dec perBlock, TimeSpan blockTime) =>
        $"${Price.InDollars(perBlock, PricePeriod.Month, blockTime).ToString(2, Rounding.Up)}/month ({new DecCoin(Denoms.Uact, perBlock)}/block)";

    readonly record struct Window(long Height, long Since);
}
