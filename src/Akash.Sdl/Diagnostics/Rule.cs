namespace Akash.Sdl.Diagnostics;

/// <summary>What a diagnostic is about; its code never changes meaning and has a page in docs/diagnostics.</summary>
sealed record Rule(string Code, string Title);
