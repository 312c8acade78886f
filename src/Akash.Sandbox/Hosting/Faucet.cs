using System.Numerics;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;

namespace Akash.Sandbox.Hosting;

/// <summary>
/// Money for the asking. ACT can't be sent between accounts, so the sandbox mints what it gives, at once and outside of any block.
/// </summary>
sealed class Faucet(LedgerNode node)
{
    /// <summary>100 AKT or ACT.</summary>
    public static BigInteger Portion { get; } = 100_000_000;

    /// <summary>Gives coins to an account, which comes to be if it isn't there. An invalid address throws <see cref="FormatException"/>.</summary>
    public void Give(string address, BigInteger uakt, BigInteger uact)
    {
        if (!AccountAddress.IsValid(address)) throw new FormatException($"'{address}' is not an account of this network: expected akash1…");
        node.Amend(x =>
        {
            Give(x, address, Coins.Uakt, uakt);
            Give(x, address, Coins.Uact, uact);
        });
    }

    static void Give(Execution x, string address, string denom, BigInteger amount)
    {
        if (amount.Sign <= 0) return;
        var mint = AccountAddress.OfModule("mint");
        Bank.Mint(x, mint, Coins.Of(denom, amount));
        Bank.Move(x, mint, address, Coins.Of(denom, amount));
    }
}
