using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Akash.GitHub.Testing;

/// <summary>Workflow runs, as far as it takes to tell whether one is still at work. One that was never set is unknown.</summary>
public sealed class WorkflowRunStore
{
    readonly ConcurrentDictionary<long, (string Status, int Attempt)> runs = [];

    /// <param name="status"><c>in_progress</c> or <c>completed</c>.</param>
    public void Set(long id, string status, int attempt = 1) => runs[id] = (status, attempt);

    internal Answer Get(string repository, long id) => runs.TryGetValue(id, out var run)
        ? new(200, new JsonObject
        {
            ["id"] = id,
            ["name"] = "deploy",
            ["run_number"] = 1,
            ["run_attempt"] = run.Attempt,
            ["status"] = run.Status,
            ["conclusion"] = run.Status == "completed" ? "success" : null,
            ["url"] = $"{repository}/actions/runs/{id}",
            ["html_url"] = $"{repository}/actions/runs/{id}",
        })
        : Answer.NotFound;
}
