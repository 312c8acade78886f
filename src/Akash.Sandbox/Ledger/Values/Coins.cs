using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Akash.Proto.Cosmos.Base.V1Beta1;

namespace Akash.Sandbox.Ledger.Values;

/// <summary>Amounts of coins as they travel (digits in a string) and as they are counted.</summary>
static partial class Coins
{
    public const string Uakt = "uakt";
    public const string Uact = "uact";

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$")]
    private static partial Regex Denom { get; }

    public static bool IsDenom(string text) => Denom.IsMatch(text);

    public static Coin Of(string denom, BigInteger amount) => new() { Denom = denom, Amount = amount.ToString(CultureInfo.InvariantCulture) };

    public static DecCoin Of(string denom, Dec amount) => new() { Denom = denom, Amount = amount.ToWire() };

    /// <summary>The amount of a coin; nothing counts as zero.</summary>
    public static BigInteger Units(this Coin? coin) => coin is null || coin.Amount.Length == 0 ? 0 : BigInteger.Parse(coin.Amount, CultureInfo.InvariantCulture);

    public static Dec Value(this DecCoin? coin) => coin is null ? Dec.Zero : Dec.FromWire(coin.Amount);

    public static string Text(this Coin coin) => coin.Amount + coin.Denom;

    public static string Text(this DecCoin coin) => coin.Value() + coin.Denom;

    public static string Text(this IEnumerable<Coin> coins) => string.Join(',', coins.Select(Text));

    /// <summary>Whether a coin is well-formed: a denom, digits only, not negative.</summary>
    public static bool IsValid(this Coin coin) => IsDenom(coin.Denom) && IsWhole(coin.Amount);

    /// <summary>Whether coins are a set as the chain keeps them: well-formed, above zero, ascending by denom.</summary>
    public static bool IsSet(this IReadOnlyList<Coin> coins) =>
        coins.All(coin => coin.IsValid() && coin.Units().Sign > 0)
        && coins.Zip(coins.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Denom, pair.Second.Denom) < 0);

    public static BigInteger AmountOf(this IEnumerable<Coin> coins, string denom) =>
        coins.FirstOrDefault(coin => coin.Denom == denom).Units();

    /// <summary>Adds an amount to a set of coins, which stays ascending by denom and without zeros.</summary>
    public static IReadOnlyList<Coin> Plus(this IEnumerable<Coin> coins, string denom, BigInteger amount)
    {
        var amounts = new SortedDictionary<string, BigInteger>(StringComparer.Ordinal);
        foreach (var coin in coins) amounts[coin.Denom] = amounts.GetValueOrDefault(coin.Denom) + coin.Units();
        amounts[denom] = amounts.GetValueOrDefault(denom) + amount;
        return [.. amounts.Where(entry => !entry.Value.IsZero).Select(entry => Of(entry.Key, entry.Value))];
    }

    static bool IsWhole(string digits) => digits.Length > 0 && digits.All(char.IsAsciiDigit);
}
