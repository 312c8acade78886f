using Akash.Deploy;

namespace Akash.Action.Verbs;

/// <summary>How runs end that never reach the deployment engine.</summary>
static class Outcomes
{
    public static Outcome OfBadInput(IReadOnlyList<string> problems) => Failed(Reason.InputInvalid, string.Join('\n', problems));

    public static Outcome Failed(Reason? reason, string message) => new()
    {
        Kind = OutcomeKind.Failed,
        Reason = reason,
        Message = message,
        Healthy = false,
        Owner = "",
    };
}

/// <summary>A run cannot go on, for an expected reason.</summary>
/// <param name="diagnosis">The last lines of what failed.</param>
sealed class VerbFailure(Reason reason, string message, IReadOnlyList<string>? diagnosis = null, Exception? inner = null)
    : Exception(message, inner)
{
    public Outcome Outcome => Outcomes.Failed(reason, Message) with { Diagnosis = diagnosis ?? [] };
}
