namespace Akash.Action.Inputs;

/// <summary>One input of the action, which is also an option of the verbs it concerns (contract section 2).</summary>
/// <param name="Description">As <c>action.yml</c> and <c>--help</c> show it.</param>
/// <param name="Verbs">The verbs that heed it.</param>
/// <param name="Default">As <c>action.yml</c> declares it; null where it depends on the run.</param>
/// <param name="Variable">For a secret, the environment variable that brings it to the verbs: secrets are no process arguments.</param>
/// <param name="HasLines">It takes several lines; its option may be given several times.</param>
sealed record Input(string Name, string Description, Verb Verbs, string? Default = null, string? Variable = null, bool HasLines = false)
{
    /// <summary>The runner's spelling: upper case, spaces become underscores, dashes stay.</summary>
    public string RunnerVariable => "INPUT_" + Name.Replace(' ', '_').ToUpperInvariant();
}
