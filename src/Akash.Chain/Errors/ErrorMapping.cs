using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Akash.Money;

namespace Akash.Chain.Errors;

/// <summary>From codespace, code and raw log to an error with a meaning and advice.</summary>
static partial class ErrorMapping
{
    /// <summary>The error for a refusal by the chain.</summary>
    /// <param name="transaction">The hash of the included transaction, or null.</param>
    public static ChainRefusedException ToException(string? codespace, uint code, string? log, string? transaction = null)
    {
        var refusal = new Refusal(RawLog.ToPrintable(codespace), code, RawLog.ToPrintable(log));
        var sentence = RawLog.ToSentence(log);
        var where = transaction is null ? "" : $" (transaction {transaction})";
        if (DepositTooLow().Match(sentence) is { Success: true } deposit)
        {
            var denom = deposit.Groups["denom"].Value;
            return new(
                ChainFailure.DepositTooSmall,
                $"The deposit is too small: {Display(deposit.Groups["given"].Value, denom)} offered, the chain asks for at least {Display(deposit.Groups["least"].Value, denom)}{where}",
                $"Raise the deposit to {deposit.Groups["least"].Value}{denom} or more",
                refusal, transaction);
        }

        return KnownRefusal.Find(refusal) is { } known
            ? new(known.Failure, $"{known.Meaning}{Detail(sentence)}{where}", known.Advice, refusal, transaction)
            : new(
                ChainFailure.Rejected, $"The chain refuses this{Detail(sentence)}{where}",
                "Correct what the chain names; it will refuse the same request again", refusal, transaction);
    }

    /// <summary>The sequence the node expects, from the text of a sequence mismatch.</summary>
    public static ulong? ExpectedSequence(Refusal refusal) =>
        SequenceExpected().Match(refusal.Log) is { Success: true } match
            ? ulong.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The fee a node asks for, from the text of a fee that is too low.</summary>
    public static BigInteger? RequiredFee(Refusal refusal, string denom) =>
        FeeRequired().Match(refusal.Log) is { Success: true } match
            ? match.Groups[1].Value.Split(',')
                .Where(coin => coin.EndsWith(denom, StringComparison.Ordinal))
                .Select(coin => (BigInteger?)BigInteger.Parse(coin[..^denom.Length], CultureInfo.InvariantCulture))
                .FirstOrDefault()
            : null;

    static string Detail(string sentence) => sentence is "" ? "" : $": {sentence}";

    static string Display(string amount, string denom) => new Coin(denom, BigInteger.Parse(amount, CultureInfo.InvariantCulture)).ToDisplay();

    [GeneratedRegex(@"Deposit too low - (?<given>\d+) < (?<least>\d+)(?<denom>[a-zA-Z][\w/]*)?")]
    private static partial Regex DepositTooLow();

    [GeneratedRegex(@"account sequence mismatch, expected (\d+)")]
    private static partial Regex SequenceExpected();

    [GeneratedRegex(@"required: ([\w,/]+)")]
    private static partial Regex FeeRequired();
}
