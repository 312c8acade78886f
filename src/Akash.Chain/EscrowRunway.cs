using System.Numerics;
using Akash.Money;
using Akash.Proto.Escrow.Types.V1;

namespace Akash.Chain;

/// <summary>How long a deployment's money lasts (chain.md 11.2).</summary>
/// <param name="Remaining">What is left once everything due is paid; below zero where the account is overdrawn.</param>
/// <param name="RatePerBlock">Of all open payments together.</param>
/// <param name="BlocksLeft">Null while nothing is charged.</param>
public sealed record EscrowRunway(DecCoin Remaining, DecCoin RatePerBlock, long? BlocksLeft)
{
    /// <param name="rates">The prices of the leases that are active or reclaiming, one each.</param>
    /// <param name="height">The latest block.</param>
    public static EscrowRunway Compute(Account account, IEnumerable<DecCoin> rates, long height)
    {
        Dec[] charged = [.. rates.Where(rate => rate.Denom == Denoms.Uact).Select(rate => rate.Amount)];
        var rate = charged.Aggregate(Dec.Zero, (sum, each) => sum + each);
        var passed = Math.Max(height - account.State.SettledAt, 0);

        // The chain settles each payment for itself and cuts it to whole units.
        var due = charged.Aggregate(BigInteger.Zero, (sum, each) => sum + (each * passed).ToInteger(Rounding.Truncate));
        var funds = account.State.Funds.Where(balance => balance.Denom == Denoms.Uact)
            .Aggregate(Dec.Zero, (sum, balance) => sum + Dec.FromWire(balance.Amount));
        var remaining = funds - Dec.FromInteger(due);
        return new EscrowRunway(
            new DecCoin(Denoms.Uact, remaining), new DecCoin(Denoms.Uact, rate),
            rate.IsZero ? null : (long)BigInteger.Max(remaining.Divide(rate, Rounding.Truncate).ToInteger(Rounding.Truncate), 0));
    }
}
