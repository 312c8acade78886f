using System.Collections.Frozen;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>
/// Counts gas. The chain meters every byte it reads and writes; here a message has a price, and every event, which stands for a
/// changed object, another. The prices are fitted to what a real node used (chain.md section 5.1) and hold within a few percent.
/// The same transaction costs the same in simulation and in a block.
/// </summary>
sealed class GasMeter(ulong? limit)
{
    static readonly FrozenDictionary<string, ulong> Prices = new Dictionary<string, ulong>
    {
        ["transfer"] = 14_000,
        ["akash.deployment.v1.EventDeploymentCreated"] = 18_000,
        ["akash.deployment.v1.EventDeploymentUpdated"] = 10_000,
        ["akash.deployment.v1.EventDeploymentClosed"] = 30_000,
        ["akash.deployment.v1.EventGroupStarted"] = 9_000,
        ["akash.deployment.v1.EventGroupPaused"] = 21_000,
        ["akash.deployment.v1.EventGroupClosed"] = 21_000,
        ["akash.market.v1.EventOrderCreated"] = 35_000,
        ["akash.market.v1.EventOrderClosed"] = 27_000,
        ["akash.market.v1.EventBidCreated"] = 40_000,
        ["akash.market.v1.EventBidClosed"] = 46_000,
        ["akash.market.v1.EventLeaseCreated"] = 90_000,
        ["akash.market.v1.EventLeaseClosed"] = 60_000,
        ["akash.market.v1.EventLeaseReclaimStarted"] = 20_000,
    }.ToFrozenDictionary();

    public ulong Used { get; private set; }

    public static GasMeter Unlimited => new(null);

    /// <summary>Refuses with sdk 11 where the limit is passed.</summary>
    public void Use(ulong amount, string location)
    {
        Used += amount;
        if (limit is { } most && Used > most)
            throw SdkErrors.OutOfGas.Refusal($"out of gas in location: {location}; gasWanted: {most}, gasUsed: {Used}");
    }

    public void UseEvent(string type) => Use(Prices.GetValueOrDefault(type), "WritePerByte");
}
