using System.Security.Cryptography;
using Akash.Chain.Transport;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Transactions;

/// <summary>Until when a transaction may be included, by the chain's own clock: a time, or a height for ordered ones.</summary>
sealed record TimeLimit(Timestamp? Time, ulong Height)
{
    const int NanosecondsPerSecond = 1_000_000_000;

    static readonly TimeSpan UsualBlock = TimeSpan.FromSeconds(6);

    /// <summary>
    /// The limit for a transaction made now. The fraction of a second is random: of two unordered transactions of one
    /// signer with the same time, one would be refused.
    /// </summary>
    public static TimeLimit After(NodeStatus status, TimeSpan lifetime, bool ordered)
    {
        if (ordered) return new TimeLimit(null, (ulong)(status.LatestHeight + Math.Max((long)(lifetime / UsualBlock), 5)));

        var time = Timestamp.FromDateTimeOffset(status.LatestBlockTime + lifetime);
        time.Nanos = RandomNumberGenerator.GetInt32(NanosecondsPerSecond);
        return new TimeLimit(time, 0);
    }

    /// <summary>Whether no block after the latest one can include it.</summary>
    public bool IsPast(NodeStatus status) => Time is null
        ? (ulong)status.LatestHeight >= Height
        : Timestamp.FromDateTimeOffset(status.LatestBlockTime).CompareTo(Time) > 0;
}
