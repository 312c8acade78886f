using Akash.Money;

namespace Akash.Chain.Networks;

/// <summary>What a unit of gas costs, as networks write it: <c>0.025uakt</c>.</summary>
public static class GasPrice
{
    /// <summary>What the official tools pay, and what every known node takes (chain.md 5.1).</summary>
    public static DecCoin Default { get; } = new(Denoms.Uakt, Dec.Parse("0.025"));

    /// <summary>Reads <c>digits[.digits]denom</c>.</summary>
    public static bool TryParse(string? text, out DecCoin price)
    {
        price = default;
        if (text is null) return false;

        var amountLength = text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter is '.').Count();
        if (amountLength == text.Length || !Dec.TryParse(text[..amountLength], out var amount)) return false;
        price = new DecCoin(text[amountLength..], amount);
        return true;
    }

    /// <summary>The price in one denom among a node's minimum prices, separated by commas; zero where it names none.</summary>
    internal static Dec FindMinimum(string minimumPrices, string denom) => minimumPrices.Split(',', StringSplitOptions.TrimEntries)
        .Select(text => TryParse(text, out var price) && price.Denom == denom ? price.Amount : Dec.Zero)
        .Max();

    /// <summary>The fee for a gas limit: the exact product, raised to the next whole unit.</summary>
    internal static Coin FeeFor(this DecCoin price, ulong gas) => new(price.Denom, (price.Amount * gas).ToInteger(Rounding.Up));
}
