namespace Akash.Sdl;

public enum Severity { Error, Warning, Info }

/// <summary>A place in a file; line and column count from 1, columns in UTF-16 units.</summary>
public readonly record struct SourcePosition(int Line, int Column);

public readonly record struct SourceSpan(SourcePosition Start, SourcePosition End);

/// <summary>One problem of one file.</summary>
/// <param name="Code">Stable: <c>SDL0123</c>; explained in docs/diagnostics.</param>
/// <param name="Path">In the document: <c>services.web.expose[0].port</c>.</param>
/// <param name="Hint">Names the fix, or null.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, SourceSpan Span, string Path, string? Hint = null);
