namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Steps whose refusal the chain does not pass on; what they had changed by then stays.</summary>
static class Refusable
{
    /// <summary>Runs a step; false where it was refused.</summary>
    public static bool Ignore(Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (LedgerException refusal) when (refusal.Error != SdkErrors.OutOfGas)
        {
            return false;
        }
    }
}
