using Microsoft.Extensions.Logging;

namespace Akash.Action.Logging;

/// <summary>Log entries for a person at a terminal, one line each.</summary>
sealed class TerminalLog(TextWriter output, Secrets secrets) : ILoggerProvider, ILogger
{
    readonly Lock gate = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}";
        Write(logLevel switch
        {
            LogLevel.Warning => $"warning: {message}",
            LogLevel.Error or LogLevel.Critical => $"error: {message}",
            _ => message,
        });
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        if (state is LogGroup group) Write($"── {group.Title}");
        return null;
    }

    public void Dispose()
    {
    }

    void Write(string text)
    {
        var line = secrets.Scrub(text);
        lock (gate) output.WriteLine(line);
    }
}
