using System.Globalization;
using System.Security.Cryptography;

namespace Akash.Chain;

/// <summary>
/// Deployment numbers chosen by the client. The chain settles accounts by key prefix, so a dseq that is a decimal prefix
/// of another of the same owner is billed for it (chain.md 11.5): ours all have 15 digits, fit a JavaScript number, and
/// are random, so that parallel jobs do not meet.
/// </summary>
public static class Dseq
{
    const long Least = 100_000_000_000_000;

    /// <summary>A number that collides with none of the owner's live ones.</summary>
    public static ulong Choose(IReadOnlyCollection<ulong> live)
    {
        while (true)
        {
            var candidate = Least + (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) % (9 * Least));
            if (live.All(other => !Collide((ulong)candidate, other))) return (ulong)candidate;
        }
    }

    /// <summary>Whether one is a decimal prefix of the other, or both are the same.</summary>
    public static bool Collide(ulong one, ulong other)
    {
        var (first, second) = (Digits(one), Digits(other));
        return first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal);
    }

    static string Digits(ulong dseq) => dseq.ToString(CultureInfo.InvariantCulture);
}
