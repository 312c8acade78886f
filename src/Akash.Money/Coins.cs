using System.Numerics;

namespace Akash.Money;

public static class Coins
{
    /// <summary>What there is of one denom among coins of any; zero where there is none.</summary>
    public static Coin TotalOf(this IEnumerable<Coin> coins, string denom) =>
        new(denom, coins.Where(coin => coin.Denom == denom).Aggregate(BigInteger.Zero, (sum, coin) => sum + coin.Amount));
}
