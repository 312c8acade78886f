using System.Text.Json;
using Akash.Deploy.Records;

namespace Akash.Action.GitHub;

/// <summary>Writes the deployments of one run on one environment.</summary>
sealed class GitHubBoard(GitHubApi api, EntryOwner self, string commit, string environment)
{
    const int LongestDescription = 140;

    public string Environment => environment;

    /// <summary>Makes a deployment with the record as its payload, in progress from the start; returns its id.</summary>
    public async Task<long> PostAsync(DeploymentRecord? record, string description, CancellationToken cancellationToken)
    {
        var payload = new EntryPayload(1, self, record is null ? null : JsonDocument.Parse(RecordJson.Write(record)).RootElement);
        var made = await api.CreateDeploymentAsync(
            new(commit, GitHubRecords.DeploymentTask, false, [], payload, environment, Fit(description)), cancellationToken);
        await MarkAsync(made.Id, "in_progress", description, record?.Url, cancellationToken);
        return made.Id;
    }

    public Task MarkAsync(long id, string state, string description, Uri? url, CancellationToken cancellationToken) =>
        api.AddStatusAsync(id, new(state, Fit(description), self.Url, url?.ToString()), cancellationToken);

    /// <summary>Takes away a deployment that says nothing any more.</summary>
    public async Task RemoveAsync(long id, CancellationToken cancellationToken)
    {
        await MarkAsync(id, "inactive", "superseded", null, cancellationToken);
        await api.DeleteDeploymentAsync(id, cancellationToken);
    }

    static string Fit(string text) => text.Length <= LongestDescription ? text : text[..(LongestDescription - 1)] + "…";
}
