using Akash.Action.GitHub;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Action.Verbs;

/// <summary>Where the record of a run's deployment is kept, and in whose name.</summary>
static class Ledger
{
    /// <summary>Null where nothing can be kept.</summary>
    public static IDeploymentRecords? Open(VerbContext context, IDeploymentNetwork network) => context switch
    {
        { Settings.DetailsPath: { } path } => new FileRecords(
            path, network.ChainId, RunName(context.Workflow), context.Surroundings.Time, context.Workspace.HandOver),
        { Workflow: { } workflow, Settings.GitHubToken: { } token } => new GitHubRecords(
            GitHubApi.Connect(workflow.ApiUrl, workflow.Repository, token, context.Surroundings.Time, Parts.Version),
            workflow.Owner, workflow.Commit, context.Report.Inside, context.Log, context.Surroundings.Time),
        _ => null,
    };

    /// <summary>The workflow run's URL, or host and process.</summary>
    public static string RunName(Workflow? workflow) => workflow?.RunUrl ?? $"{Environment.MachineName}/{Environment.ProcessId}";
}
