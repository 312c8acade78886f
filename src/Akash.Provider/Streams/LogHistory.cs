namespace Akash.Provider.Streams;

/// <summary>
/// What has been read of a lease's logs, so that a new connection neither loses nor doubles lines. Lines carry no time
/// and no number: a new connection asks for a stretch of the past, and each pod's part of it is laid over the lines
/// already read from that pod.
/// </summary>
/// <param name="tail">Lines of the past the reader asked for; null for all.</param>
sealed class LogHistory(int? tail)
{
    /// <summary>Lines remembered of each pod, and asked for again.</summary>
    internal const int Reach = 1000;

    readonly Dictionary<string, PodHistory> pods = [];
    Dictionary<string, PodReplay> replays = [];
    bool connectedBefore;

    /// <summary>What to ask the next connection for.</summary>
    public int? Tail => pods.Count == 0 ? tail : Reach;

    public void Reconnect()
    {
        replays = [];
        connectedBefore = true;
    }

    /// <summary>The lines that are new with this one: none, itself, or also some that were held back before it.</summary>
    public IReadOnlyList<string> Add(string pod, string line)
    {
        if (!pods.TryGetValue(pod, out var history)) pods[pod] = history = new PodHistory(startsLate: tail is not null && !connectedBefore);
        if (!replays.TryGetValue(pod, out var replay)) replays[pod] = replay = history.Replay();

        var fresh = replay.Add(line);
        foreach (var added in fresh) history.Add(added);
        return fresh;
    }
}

/// <param name="startsLate">Whether the pod had written lines before the first that was read.</param>
sealed class PodHistory(bool startsLate)
{
    readonly Queue<long> lines = new();

    public void Add(string line)
    {
        lines.Enqueue(PodReplay.Fingerprint(line));
        if (lines.Count > LogHistory.Reach) lines.Dequeue();
    }

    public PodReplay Replay() => new([.. lines], startsLate ? LogHistory.Reach - lines.Count : 0);
}
