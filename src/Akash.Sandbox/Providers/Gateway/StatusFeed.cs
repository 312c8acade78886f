using System.Runtime.CompilerServices;
using Akash.Proto.Provider.V1;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A provider's status, told anew whenever it has changed.</summary>
sealed class StatusFeed(Func<ProviderCondition> read, TimeProvider time)
{
    readonly Lock change = new();
    Told? last;

    /// <summary>The status of this moment.</summary>
    public Status Read() => StatusMessage.Of(read(), time.GetUtcNow());

    /// <summary>Looks whether anything changed, and tells it to whoever listens.</summary>
    public void Look()
    {
        lock (change)
        {
            var now = Read();
            if (last is not null && IsSame(last.Status, now)) return;
            var past = last;
            last = new Told(now);
            past?.Next.SetResult();
        }
    }

    /// <summary>What was told last, and all that comes.</summary>
    public async IAsyncEnumerable<Status> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Look();
        while (true)
        {
            var told = Last();
            yield return told.Status;
            await told.Next.Task.WaitAsync(cancellationToken);
        }
    }

    Told Last()
    {
        lock (change) return last!;
    }

    static bool IsSame(Status one, Status other)
    {
        var timeless = other.Clone();
        timeless.Timestamp = one.Timestamp;
        return timeless.Equals(one);
    }

    sealed record Told(Status Status)
    {
        public TaskCompletionSource Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
