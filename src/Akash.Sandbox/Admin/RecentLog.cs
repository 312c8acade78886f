namespace Akash.Sandbox.Admin;

/// <summary>Keeps the last lines of the sandbox's log for its page, and passes them all on.</summary>
sealed class RecentLog(ILogger inner, TimeProvider time) : ILogger
{
    const int Most = 200;

    readonly Lock gate = new();
    readonly Queue<LogEntry> entries = new();

    public IReadOnlyList<LogEntry> Entries
    {
        get { lock (gate) return [.. entries]; }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information || inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        inner.Log(logLevel, eventId, state, exception, formatter);
        if (logLevel < LogLevel.Information) return;
        lock (gate)
        {
            entries.Enqueue(new LogEntry(time.GetUtcNow(), logLevel, formatter(state, exception)));
            if (entries.Count > Most) entries.Dequeue();
        }
    }
}

readonly record struct LogEntry(DateTimeOffset Time, LogLevel Level, string Text);
