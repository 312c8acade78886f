using Microsoft.Extensions.Time.Testing;

namespace Akash.Chain.Tests.Support;

/// <summary>
/// A clock on which pauses take no time: whoever waits a few seconds moves it forward. Longer limits pass only when a
/// test advances it, so nothing times out by itself.
/// </summary>
sealed class PromptTime : FakeTimeProvider
{
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public PromptTime()
        : base(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestPause) ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}
