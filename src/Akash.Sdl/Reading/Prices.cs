using System.Text.RegularExpressions;
using Akash.Money;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Amounts and denoms (spec/sdl.md section 4.4).</summary>
static partial class Prices
{
    public const string DecimalPattern = @"^[0-9]+(\.[0-9]+)?$";

    /// <summary>Above this a decimal of the chain overflows.</summary>
    const int MaxBits = 315;

    /// <summary>Far longer than any amount that fits; with leading zeros even that is not one to compute with.</summary>
    const int MaxLength = 4096;

    /// <summary>A plain decimal above zero; null where it is none.</summary>
    public static string? ReadLenient(Spot spot, Spot price, ValueReader reader)
    {
        var text = reader.Text(spot).Value;
        var where = spot.Node is null ? price : spot;
        if (Parse(text) is not { } amount)
        {
            reader.Findings.Refuse(Rules.Amount, where, text.Length == 0 ? "the price has no amount" : $"'{text}' is not an amount", "write a plain decimal number with at most 18 places, as in `1000` or `0.5`", spot.Path);
            return null;
        }

        if (amount.Digits.Sign > 0) return amount.ToFixed();
        reader.Findings.Refuse(Rules.NoPrice, where, $"the price is {text}, it must be above zero", "write what one replica may cost per block");
        return null;
    }

    static Dec? Parse(string text)
    {
        if (text.Length > MaxLength) return null;
        var negative = text is ['-', ..];
        var unsigned = text.AsSpan(negative ? 1 : 0);
        if (unsigned is ['+' or '-', _, ..])
        {
            negative ^= unsigned[0] == '-';
            unsigned = unsigned[1..];
        }

        if (!Dec.TryParse(unsigned.ToString(), out var amount) || unsigned[0] == '-' || amount.Digits.GetBitLength() > MaxBits) return null;
        return negative ? new Dec(-amount.Digits) : amount;
    }

    /// <summary>A number of at least zero, or a text of digits; as JavaScript prints it.</summary>
    public static string? ReadStrict(Spot spot, ValueReader reader)
    {
        if (spot.Node is null) return null;
        var value = spot.Node.Target is YamlScalar scalar ? TsScalars.Resolve(scalar) : default;
        if (value.Kind is ValueKind.Number && value.Number >= 0) return JsNumbers.ToText(value.Number);
        if (value.Kind is ValueKind.Text && Decimal().IsMatch(((YamlScalar)spot.Node.Target).Value)) return ((YamlScalar)spot.Node.Target).Value;
        reader.Findings.Refuse(Rules.Amount, spot, $"{ValueReader.Name(spot)} is not an amount", "write a plain decimal number, as in `1000` or `0.5`");
        return null;
    }

    public static void CheckDenom(Text denom, bool isWritten, Spot price, ValueReader reader)
    {
        if (reader.Rules.IsSchemaStrict)
        {
            if (isWritten && !PlacementGrammar.Denom.Words.Contains(denom.Value))
                reader.Findings.Refuse(Rules.Denom, denom.Spot, $"the denom '{denom.Value}' is unknown", "use `uact`", breaks: [denom.Spot.Path.ToString()]);
        }
        else if (!Names.IsDenom(denom.Value))
        {
            reader.Findings.Refuse(Rules.Denom, denom.Spot.Node is null ? price : denom.Spot, denom.IsEmpty ? "the price has no denom" : $"'{denom.Value}' cannot be a denom", "use `denom: uact`", price.Path.Key("denom"));
        }
    }

    /// <summary>The amount that goes on the wire; null where it cannot be encoded.</summary>
    public static Dec? ToWire(string amount) => amount.Length <= MaxLength && Dec.TryParse(amount, out var value) ? value : null;

    [GeneratedRegex(DecimalPattern + Names.NoLineBreak, RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
