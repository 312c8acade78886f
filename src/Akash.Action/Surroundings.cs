using System.Collections;

namespace Akash.Action;

/// <summary>What a process finds around itself; tests bring their own.</summary>
/// <param name="InvokedAs">The name it was started under, as given: <c>/akash-action-post</c>.</param>
/// <param name="WorkingDirectory">Absolute.</param>
sealed record Surroundings(
    string InvokedAs, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables,
    string WorkingDirectory, TextWriter Out, TextWriter Error, TimeProvider Time)
{
    /// <summary>An environment variable; one that is set but empty counts as absent.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static Surroundings OfProcess(string[] arguments) => new(
        Environment.GetCommandLineArgs()[0], arguments,
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        Environment.CurrentDirectory, Console.Out, Console.Error, TimeProvider.System);
}
