using System.Numerics;
using Akash.Money;

namespace Akash.Deploy;

/// <summary>What a run spent of the network's own token; deposits are not spent, they can come back.</summary>
/// <param name="Fees">Of all transactions, also where somebody else's grant paid them.</param>
/// <param name="Burned">For credit.</param>
public sealed record Spending(Coin Fees, Coin Burned)
{
    public static Spending Nothing { get; } = new(new Coin(Denoms.Uakt, BigInteger.Zero), new Coin(Denoms.Uakt, BigInteger.Zero));

    public Spending WithFee(Coin fee) => this with { Fees = Fees with { Amount = Fees.Amount + fee.Amount } };

    public Spending WithBurned(Coin burned) => this with { Burned = Burned with { Amount = Burned.Amount + burned.Amount } };
}
