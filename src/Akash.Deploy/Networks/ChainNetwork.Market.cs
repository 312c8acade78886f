using Akash.Chain;
using Akash.Proto.Market.V1Beta5;
using ChainBid = Akash.Proto.Market.V1Beta5.Bid;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    public Task<IReadOnlyList<Bid>> ListOpenBidsAsync(ulong dseq, CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync<IReadOnlyList<Bid>>(async () =>
        {
            // Losing bids stay open after their order is taken, so only those on open orders can become leases (chain.md 10.4).
            var block = await chain.AtLatestAsync(cancellationToken);
            var orders = await block.ListOrdersAsync(Owner, dseq, Order.Types.State.Open, cancellationToken)
                .Select(order => (order.Id.Gseq, order.Id.Oseq)).ToHashSetAsync(cancellationToken: cancellationToken);
            if (orders.Count == 0) return [];

            var bids = await block.ListBidsAsync(Owner, dseq, ChainBid.Types.State.Open, cancellationToken)
                .Select(answer => answer.Bid).Where(bid => orders.Contains((bid.Id.Gseq, bid.Id.Oseq))).ToListAsync(cancellationToken);
            var records = await FindRecordsAsync(bids.Select(bid => bid.Id.Provider), cancellationToken);
            return
            [
                .. from bid in bids
                let provider = records.GetValueOrDefault(bid.Id.Provider)
                select new Bid(
                    new BidId(bid.Id.Dseq, bid.Id.Gseq, bid.Id.Oseq, bid.Id.Provider, bid.Id.Bseq),
                    bid.Price.ToMoney(), provider?.GatewayText, provider?.Attributes ?? ProviderRecord.NoAttributes),
            ];
        });
}
