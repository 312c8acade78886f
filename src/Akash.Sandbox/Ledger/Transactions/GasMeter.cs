namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>
/// Counts gas. The chain meters every byte it reads and writes; here a message has a price, and every event, which stands
/// for a changed object, another (chain.md section 5.1). The same transaction costs the same in simulation and in a block.
/// </summary>
sealed class GasMeter(ulong? limit)
{
    const ulong TransitionCost = 9_000;
    const ulong TransferCost = 4_400;

    public ulong Used { get; private set; }

    public static GasMeter Unlimited => new(null);

    /// <summary>Refuses with sdk 11 where the limit is passed.</summary>
    public void Use(ulong amount, string location)
    {
        Used += amount;
        if (limit is { } most && Used > most)
            throw SdkErrors.OutOfGas.Refusal($"out of gas in location: {location}; gasWanted: {most}, gasUsed: {Used}");
    }

    public void UseEvent(string type)
    {
        if (type == "transfer") Use(TransferCost, "WritePerByte");
        else if (type.StartsWith("akash.", StringComparison.Ordinal)) Use(TransitionCost, "WritePerByte");
    }
}
