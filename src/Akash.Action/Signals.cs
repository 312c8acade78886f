using System.Runtime.InteropServices;

namespace Akash.Action;

/// <summary>
/// Turns the signals by which a runner or a person stops us into cancellation. As the first process of a container nothing else
/// would stop us; the runner kills 10 s after the first signal, so we are gone before (contract section 5).
/// </summary>
sealed class Signals : IDisposable
{
    static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(6.5);

    readonly CancellationTokenSource stop = new();
    readonly PosixSignalRegistration[] registrations;
    readonly Timer deadline;

    public Signals()
    {
        deadline = new Timer(_ => Environment.Exit(1));
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        deadline.Dispose();
        stop.Dispose();
    }

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (stop.IsCancellationRequested) return;
        deadline.Change(LastMoment, Timeout.InfiniteTimeSpan);
        stop.Cancel();
    }
}
