using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Accounts, their numbers and the modules' own.</summary>
static class Accounts
{
    public static string FeeCollector { get; } = AccountAddress.OfModule("fee_collector");
    public static string Escrow { get; } = AccountAddress.OfModule("escrow");
    public static string Bme { get; } = AccountAddress.OfModule("bme");
    public static string Governance { get; } = AccountAddress.OfModule("gov");

    /// <summary>An account comes to be when it first receives something; it gets the next number.</summary>
    public static void Ensure(Execution x, string address)
    {
        if (x.State.Accounts.Has(address)) return;
        x.State.Accounts = x.State.Accounts.With(address, new Account(address, x.State.NextAccountNumber));
        x.State.NextAccountNumber++;
    }

    public static void Set(Execution x, Account account) => x.State.Accounts = x.State.Accounts.With(account.Address, account);
}
