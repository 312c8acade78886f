namespace Akash.Provider.Streams;

/// <summary>
/// One pod's lines on a new connection, laid over those already read. Every position at which the two could agree is a
/// candidate until a line contradicts it; the first candidate that remains decides where the new lines begin. When none
/// remains the pod has begun a new log, and all of it is new.
/// </summary>
sealed class PodReplay
{
    readonly long[] seen;
    readonly List<int> candidates;
    readonly List<string> held = [];
    bool settled;

    /// <param name="seen">Fingerprints of the last lines read.</param>
    /// <param name="unread">How many older lines that were never read may come before them.</param>
    public PodReplay(long[] seen, int unread)
    {
        this.seen = seen;
        candidates = [.. Enumerable.Range(0, seen.Length), .. Enumerable.Range(1, seen.Length == 0 ? 0 : unread).Select(before => -before), seen.Length];
    }

    public static long Fingerprint(string line) => ((long)line.Length << 32) | (uint)line.GetHashCode(StringComparison.Ordinal);

    /// <summary>The lines known to be new with this one.</summary>
    public IReadOnlyList<string> Add(string line)
    {
        if (settled) return [line];

        var index = held.Count;
        var fingerprint = Fingerprint(line);
        held.Add(line);
        candidates.RemoveAll(offset => offset + index >= 0 && offset + index < seen.Length && seen[offset + index] != fingerprint);

        var firstNew = seen.Length - candidates[0];
        if (index < firstNew) return [];

        settled = true;
        return held[firstNew..];
    }
}
