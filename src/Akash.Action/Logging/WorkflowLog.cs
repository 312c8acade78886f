using Microsoft.Extensions.Logging;

namespace Akash.Action.Logging;

/// <summary>Log entries as the GitHub runner reads them: workflow commands for what it shows specially, plain lines for the rest.</summary>
sealed class WorkflowLog(TextWriter output, Secrets secrets) : ILoggerProvider, ILogger
{
    readonly Lock gate = new();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var message = exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}";
        Write((state, logLevel) switch
        {
            (_, LogLevel.Trace or LogLevel.Debug) => WorkflowCommand.Write("debug", message),
            (_, LogLevel.Information) => WorkflowCommand.Plain(message),
            (Annotation place, _) => WorkflowCommand.Write(
                CommandFor(logLevel), place.Message, ("file", place.File), ("line", Number(place.Line)), ("col", Number(place.Column)),
                ("title", place.Title ?? "Akash")),
            _ => WorkflowCommand.Write(CommandFor(logLevel), message),
        });
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        if (state is not LogGroup group) return null;
        Write(WorkflowCommand.Write("group", group.Title));
        return new Fold(this);
    }

    public void Dispose()
    {
    }

    static string CommandFor(LogLevel level) => level is LogLevel.Warning ? "warning" : "error";

    static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    void Write(string text)
    {
        var line = secrets.Scrub(text);
        lock (gate) output.WriteLine(line);
    }

    sealed class Fold(WorkflowLog log) : IDisposable
    {
        public void Dispose() => log.Write(WorkflowCommand.Write("endgroup", ""));
    }
}
