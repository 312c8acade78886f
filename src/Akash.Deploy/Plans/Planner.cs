using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Sdl;

namespace Akash.Deploy.Plans;

/// <summary>Decides what a deploy does; a pure function, so that <c>plan</c> can print what <c>deploy</c> would do.</summary>
static class Planner
{
    public static Plan Decide(CurrentState state, CompiledSdl wanted) => state switch
    {
        { Record: null } => new Plan.Create(null, null, null) { Because = "nothing is deployed here yet" },
        { Deployment: null, Addressed: true } => Gone(state.Record, "the chain knows no such deployment of this account"),
        { Deployment: null } => new Plan.Create(state.Record.Dseq, null, null)
        {
            Because = $"deployment {state.Record.Dseq} was meant to be opened, but the chain does not have it",
        },
        { Deployment.State: DeploymentState.Closed, Addressed: true } => Gone(state.Record, "it is closed, and a closed deployment cannot be opened again"),
        { Deployment.State: DeploymentState.Closed } => new Plan.Create(null, null, Served(state.Record))
        {
            Because = $"deployment {state.Record.Dseq} is closed",
        },
        { Record.Phase: RecordPhase.Opening } => GoOn(state.Deployment, wanted),
        { Record.Phase: RecordPhase.Live or RecordPhase.Updating } => Renew(state, state.Record, state.Deployment, wanted),
        _ => new Plan.Create(null, state.Record.Dseq, null)
        {
            Because = $"deployment {state.Record.Dseq} was to be closed and is still open",
        },
    };

    /// <summary>A creation that was interrupted: nobody relies on it, so it may go on or go away.</summary>
    static Plan GoOn(NetworkDeployment deployment, CompiledSdl wanted)
    {
        if (GroupDifferences.Between(Specs(deployment), wanted.Groups) is [var difference, ..])
            return new Plan.Create(null, deployment.Dseq, null)
            {
                Because = $"deployment {deployment.Dseq} was half opened and no longer fits ({difference})",
            };

        return deployment.Groups.All(group => group.State is GroupState.Open)
            ? new Plan.Resume(deployment.Dseq) { Because = $"deployment {deployment.Dseq} was half opened when an earlier run ended" }
            : new Plan.Create(null, deployment.Dseq, null) { Because = $"deployment {deployment.Dseq} was half opened and lost a group" };
    }

    static Plan Renew(CurrentState state, DeploymentRecord record, NetworkDeployment deployment, CompiledSdl wanted)
    {
        if (deployment.Groups.FirstOrDefault(group => group.ActiveLease is null) is { } lost)
        {
            var because = $"group {lost.Spec.Name} of deployment {deployment.Dseq} has no running lease any more";
            return state.Addressed
                ? new Plan.Refuse(Reason.DeploymentGone, deployment.Dseq, [because])
                {
                    Because = $"{because}; close it, and deploy without naming a dseq",
                }
                : new Plan.Create(null, deployment.Dseq, deployment.Dseq) { Because = because };
        }

        if (GroupDifferences.Between(Specs(deployment), wanted.Groups) is { Count: > 0 } differences)
            return new Plan.Refuse(Reason.NeedsNewDeployment, deployment.Dseq, differences)
            {
                Because =
                    $"deployment {deployment.Dseq} keeps running as it is: what changed cannot be changed in place ({string.Join("; ", differences)}). " +
                    "Take the change back, or run the command 'close' and deploy again; the URL will be another one",
            };

        if (!deployment.Hash.Span.SequenceEqual(wanted.Hash.AsSpan()))
            return new Plan.Update(deployment.Dseq) { Because = "the manifest changed" };

        // A version that was announced by a run that then died may not have reached its provider.
        var handedOver = record.Phase is RecordPhase.Live || record.Hash != Convert.ToHexStringLower(wanted.Hash.AsSpan());
        return (handedOver, state.Serving) switch
        {
            (true, true) => new Plan.Nothing(deployment.Dseq) { Because = "this version runs already" },
            (true, false) => new Plan.Redeliver(deployment.Dseq) { Because = "this version is deployed, but not all of it answers" },
            (false, _) => new Plan.Redeliver(deployment.Dseq) { Because = "an earlier run ended while this version was handed over" },
        };
    }

    static Plan.Refuse Gone(DeploymentRecord record, string why) => new(Reason.DeploymentGone, record.Dseq, [why])
    {
        Because = $"deployment {record.Dseq} cannot be used: {why}. Check dseq and network, or leave dseq out to open a new one",
    };

    static ulong? Served(DeploymentRecord record) =>
        record.Phase is RecordPhase.Live or RecordPhase.Updating ? record.Dseq : null;

    static IReadOnlyList<Proto.Deployment.V1Beta4.GroupSpec> Specs(NetworkDeployment deployment) =>
        [.. deployment.Groups.OrderBy(group => group.Gseq).Select(group => group.Spec)];
}
