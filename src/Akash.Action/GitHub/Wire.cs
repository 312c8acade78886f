using System.Text.Json;
using System.Text.Json.Serialization;

namespace Akash.Action.GitHub;

/// <summary>What is read of a GitHub deployment.</summary>
/// <param name="Payload">An object or a string, whatever its creator gave.</param>
sealed record GitHubDeployment(long Id, string Environment, JsonElement? Payload, DateTimeOffset CreatedAt);

/// <param name="Ref">A commit SHA.</param>
/// <param name="RequiredContexts">Empty: our own pending check must not stand in the way.</param>
/// <param name="Description">At most 140 characters.</param>
sealed record NewGitHubDeployment(
    string Ref, string Task, bool AutoMerge, IReadOnlyList<string> RequiredContexts, EntryPayload Payload, string Environment,
    string Description);

sealed record GitHubDeploymentStatus(long Id, string State, DateTimeOffset CreatedAt);

/// <param name="State"><c>in_progress</c>, <c>success</c>, <c>failure</c> or <c>inactive</c>.</param>
/// <param name="Description">At most 140 characters.</param>
/// <param name="AutoInactive">False: GitHub would retire what other tools deployed to the same environment.</param>
sealed record NewGitHubDeploymentStatus(
    string State, string Description, string? LogUrl, string? EnvironmentUrl, bool AutoInactive = false);

/// <param name="Status"><c>completed</c> once nothing of it runs any more.</param>
sealed record GitHubWorkflowRun(long Id, string Status, int RunAttempt);

/// <summary>Our payload of a GitHub deployment: who made it, and the record it carries, if it carries one.</summary>
/// <param name="Akash">The payload's schema: 1.</param>
sealed record EntryPayload(int Akash, EntryOwner Run, JsonElement? Record = null);

/// <summary>Which run of which workflow, as far as it takes to tell whether it is still at work.</summary>
/// <param name="Runner">A runner works on one step at a time.</param>
sealed record EntryOwner(long RunId, int Attempt, string Runner, string Url);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewGitHubDeployment))]
[JsonSerializable(typeof(NewGitHubDeploymentStatus))]
[JsonSerializable(typeof(GitHubDeployment))]
[JsonSerializable(typeof(List<GitHubDeployment>))]
[JsonSerializable(typeof(GitHubDeploymentStatus))]
[JsonSerializable(typeof(List<GitHubDeploymentStatus>))]
[JsonSerializable(typeof(GitHubWorkflowRun))]
[JsonSerializable(typeof(EntryPayload))]
sealed partial class WireJson : JsonSerializerContext;
