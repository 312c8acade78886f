using Microsoft.Extensions.Logging;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>Whatever is logged, with every detail, as evidence.</summary>
sealed class EvidenceLog(Evidence evidence, string where) : ILogger
{
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        evidence.Add(where, $"{formatter(state, exception)} {exception}");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}
