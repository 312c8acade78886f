using System.Globalization;

namespace Akash.Action.GitHub;

/// <summary>The workflow run that we are part of, as the runner tells it.</summary>
/// <param name="ApiUrl"><c>GITHUB_API_URL</c>.</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Commit">The SHA that triggered the run.</param>
/// <param name="Workspace">Where the repository is checked out.</param>
sealed record Workflow(
    Uri ApiUrl, string ServerUrl, string Repository, string Commit, long RunId, int Attempt, string Runner, string Actor, string Workspace,
    WorkflowOrigin Origin)
{
    public string RunUrl => $"{ServerUrl}/{Repository}/actions/runs/{RunId}";

    public EntryOwner Owner => new(RunId, Attempt, Runner, RunUrl);

    /// <summary>Null outside a workflow run.</summary>
    public static Workflow? Of(Surroundings surroundings)
    {
        if (surroundings.Variable("GITHUB_ACTIONS") != "true" || surroundings.Variable("GITHUB_REPOSITORY") is not { } repository) return null;
        return new(
            new Uri(surroundings.Variable("GITHUB_API_URL") ?? "https://api.github.com"),
            surroundings.Variable("GITHUB_SERVER_URL") ?? "https://github.com",
            repository,
            surroundings.Variable("GITHUB_SHA") ?? "",
            long.TryParse(surroundings.Variable("GITHUB_RUN_ID"), CultureInfo.InvariantCulture, out var run) ? run : 0,
            int.TryParse(surroundings.Variable("GITHUB_RUN_ATTEMPT"), CultureInfo.InvariantCulture, out var attempt) ? attempt : 1,
            surroundings.Variable("RUNNER_NAME") ?? "",
            surroundings.Variable("GITHUB_ACTOR") ?? "",
            surroundings.Variable("GITHUB_WORKSPACE") ?? surroundings.WorkingDirectory,
            WorkflowOrigin.Read(surroundings.Variable("GITHUB_EVENT_PATH"), repository));
    }
}
