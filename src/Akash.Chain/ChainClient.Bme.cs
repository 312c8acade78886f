using Akash.Chain.Bme;
using Akash.Chain.Errors;
using Akash.Money;
using Akash.Proto.Bme.V1;
using Akash.Proto.Oracle.V2;
using Mint = Akash.Proto.Bme.V1.Query.QueryClient;
using Oracle = Akash.Proto.Oracle.V2.Query.QueryClient;

namespace Akash.Chain;

public sealed partial class ChainClient
{
    /// <summary>The oracle's name of AKT; it is not a denom.</summary>
    const string Akt = "akt";

    /// <summary>US$ of one AKT by the chain's oracle; null while it has no healthy price.</summary>
    public async Task<Dec?> FindAktPriceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await new Oracle(Invoker).AggregatedPriceAsync(
                new QueryAggregatedPriceRequest { Denom = Akt }, cancellationToken: cancellationToken).ResponseAsync;
            return answer is { PriceHealth.IsHealthy: true, AggregatedPrice.Twap: { Length: > 0 } digits } && Dec.FromWire(digits) is { IsZero: false } price
                ? price
                : null;
        }
        catch (ChainRefusedException)
        {
            // The node refuses to name a price while it has none.
            return null;
        }
    }

    /// <summary>Whether ACT can be minted now, and what it costs.</summary>
    public async Task<MintState> GetMintStateAsync(CancellationToken cancellationToken)
    {
        var price = await FindAktPriceAsync(cancellationToken);
        var answer = await new Mint(Invoker).ParamsAsync(new Proto.Bme.V1.QueryParamsRequest(), cancellationToken: cancellationToken).ResponseAsync;
        var least = answer.Params.MinMint.Select(WireAmounts.ToMoney).TotalOf(Denoms.Uact).Amount;
        var terms = price is { } known ? new MintTerms(known, answer.Params.MintSpreadBps, least) : null;
        try
        {
            var status = await new Mint(Invoker).StatusAsync(new QueryStatusRequest(), cancellationToken: cancellationToken).ResponseAsync;
            return new MintState(
                status.Status switch
                {
                    MintStatus.Healthy => terms is null ? MintHealth.HaltedByPrice : MintHealth.Open,
                    MintStatus.Warning => terms is null ? MintHealth.HaltedByPrice : MintHealth.Slowed,
                    MintStatus.HaltCr => MintHealth.HaltedByRatio,
                    _ => MintHealth.HaltedByPrice,
                },
                status.CollateralRatio is { Length: > 0 } ratio ? Dec.FromWire(ratio) : null, terms);
        }
        catch (ChainRefusedException)
        {
            // The query itself fails while the price is stale, since it computes the ratio anew (chain.md 9.5).
            return new MintState(MintHealth.HaltedByPrice, null, terms);
        }
    }

    /// <summary>An account's requests to mint ACT that wait for their epoch.</summary>
    public async Task<IReadOnlyList<PendingMint>> ListPendingMintsAsync(string owner, CancellationToken cancellationToken) =>
        await ListMints(owner, LedgerRecordStatus.Pending, cancellationToken)
            .Select(entry => new PendingMint(entry.Id.Height, entry.Id.Sequence, entry.PendingRecord.CoinsToBurn.ToMoney()))
            .ToListAsync(cancellationToken);

    /// <summary>An account's requests to mint ACT that were cancelled and refunded, from a height on.</summary>
    public async Task<IReadOnlyList<CancelledMint>> ListCancelledMintsAsync(string owner, long fromHeight, CancellationToken cancellationToken) =>
        await ListMints(owner, LedgerRecordStatus.Canceled, cancellationToken)
            .Where(entry => entry.Id.Height >= fromHeight)
            .Select(entry => new CancelledMint(
                entry.Id.Height, entry.Id.Sequence, entry.CanceledRecord.CoinsToBurn.ToMoney(), ProtocolName(entry.CanceledRecord.CancelReason.ToString())))
            .ToListAsync(cancellationToken);

    IAsyncEnumerable<QueryLedgerRecordEntry> ListMints(string owner, LedgerRecordStatus status, CancellationToken cancellationToken) => ListAsync(
        page => new Mint(Invoker).LedgerRecordsAsync(
            new QueryLedgerRecordsRequest
            {
                Filters = new LedgerRecordFilters
                {
                    Source = owner, Denom = Denoms.Uakt, ToDenom = Denoms.Uact, Status = $"ledger_record_status_{ProtocolName(status.ToString())}",
                },
                Pagination = page,
            },
            cancellationToken: cancellationToken),
        page => page.Records, page => page.Pagination, cancellationToken);
}
