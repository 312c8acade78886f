namespace Akash.Inspect;

/// <summary>Where in the repository a conclusion was read.</summary>
/// <param name="File">Relative to the repository, with forward slashes.</param>
/// <param name="Line">From 1; null when the whole file is meant.</param>
public sealed record Evidence(string File, int? Line = null)
{
    public override string ToString() => Line is null ? File : $"{File}:{Line}";
}

/// <summary>A conclusion with why it was drawn and where it was read.</summary>
/// <param name="Evidence">Null for a default that no file decides.</param>
public sealed record Found<T>(T Value, string Reason, Evidence? Evidence = null)
{
    /// <summary>For people: the value, why, and where.</summary>
    public override string ToString() => $"{Value} ({Reason}{(Evidence is null ? "" : $", {Evidence}")})";
}

/// <summary>Something a person should know: what could not be read or was assumed, and what to add.</summary>
/// <param name="Code">Stable, such as DET001.</param>
public sealed record Note(string Code, string Message, string Advice, Evidence? Evidence = null);
