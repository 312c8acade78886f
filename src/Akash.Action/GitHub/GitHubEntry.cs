using System.Text.Json;
using Akash.Deploy.Records;

namespace Akash.Action.GitHub;

/// <summary>A GitHub deployment of ours.</summary>
sealed record GitHubEntry(GitHubDeployment Deployment, EntryOwner Owner, JsonElement? Record)
{
    public long Id => Deployment.Id;

    /// <summary>It carries no record: by it a run enters the environment.</summary>
    public bool IsDoor => Record is null;

    /// <summary>Null for somebody else's deployment, whatever its payload is.</summary>
    public static GitHubEntry? Read(GitHubDeployment deployment)
    {
        if (deployment.Payload is not { ValueKind: JsonValueKind.Object } payload) return null;
        try
        {
            return payload.Deserialize(WireJson.Default.EntryPayload) is { Akash: > 0, Run: { } owner } ours
                ? new(deployment, owner, ours.Record)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="RecordsException">It is not readable: the message names the GitHub deployment.</exception>
    public DeploymentRecord ReadRecord()
    {
        try
        {
            return RecordJson.Read(Record!.Value.GetRawText());
        }
        catch (RecordsException exception)
        {
            throw new RecordsException($"GitHub deployment {Id} of environment '{Deployment.Environment}': {exception.Message}", exception);
        }
    }
}
