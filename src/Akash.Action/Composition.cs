using Akash.Action.CommandLine;

namespace Akash.Action;

/// <summary>Decides what the process was started as, and puts its parts together by hand.</summary>
static class Composition
{
    public static async Task<int> RunAsync(Surroundings surroundings)
    {
        using var signals = new Signals();
        return EntryPointOf(surroundings) switch
        {
            EntryPoint.Post => await new PostStep(surroundings, Parts.Real()).RunAsync(signals.Token),
            EntryPoint.Action => await new ActionStep(surroundings, Parts.Real()).RunAsync(signals.Token),
            _ => await new Terminal(surroundings, Parts.Real()).RunAsync(signals.Token),
        };
    }

    /// <summary>A container action's entry point is one word, so the post step is a second name of the same file (spec/action-ux.md section 4).</summary>
    public static EntryPoint EntryPointOf(Surroundings surroundings) => surroundings switch
    {
        { InvokedAs: var name } when Path.GetFileName(name) == "akash-action-post" => EntryPoint.Post,
        { Arguments.Count: 0 } when surroundings.Variable("GITHUB_ACTIONS") == "true" => EntryPoint.Action,
        _ => EntryPoint.CommandLine,
    };
}

enum EntryPoint { CommandLine, Action, Post }
