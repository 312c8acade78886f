using System.Globalization;
using System.Numerics;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A text that is no number or truth value of the expected kind, in the parser's words.</summary>
sealed class ParseException(string function, string text, string why) : Exception($"strconv.{function}: parsing \"{text}\": {why}");

/// <summary>Numbers and truth values of paths and queries, with the texts of a provider's parser (provider.md 3.1).</summary>
static class GoNumbers
{
    public static ulong ParseUnsigned(string text, ulong largest = ulong.MaxValue)
    {
        if (text.Length == 0 || !text.All(char.IsAsciiDigit)) throw new ParseException("ParseUint", text, "invalid syntax");
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new ParseException("ParseUint", text, "value out of range");
    }

    public static int ParseInt32(string text)
    {
        var digits = text.StartsWith('+') || text.StartsWith('-') ? text[1..] : text;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) throw new ParseException("ParseInt", text, "invalid syntax");
        var number = BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return number >= int.MinValue && number <= int.MaxValue ? (int)number : throw new ParseException("ParseInt", text, "value out of range");
    }

    public static bool ParseBool(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new ParseException("ParseBool", text, "invalid syntax"),
    };

    /// <summary>A number of 0 to 2^31-1 in base ten, or in another base by its prefix; null for anything else.</summary>
    public static int? ParseIndex(string text)
    {
        var (digits, radix) = text.ToLowerInvariant() switch
        {
            ['0', 'x', .. var rest] => (rest, 16),
            ['0', 'o', .. var rest] => (rest, 8),
            ['0', 'b', .. var rest] => (rest, 2),
            ['0', .. { Length: > 0 } rest] => (rest, 8),
            var all => (all, 10),
        };
        if (digits.Length == 0) return null;
        long number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) >= radix) return null;
            number = number * radix + Convert.ToInt32(digit.ToString(), 16);
            if (number > int.MaxValue) return null;
        }

        return (int)number;
    }
}
