using System.Collections.Immutable;

namespace Akash.Action.Inputs;

/// <summary>
/// What of the step's environment an SDL may have. The action's own inputs, tokens and state are not for the file: whoever may change
/// it in a pull request could read them out of a container otherwise.
/// </summary>
static class StepVariables
{
    static readonly string[] OwnPrefixes = ["INPUT_", "STATE_", "ACTIONS_"];

    public static ImmutableDictionary<string, string> Of(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(variable => !IsOwn(variable.Key)).ToImmutableDictionary(StringComparer.Ordinal);

    public static bool IsOwn(string name) =>
        OwnPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) || InputCatalog.All.Any(input => input.Variable == name);
}
