using System.Text.Json;

namespace Akash.Action.GitHub;

/// <summary>Whose code a run is about, which decides whether it gets secrets.</summary>
/// <param name="Fork">The repository of a pull request that is not our own; <c>an unknown repository</c> where it is gone.</param>
/// <param name="IsDependabot">Dependabot's runs get Dependabot's secrets, not those of Actions.</param>
sealed record WorkflowOrigin(string? Fork, bool IsDependabot)
{
    public static readonly WorkflowOrigin Own = new(null, false);

    /// <summary>Reads the event's payload; a payload that is absent or of another kind is of our own code.</summary>
    public static WorkflowOrigin Read(string? eventPath, string repository)
    {
        if (eventPath is null || !File.Exists(eventPath)) return Own;
        try
        {
            using var payload = JsonDocument.Parse(File.ReadAllBytes(eventPath));
            return Find(payload.RootElement, "pull_request") is { } request ? OfPullRequest(request, repository) : Own;
        }
        catch (JsonException)
        {
            return Own;
        }
    }

    static WorkflowOrigin OfPullRequest(JsonElement request, string repository)
    {
        // head.repo.fork is true for forks of anything; it is null where the fork was deleted.
        var head = Find(request, "head", "repo", "full_name")?.GetString() ?? "an unknown repository";
        var author = Find(request, "user", "login")?.GetString();
        return new(string.Equals(head, repository, StringComparison.OrdinalIgnoreCase) ? null : head, author == "dependabot[bot]");
    }

    static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out var child)) return null;
            element = child;
        }

        return element;
    }
}
