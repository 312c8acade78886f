using System.Text.Json.Nodes;

namespace Akash.GitHub.Testing;

/// <summary>Deployments and their statuses, with GitHub's rules. Ids rise in the order of creation.</summary>
public sealed class DeploymentStore(TimeProvider time)
{
    const int LongestDescription = 140;

    static readonly string[] States = ["error", "failure", "inactive", "in_progress", "queued", "pending", "success"];

    readonly Lock gate = new();
    readonly SortedDictionary<long, Entry> entries = [];
    long lastId = 1000;

    /// <summary>What is there, oldest first: id, environment, payload and the states in the order they were set.</summary>
    public IReadOnlyList<StoredDeployment> All
    {
        get
        {
            lock (gate)
                return [.. entries.Select(pair => new StoredDeployment(
                    pair.Key, (string)pair.Value.Deployment["environment"]!, pair.Value.Deployment["payload"]?.DeepClone(),
                    [.. pair.Value.Statuses.Select(status => (string)status["state"]!)],
                    pair.Value.Statuses.LastOrDefault()?.DeepClone() as JsonObject))];
        }
    }

    internal Answer Create(string repository, JsonObject? request)
    {
        if (request is null || Text(request, "ref") is not { Length: > 0 } reference) return Answer.Invalid("ref is missing");
        if (request["required_contexts"] is not JsonArray { Count: 0 }) return Answer.Error(409, "Conflict: Commit status checks failed for the ref.");
        if (Text(request, "description") is { Length: > LongestDescription }) return Answer.Invalid("description is too long (maximum is 140 characters)");
        lock (gate)
        {
            var id = ++lastId;
            var url = $"{repository}/deployments/{id}";
            var environment = Text(request, "environment") ?? "production";
            var deployment = new JsonObject
            {
                ["url"] = url,
                ["id"] = id,
                ["node_id"] = $"DE_{id}",
                ["sha"] = reference,
                ["ref"] = reference,
                ["task"] = Text(request, "task") ?? "deploy",
                ["payload"] = request["payload"]?.DeepClone() ?? new JsonObject(),
                ["original_environment"] = environment,
                ["environment"] = environment,
                ["description"] = Text(request, "description"),
                ["creator"] = null,
                ["created_at"] = Now(),
                ["updated_at"] = Now(),
                ["statuses_url"] = url + "/statuses",
                ["repository_url"] = repository,
                ["transient_environment"] = (bool?)request["transient_environment"] ?? false,
                ["production_environment"] = (bool?)request["production_environment"] ?? environment == "production",
            };
            entries[id] = new(deployment, []);
            return new(201, deployment.DeepClone());
        }
    }

    internal IReadOnlyList<JsonObject> List(string repository, string? environment, string? task, string? sha, string? reference)
    {
        lock (gate)
            return [.. entries.Values.Reverse().Select(entry => entry.Deployment).Where(deployment =>
                Is(deployment, "repository_url", repository) && Is(deployment, "environment", environment) && Is(deployment, "task", task)
                && Is(deployment, "sha", sha) && Is(deployment, "ref", reference))];
    }

    internal Answer Get(string repository, long id)
    {
        lock (gate) return Find(repository, id) is { } entry ? new(200, entry.Deployment.DeepClone()) : Answer.NotFound;
    }

    internal Answer Delete(string repository, long id)
    {
        lock (gate)
        {
            if (Find(repository, id) is not { } entry) return Answer.NotFound;
            if (entries.Count > 1 && entry.Statuses.LastOrDefault() is { } last && (string)last["state"]! is not "inactive")
                return Answer.Invalid("We cannot delete an active deployment unless it is the only deployment in a given environment.");
            entries.Remove(id);
            return new(204, null);
        }
    }

    internal Answer AddStatus(string repository, long id, JsonObject? request)
    {
        if (request is null || Text(request, "state") is not { } state || !States.Contains(state)) return Answer.Invalid("state is not included in the list");
        if (Text(request, "description") is { Length: > LongestDescription }) return Answer.Invalid("description is too long (maximum is 140 characters)");
        lock (gate)
        {
            if (Find(repository, id) is not { } entry) return Answer.NotFound;
            if (state is "success" && (bool?)request["auto_inactive"] != false) RetireOthers(repository, entry);
            var status = Status(repository, entry, state, request);
            entry.Statuses.Add(status);
            entry.Deployment["updated_at"] = Now();
            return new(201, status.DeepClone());
        }
    }

    internal IReadOnlyList<JsonObject>? Statuses(string repository, long id)
    {
        lock (gate) return Find(repository, id) is { } entry ? [.. entry.Statuses.AsEnumerable().Reverse()] : null;
    }

    /// <summary>GitHub's <c>auto_inactive</c>: earlier successes of the environment end, unless it is transient or production.</summary>
    void RetireOthers(string repository, Entry successor)
    {
        foreach (var other in entries.Values.Where(other =>
            other != successor && Is(other.Deployment, "repository_url", repository)
            && Is(other.Deployment, "environment", (string)successor.Deployment["environment"]!)
            && !(bool)other.Deployment["transient_environment"]! && !(bool)other.Deployment["production_environment"]!
            && other.Statuses.LastOrDefault() is { } last && (string)last["state"]! is "success").ToList())
            other.Statuses.Add(Status(repository, other, "inactive", []));
    }

    JsonObject Status(string repository, Entry entry, string state, JsonObject request)
    {
        var deployment = (string)entry.Deployment["url"]!;
        var id = ++lastId;
        return new()
        {
            ["url"] = $"{deployment}/statuses/{id}",
            ["id"] = id,
            ["node_id"] = $"DES_{id}",
            ["state"] = state,
            ["creator"] = null,
            ["description"] = Text(request, "description") ?? "",
            ["environment"] = Text(request, "environment") ?? (string)entry.Deployment["environment"]!,
            ["target_url"] = Text(request, "log_url") ?? "",
            ["created_at"] = Now(),
            ["updated_at"] = Now(),
            ["deployment_url"] = deployment,
            ["repository_url"] = repository,
            ["environment_url"] = Text(request, "environment_url") ?? "",
            ["log_url"] = Text(request, "log_url") ?? "",
        };
    }

    Entry? Find(string repository, long id) =>
        entries.TryGetValue(id, out var entry) && Is(entry.Deployment, "repository_url", repository) ? entry : null;

    string Now() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    static string? Text(JsonObject request, string name) => request[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static bool Is(JsonObject deployment, string name, string? wanted) => wanted is null || Text(deployment, name) == wanted;

    sealed record Entry(JsonObject Deployment, List<JsonObject> Statuses);
}

/// <param name="LastStatus">As the API tells it; null where none was set.</param>
public sealed record StoredDeployment(long Id, string Environment, JsonNode? Payload, IReadOnlyList<string> States, JsonObject? LastStatus)
{
    public string? State => States.Count == 0 ? null : States[^1];

    /// <summary>The record in our payload, or null for an entry without one.</summary>
    public JsonNode? Record => Payload?["record"];
}
