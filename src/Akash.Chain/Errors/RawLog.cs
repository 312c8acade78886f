using System.Text.RegularExpressions;

namespace Akash.Chain.Errors;

/// <summary>
/// What a node writes about a refusal. It may hold raw bytes of addresses, source positions, and the wrapping of every
/// layer it came through.
/// </summary>
static partial class RawLog
{
    const int Longest = 500;

    /// <summary>Only printable ASCII, at most 500 characters; words that hold anything else are replaced whole.</summary>
    public static string ToPrintable(string? log)
    {
        var text = Unprintable().Replace(log ?? "", "(raw bytes)").Trim();
        return text.Length > Longest ? text[..(Longest - 1)] + "…" : text;
    }

    /// <summary>The sentence itself, without wrappers.</summary>
    public static string ToSentence(string? log) => Wrappers().Replace(ToPrintable(log), "").Trim();

    [GeneratedRegex(@"[^ ]*[^\x20-\x7e][^ ]*")]
    private static partial Regex Unprintable();

    [GeneratedRegex(
        @"rpc error: code = \w+ desc = |failed to execute message; message index: \d+: |\s?\[[^\]\s]+\.go:\d+\]| with gas used: '\d+'(: unknown request)?")]
    private static partial Regex Wrappers();
}
