using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Wire;

/// <summary>What the .proto files alone do not say about fields: the chain's own number types, and which messages may be absent.</summary>
static class FieldShapes
{
    static readonly FrozenSet<string> Decimals = new[]
    {
        "cosmos.base.v1beta1.DecCoin.amount", "akash.escrow.types.v1.Balance.amount",
        "akash.bme.v1.CoinPrice.price", "akash.bme.v1.QueryStatusResponse.collateral_ratio", "akash.bme.v1.QueryStatusResponse.warn_threshold",
        "akash.bme.v1.QueryStatusResponse.halt_threshold", "akash.bme.v1.EventMintStatusChange.collateral_ratio",
        "akash.oracle.v2.PriceDataState.price", "akash.oracle.v2.EventPriceData.price", "akash.oracle.v2.MsgAddPriceEntry.price",
        "akash.oracle.v2.AggregatedPrice.twap", "akash.oracle.v2.AggregatedPrice.median_price", "akash.oracle.v2.AggregatedPrice.min_price",
        "akash.oracle.v2.AggregatedPrice.max_price",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Optional = new[]
    {
        "akash.deployment.v1.Deployment.reclamation", "akash.deployment.v1beta4.MsgCreateDeployment.reclamation",
        "akash.market.v1beta5.Order.reclamation", "akash.market.v1.Lease.reclamation", "akash.market.v1beta5.Bid.reclamation_window",
        "akash.market.v1beta5.MsgCreateBid.reclamation_window", "akash.market.v1beta5.ResourceOffer.prices",
        "akash.market.v1beta5.OfferPrices.cpu", "akash.market.v1beta5.OfferPrices.memory", "akash.market.v1beta5.OfferPrices.gpu",
        "akash.base.resources.v1beta4.Resources.cpu", "akash.base.resources.v1beta4.Resources.memory", "akash.base.resources.v1beta4.Resources.gpu",
        "akash.bme.v1.LedgerRecord.burned", "akash.bme.v1.LedgerRecord.minted", "akash.bme.v1.LedgerRecord.remint_credit_issued",
        "akash.bme.v1.LedgerRecord.remint_credit_accrued", "akash.bme.v1.EventLedgerRecordExecuted.burned", "akash.bme.v1.EventLedgerRecordExecuted.minted",
        "akash.bme.v1.EventLedgerRecordExecuted.remint_credit_issued", "akash.bme.v1.EventLedgerRecordExecuted.remint_credit_accrued",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Always = new[]
    {
        "cosmos.auth.v1beta1.QueryParamsResponse.params", "cosmos.feegrant.v1beta1.PeriodicAllowance.basic", "cosmos.upgrade.v1beta1.Plan.time",
    }.ToFrozenSet();

    /// <summary>A string that holds digits of a value times 10¹⁸ on the wire.</summary>
    public static bool IsDecimal(FieldDescriptor field) => Decimals.Contains(field.FullName);

    /// <summary>A string that holds a whole amount.</summary>
    public static bool IsAmount(FieldDescriptor field) => field.FullName == "cosmos.base.v1beta1.Coin.amount";

    /// <summary>Bytes that hold the ASCII digits of a number.</summary>
    public static bool IsDigits(FieldDescriptor field) => field.FullName == "akash.base.resources.v1beta4.ResourceValue.val";

    /// <summary>A message field that is null when it is absent, instead of an empty message.</summary>
    public static bool IsNullable(FieldDescriptor field) =>
        Optional.Contains(field.FullName)
        || field.MessageType.FullName == Any.Descriptor.FullName
        || field.MessageType.FullName.StartsWith("cosmos.base.query.", StringComparison.Ordinal)
        || (!field.FullName.StartsWith("akash.", StringComparison.Ordinal) && !Always.Contains(field.FullName));
}
