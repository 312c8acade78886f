namespace Akash.Deploy.Plans;

/// <summary>What a deploy will do, decided from the record and the chain alone: printable, and executed as it is.</summary>
public abstract record Plan
{
    /// <summary>Why, in words for a person.</summary>
    public required string Because { get; init; }

    /// <summary>It runs as asked: nothing is built up, changed or spent.</summary>
    public sealed record Nothing(ulong Dseq) : Plan;

    /// <summary>The version is right, but not everything of it runs: hand the manifest over again and wait.</summary>
    public sealed record Redeliver(ulong Dseq) : Plan;

    /// <summary>A new version in the same deployment, at the same URL.</summary>
    public sealed record Update(ulong Dseq) : Plan;

    /// <summary>A creation that was interrupted goes on where it stands; it has never served, so a failure closes it.</summary>
    public sealed record Resume(ulong Dseq) : Plan;

    /// <summary>A new deployment.</summary>
    /// <param name="Dseq">
    /// To be used again: an earlier attempt to open it may still come to be, and the chain takes a dseq only once, so that
    /// never two are open. Null for a fresh one.
    /// </param>
    /// <param name="Close">Closed before: what is left of an earlier one.</param>
    /// <param name="Replaces">The deployment that served before.</param>
    public sealed record Create(ulong? Dseq, ulong? Close, ulong? Replaces) : Plan;

    /// <summary>What is asked cannot be done.</summary>
    /// <param name="Differences">What stands against it, one a line.</param>
    public sealed record Refuse(Reason Reason, ulong? Dseq, IReadOnlyList<string> Differences) : Plan;
}
