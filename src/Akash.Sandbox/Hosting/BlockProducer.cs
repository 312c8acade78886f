using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;

namespace Akash.Sandbox.Hosting;

/// <summary>Makes a block every so often, by the clock it is given.</summary>
sealed class BlockProducer(LedgerNode node, TimeSpan interval, TimeProvider clock)
{
    volatile bool isPaused;

    public TimeSpan Interval => interval;

    /// <summary>While paused, blocks come only when they are asked for.</summary>
    public bool IsPaused
    {
        get => isPaused;
        set => isPaused = value;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (!isPaused) Produce();
        }
    }

    /// <summary>Makes a block now. Time never stands still between blocks.</summary>
    public StoredBlock Produce()
    {
        var (now, last) = (Instant.From(clock.GetUtcNow()), node.Header.Time);
        return node.ProduceBlock(now > last ? now : new Instant(last.Nanoseconds + 1_000_000));
    }
}
