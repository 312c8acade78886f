using Microsoft.Extensions.Time.Testing;

namespace Akash.Deploy.Tests.Peers;

/// <summary>
/// Runs asynchronous work on one thread against a clock that moves only when nothing is left to do: the same every time, and as
/// fast as the work itself.
/// </summary>
sealed class Simulation
{
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    /// <summary>One for all runs: what a killed run set going goes on in the next.</summary>
    readonly OneThread context = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.Zero));

    public T Run<T>(Func<Task<T>> work)
    {
        Task<T>? task = null;
        RunUntil(() => task = work(), () => task is { IsCompleted: true });
        return task!.GetAwaiter().GetResult();
    }

    public void Run(Func<Task> work) => Run(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Starts work and lets the clock run until something is so; the work may then hang for ever.</summary>
    public void RunUntil(Action start, Func<bool> done)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            start();
            var since = Time.GetTimestamp();
            while (true)
            {
                context.Drain();
                if (done()) return;
                if (Time.GetElapsedTime(since) > Longest) throw new TimeoutException($"nothing came of it in {Longest} of simulated time");
                Time.Advance(Tick);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    sealed class OneThread : SynchronizationContext
    {
        readonly Queue<(SendOrPostCallback Callback, object? State)> queue = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (queue) queue.Enqueue((d, state));
        }

        public void Drain()
        {
            while (true)
            {
                (SendOrPostCallback Callback, object? State) next;
                lock (queue)
                {
                    if (!queue.TryDequeue(out next)) return;
                }

                next.Callback(next.State);
            }
        }
    }
}
