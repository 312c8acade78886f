using Akash.Money;

namespace Akash.Deploy.Quantities;

/// <summary>Amounts of compute credit as people write them (contract section 2).</summary>
public static class Amounts
{
    /// <summary>Base units of one ACT, which is one US$ by definition.</summary>
    public const int UactPerAct = 1_000_000;

    static readonly char[] NumberLetters = [.. "0123456789.-"];

    const string Forms = "write it as 5ACT, $5 or 5000000uact (1 ACT is 1 US$ is 1000000 uact)";

    /// <summary>Reads <c>5ACT</c>, <c>$5</c>, <c>5000000uact</c>; a bare whole number is uact, as in the official action.</summary>
    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static Coin Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('$')) return FromAct(text, trimmed[1..]);

        var unit = trimmed.TrimStart(NumberLetters);
        var number = trimmed[..^unit.Length];
        return unit.Trim().ToLowerInvariant() switch
        {
            "act" => FromAct(text, number),
            "uact" or "" => FromUact(text, number),
            "akt" or "uakt" => throw new FormatException(
                $"'{text}' is in AKT, which pays gas only; deployments are paid in ACT: {Forms}, and mint ACT from AKT if the wallet has none"),
            _ => throw new FormatException($"'{text}' has the unknown unit '{unit.Trim()}': {Forms}"),
        };
    }

    /// <summary>Reads <c>1AKT</c> or <c>1000000uakt</c>, which is gas.</summary>
    /// <exception cref="FormatException">What is wrong and what was expected.</exception>
    public static Coin ParseAkt(string text)
    {
        const string forms = "write it as 1AKT or 1000000uakt";
        var lower = text.Trim().ToLowerInvariant();
        var (number, factor) = lower switch
        {
            _ when lower.EndsWith("uakt", StringComparison.Ordinal) => (lower[..^4], 1),
            _ when lower.EndsWith("akt", StringComparison.Ordinal) => (lower[..^3], UactPerAct),
            _ => throw new FormatException($"'{text}' is not an amount of AKT: {forms}"),
        };
        if (!Dec.TryParse(number.Trim(), out var value) || value <= Dec.Zero) throw new FormatException($"'{text}' is not an amount of AKT: {forms}");
        var whole = (value * factor).ToInteger(Rounding.Truncate);
        return Dec.FromInteger(whole) == value * factor
            ? new Coin(Denoms.Uakt, whole)
            : throw new FormatException($"'{text}' would be a fraction of a uakt, the smallest unit: {forms}");
    }

    /// <summary>In whole tokens where the denom has six decimals: <c>0.5 ACT</c>.</summary>
    public static string ForPeople(Coin coin) => coin.Denom is Denoms.Uact or Denoms.Uakt
        ? $"{Dec.FromRatio(coin.Amount, UactPerAct, Rounding.Truncate)} {coin.Denom[1..].ToUpperInvariant()}"
        : coin.ToString();

    static Coin FromAct(string text, string number)
    {
        var uact = ReadPositive(text, number) * UactPerAct;
        var whole = uact.ToInteger(Rounding.Truncate);
        return Dec.FromInteger(whole) == uact
            ? new Coin(Denoms.Uact, whole)
            : throw new FormatException($"'{text}' has more than 6 decimals: the smallest amount is 0.000001 ACT, which is 1 uact");
    }

    static Coin FromUact(string text, string number) => number.Contains('.')
        ? throw new FormatException($"'{text}' would be a fraction of a uact, the smallest unit: {Forms}")
        : new Coin(Denoms.Uact, ReadPositive(text, number).ToInteger(Rounding.Truncate));

    static Dec ReadPositive(string text, string number)
    {
        if (!Dec.TryParse(number.Trim(), out var value)) throw new FormatException($"'{text}' is not an amount: {Forms}");
        return value > Dec.Zero ? value : throw new FormatException($"'{text}' must be more than zero");
    }
}
