using System.Collections.Immutable;

namespace Akash.Action.Inputs;

/// <summary>The inputs as given; one that is empty or blank counts as not given.</summary>
sealed class InputValues
{
    const string Prefix = "INPUT_";

    readonly ImmutableDictionary<string, string> given;

    public InputValues(IEnumerable<KeyValuePair<string, string>> values) =>
        given = values.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToImmutableDictionary();

    /// <summary>What the runner passes to the action.</summary>
    public static InputValues FromRunner(IReadOnlyDictionary<string, string> variables) => new(
        from input in InputCatalog.All
        where variables.ContainsKey(input.RunnerVariable)
        select KeyValuePair.Create(input.Name, variables[input.RunnerVariable]));

    /// <summary>Inputs that the runner passes and nobody reads, with a guess at what was meant.</summary>
    public static IEnumerable<string> Unknown(IReadOnlyDictionary<string, string> variables) =>
        from name in variables.Keys
        where name.StartsWith(Prefix, StringComparison.Ordinal) && InputCatalog.All.All(input => input.RunnerVariable != name)
        let written = name[Prefix.Length..].ToLowerInvariant()
        // The runner's own keys of a step of a container action.
        where written is not ("args" or "entrypoint")
        orderby written
        select $"unknown input '{written}' has no effect{Suggestion.Ask(written, InputCatalog.All.Select(input => input.Name))}";

    /// <summary>As given, without the space around it; else the default; else null.</summary>
    public string? this[string name] => Given(name) ?? DefaultOf(name);

    /// <summary>As given, without the space around it; else null.</summary>
    public string? Given(string name) => given.GetValueOrDefault(name)?.Trim();

    /// <summary>As given, blank lines and all, so that lines can be counted; empty where it is not.</summary>
    public string Lines(string name) => given.GetValueOrDefault(name) ?? "";

    // An expression is the runner's to fill in; where no runner did, there is no value.
    static string? DefaultOf(string name) =>
        InputCatalog.Find(name)?.Default is { } value && !value.StartsWith("${{", StringComparison.Ordinal) ? value : null;
}
