using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Providers.Manifests;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Providers.Market;

/// <summary>Bids on open orders a provider can serve below their ceiling, and takes back bids that led nowhere (provider.md 4.1).</summary>
sealed class BidEngine(ProviderSettings settings, Conduct conduct, TimeSpan bidTimeout, ChainView chain, SigningAccount account, Inventory inventory, TimeProvider time, ILogger log)
{
    const int BlocksBeforeRetry = 5;
    const int MostVolumes = 4;

    readonly Dictionary<OrderID, DateTimeOffset> ordersSince = [];
    readonly Dictionary<OrderID, long> bidAtHeight = [];
    readonly Dictionary<BidID, DateTimeOffset> bidsSince = [];
    readonly Dictionary<BidID, long> closedAtHeight = [];

    /// <summary>Open orders the engine is looking at.</summary>
    public int Orders => ordersSince.Count;

    public void OnBlock(long height)
    {
        var bids = chain.OpenBids(account.Address);
        inventory.Keep(Wanted(height, bids));
        if (!conduct.Behaviour.WithoutBids) Bid(height, bids);
        Withdraw(height, bids);
    }

    /// <summary>Orders whose resources are spoken for: by a lease, an open bid, or one on its way into a block.</summary>
    HashSet<OrderID> Wanted(long height, IReadOnlyList<Bid> bids) =>
    [
        .. chain.HeldLeases(account.Address).Select(lease => LeaseKey.Of(lease.Id).ToOrderId()),
        .. bids.Select(bid => new OrderID { Owner = bid.Id.Owner, Dseq = bid.Id.Dseq, Gseq = bid.Id.Gseq, Oseq = bid.Id.Oseq }),
        .. bidAtHeight.Where(sent => height - sent.Value < BlocksBeforeRetry).Select(sent => sent.Key),
    ];

    void Bid(long height, IReadOnlyList<Bid> bids)
    {
        var now = time.GetUtcNow();
        var orders = chain.OpenOrders();
        Forget(ordersSince, orders.Select(order => order.Id));
        Forget(bidAtHeight, orders.Select(order => order.Id));
        foreach (var order in orders)
        {
            if (ordersSince.TryAdd(order.Id, now)) log.LogDebug("{Provider} sees order {Dseq}/{Gseq}/{Oseq}", settings.Name, order.Id.Dseq, order.Id.Gseq, order.Id.Oseq);
            if (now - ordersSince[order.Id] < conduct.Behaviour.BidDelay) continue;
            if (bidAtHeight.TryGetValue(order.Id, out var last) && height - last < BlocksBeforeRetry) continue;
            if (bids.Any(bid => IsFor(bid.Id, order.Id)) || bidsSince.Keys.Any(bid => IsFor(bid, order.Id))) continue;
            if (Price(order) is not { } price || !inventory.TryReserve(order.Id, order.Spec)) continue;
            bidAtHeight[order.Id] = height;
            Place(order, price);
        }
    }

    /// <summary>Null where this provider has no use for the order.</summary>
    System.Numerics.BigInteger? Price(Order order)
    {
        var own = chain.Provider(account.Address)?.Attributes;
        if (order.Id.Owner == account.Address || own is null) return null;
        if (order.Reclamation?.MinWindow is { } notice && !(settings.ReclamationWindow >= notice.ToTimeSpan())) return null;
        if (order.Spec.Resources.Any(unit => unit.Resource.Storage.Count > MostVolumes)) return null;
        if (!Placement.Fits(order.Spec, own, chain.SignedAttributes(account.Address))) return null;
        var price = Pricing.Price(order.Spec, settings.Rates);
        return price.IsZero || price > Pricing.Ceiling(order.Spec) ? null : price;
    }

    void Place(Order order, System.Numerics.BigInteger price)
    {
        var denom = order.Spec.Resources[0].Price.Denom;
        if (chain.BidDeposit(denom) is not { } deposit) return;
        var answer = account.Send(new MsgCreateBid
        {
            Id = new BidID { Owner = order.Id.Owner, Dseq = order.Id.Dseq, Gseq = order.Id.Gseq, Oseq = order.Id.Oseq, Provider = account.Address },
            Price = Pricing.ToCoin(price, denom),
            Deposit = new Deposit { Amount = deposit, Sources = { Source.Balance } },
            ReclamationWindow = settings.ReclamationWindow is { } notice ? Duration.FromTimeSpan(notice) : null,
            ResourcesOffer = { order.Spec.Resources.Select(unit => new ResourceOffer { Resources = unit.Resource, Count = unit.Count }) },
        });
        if (answer.Code == 0) log.LogInformation("{Provider} bids on {Dseq}/{Gseq}/{Oseq}", settings.Name, order.Id.Dseq, order.Id.Gseq, order.Id.Oseq);
        else log.LogWarning("{Provider} cannot bid on {Dseq}: {Codespace} {Code} {Log}", settings.Name, order.Id.Dseq, answer.Codespace, answer.Code, answer.Log);
    }

    /// <summary>A bid goes when its order was taken by another or nobody leased it in time; bids of the past are not repeated.</summary>
    void Withdraw(long height, IReadOnlyList<Bid> bids)
    {
        var now = time.GetUtcNow();
        Forget(closedAtHeight, bids.Select(bid => bid.Id));
        foreach (var bid in bids) bidsSince.TryAdd(bid.Id, now);
        var leaving = bids.Where(bid => now - bidsSince[bid.Id] >= bidTimeout || chain.Order(bid.Id) is not { State: Order.Types.State.Open }).ToList();
        if (leaving.Count == 0) return;
        // An order is taken together with its bid, so only a look at the bids after the one at the orders tells who lost.
        var open = chain.OpenBids(account.Address).Select(bid => bid.Id).ToHashSet();
        foreach (var bid in leaving.Where(bid => open.Contains(bid.Id)))
        {
            if (closedAtHeight.TryGetValue(bid.Id, out var last) && height - last < BlocksBeforeRetry) continue;
            closedAtHeight[bid.Id] = height;
            var answer = account.Send(new MsgCloseBid { Id = bid.Id, Reason = LeaseClosedReason.Unspecified });
            if (answer.Code != 0) log.LogWarning("{Provider} cannot close its bid on {Dseq}: {Log}", settings.Name, bid.Id.Dseq, answer.Log);
        }
    }

    static bool IsFor(BidID bid, OrderID order) =>
        bid.Owner == order.Owner && bid.Dseq == order.Dseq && bid.Gseq == order.Gseq && bid.Oseq == order.Oseq;

    static void Forget<TKey, TValue>(Dictionary<TKey, TValue> known, IEnumerable<TKey> present) where TKey : notnull
    {
        var keep = present.ToHashSet();
        foreach (var gone in known.Keys.Where(key => !keep.Contains(key)).ToList()) known.Remove(gone);
    }
}
