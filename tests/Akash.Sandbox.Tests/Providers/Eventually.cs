namespace Akash.Sandbox.Tests.Providers;

/// <summary>Waits for what happens in its own time.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The first value that suits; the test fails with the last one where none does in time.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> read, Func<T, bool> suits)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (suits(value)) return value;
            if (TimeProvider.System.GetElapsedTime(started) > Patience) Assert.Fail($"after {Patience.TotalSeconds} s it is still: {value}");
            await timer.WaitForNextTickAsync();
        }
    }

    public static Task<T> BecomesAsync<T>(Func<T> read, Func<T, bool> suits) => BecomesAsync(() => Task.FromResult(read()), suits);
}
