using Microsoft.Extensions.Logging;

namespace Akash.Action.Logging;

/// <summary>A log entry that belongs to a place in a file of the workspace.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
sealed record Annotation(string File, int Line, int Column, string Message, string? Title = null)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {(Title is null ? "" : Title + " ")}{Message}";
}

/// <summary>A scope that folds what is logged inside it.</summary>
sealed record LogGroup(string Title)
{
    public override string ToString() => Title;
}

static class AnnotationLogging
{
    public static void LogAnnotation(this ILogger logger, LogLevel level, Annotation annotation) =>
        logger.Log(level, default, annotation, null, static (state, _) => state.ToString());

    public static IDisposable? BeginGroup(this ILogger logger, string title) => logger.BeginScope(new LogGroup(title));
}
