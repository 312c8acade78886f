using Akash.Proto.Bme.V1;
using Akash.Proto.Oracle.V2;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Grpc.Core;
using BmeParamsRequest = Akash.Proto.Bme.V1.QueryParamsRequest;
using BmeParamsResponse = Akash.Proto.Bme.V1.QueryParamsResponse;
using OracleParamsRequest = Akash.Proto.Oracle.V2.QueryParamsRequest;
using OracleParamsResponse = Akash.Proto.Oracle.V2.QueryParamsResponse;
using BmeVault = Akash.Proto.Bme.V1.State;
using Status = Grpc.Core.Status;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Minting of ACT, and the price of AKT.</summary>
static class MoneyQueries
{
    const string BmeService = "/akash.bme.v1.Query/";
    const string OracleService = "/akash.oracle.v2.Query/";
    const string StatusPrefix = "ledger_record_status_";

    public static void Register(QueryRouter router)
    {
        router.On<BmeParamsRequest, BmeParamsResponse>(BmeService + "Params", (context, _) => new() { Params = context.State.Bme.Params });
        router.On<QueryVaultStateRequest, QueryVaultStateResponse>(BmeService + "VaultState", (context, _) => new() { VaultState = Vault(context.State) });
        router.On<QueryStatusRequest, QueryStatusResponse>(BmeService + "Status", (context, _) => BreakerStatus(context.State));
        router.On<QueryLedgerRecordsRequest, QueryLedgerRecordsResponse>(BmeService + "LedgerRecords", Ledger);

        router.On<OracleParamsRequest, OracleParamsResponse>(OracleService + "Params", (context, _) => new() { Params = context.State.Oracle.Params });
        router.On<QueryPricesRequest, QueryPricesResponse>(OracleService + "Prices", Prices);
        router.On<QueryAggregatedPriceRequest, QueryAggregatedPriceResponse>(OracleService + "AggregatedPrice", (context, _) =>
            context.State.Oracle is { Aggregated: { } price, Health: { } health }
                ? new() { AggregatedPrice = price, PriceHealth = health }
                : throw new RpcException(new Status(StatusCode.Unknown, Oracle.Missing("AggregatedPrice"))));
    }

    /// <summary>The module's coins; of ACT all that is outstanding.</summary>
    static BmeVault Vault(LedgerState state) => new()
    {
        Balances =
        {
            Bank.BalancesOf(state, Accounts.Bme).Where(coin => coin.Denom != Coins.Uact)
                .Append(Coins.Of(Coins.Uact, Bank.SupplyOf(state, Coins.Uact))).OrderBy(coin => coin.Denom, StringComparer.Ordinal),
        },
        TotalBurned = { state.Bme.TotalBurned.Select(entry => Coins.Of(entry.Key, entry.Value)) },
        TotalMinted = { state.Bme.TotalMinted.Select(entry => Coins.Of(entry.Key, entry.Value)) },
        RemintCredits = { Coins.Of(Coins.Uakt, state.Bme.RemintCredit) },
    };

    static QueryStatusResponse BreakerStatus(LedgerState state)
    {
        var status = state.Bme.Status.Status_;
        var points = Dec.FromInteger(10_000);
        return new()
        {
            Status = status,
            CollateralRatio = Bme.CollateralRatio(state).ToWire(),
            WarnThreshold = (Dec.FromInteger(state.Bme.Params.CircuitBreakerWarnThreshold) / points).ToWire(),
            HaltThreshold = (Dec.FromInteger(state.Bme.Params.CircuitBreakerHaltThreshold) / points).ToWire(),
            MintsAllowed = status < MintStatus.HaltCr,
            RefundsAllowed = status < MintStatus.HaltOracle,
        };
    }

    static QueryLedgerRecordsResponse Ledger(QueryContext context, QueryLedgerRecordsRequest request)
    {
        var filters = request.Filters ?? new LedgerRecordFilters();
        var name = filters.Status.StartsWith(StatusPrefix, StringComparison.Ordinal) ? filters.Status[StatusPrefix.Length..] : filters.Status;
        var states = Pages.States(name, request.Pagination, "invalid request parameters. if offset is set, filter.status must be provided",
            "invalid status filter value", LedgerRecordStatus.Pending, LedgerRecordStatus.Executed, LedgerRecordStatus.Canceled);
        var (entries, page) = Pages.Of(
            request.Pagination,
            states,
            status => Entries(context.State.Bme, (LedgerRecordStatus)status)
                .Where(entry => (filters.Source.Length == 0 || entry.Id.Source == filters.Source)
                    && (filters.Denom.Length == 0 || entry.Id.Denom == filters.Denom)
                    && (filters.ToDenom.Length == 0 || entry.Id.ToDenom == filters.ToDenom))
                .Select(entry => ((byte[])[status, .. StoreKeys.Of(LedgerKey.Of(entry.Id))], entry)),
            status => [status],
            marksReverse: true);
        return new() { Records = { entries }, Pagination = page };
    }

    static IEnumerable<QueryLedgerRecordEntry> Entries(BmeState bme, LedgerRecordStatus status) => status switch
    {
        LedgerRecordStatus.Pending => bme.Pending.All.Select(row => new QueryLedgerRecordEntry { Id = row.Key.ToId(), Status = status, PendingRecord = row.Value }),
        LedgerRecordStatus.Executed => bme.Executed.All.Select(row => new QueryLedgerRecordEntry { Id = row.Key.ToId(), Status = status, ExecutedRecord = row.Value }),
        _ => bme.Canceled.All.Select(row => new QueryLedgerRecordEntry { Id = row.Key.ToId(), Status = status, CanceledRecord = row.Value }),
    };

    static QueryPricesResponse Prices(QueryContext context, QueryPricesRequest request)
    {
        var sources = context.State.Oracle.Params.Sources;
        var all = context.State.Oracle.Prices.Select(price => new PriceData
        {
            Id = new PriceDataRecordID
            {
                Source = (uint)sources.IndexOf(price.Source) + 1, Denom = "akt", BaseDenom = "usd", Timestamp = price.Time.ToTimestamp(), Sequence = price.Sequence,
            },
            State = new PriceDataState { Price = price.Price.ToWire() },
        });
        var (prices, page) = Pages.Plain(all, request.Pagination, price => price.Id.ToByteString());
        return new() { Prices = { prices }, Pagination = page };
    }
}
