namespace Akash.Provider;

/// <summary>Growing pauses between tries, from half a second to ten.</summary>
sealed class RetryPause(TimeProvider time)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);

    long started = time.GetTimestamp();
    TimeSpan next = Shortest;

    /// <summary>Whether another pause ends within the patience, counted from the first try since the last success.</summary>
    public bool Within(TimeSpan patience) => time.GetElapsedTime(started) + next <= patience;

    /// <param name="atLeast">For what needs longer than the pause that is due.</param>
    public async Task WaitAsync(CancellationToken cancellationToken, TimeSpan atLeast = default)
    {
        var pause = next > atLeast ? next : atLeast;
        next = next * 2 < Longest ? next * 2 : Longest;
        await Task.Delay(pause, time, cancellationToken);
    }

    /// <summary>Something went well: patience and pauses begin anew.</summary>
    public void StartOver()
    {
        next = Shortest;
        started = time.GetTimestamp();
    }
}
