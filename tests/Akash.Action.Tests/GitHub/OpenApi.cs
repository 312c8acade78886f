using System.Globalization;
using System.Text.Json.Nodes;

namespace Akash.Action.Tests.GitHub;

/// <summary>GitHub's description of its API, as far as it takes to judge JSON by it.</summary>
sealed class OpenApi(JsonNode description)
{
    /// <summary>What is wrong with a request's body; empty when nothing is.</summary>
    public IEnumerable<string> JudgeRequest(string method, string path, JsonNode body) =>
        Judge(Operation(method, path)["requestBody"]!["content"]!["application/json"]!["schema"]!, body, "request", complete: true);

    /// <summary>What is wrong with an answer; empty when nothing is.</summary>
    /// <param name="complete">Whether every required property must be there.</param>
    public IEnumerable<string> JudgeAnswer(string method, string path, int status, JsonNode? body, bool complete)
    {
        var answer = Resolve(Operation(method, path)["responses"]![$"{status}"] ?? throw new InvalidDataException($"{method} {path} never answers {status}"));
        return answer["content"]?["application/json"]?["schema"] is { } schema
            ? Judge(schema, body, "answer", complete)
            : body is null ? [] : ["answer: has a body"];
    }

    JsonNode Operation(string method, string path) =>
        description["paths"]![path]?[method.ToLowerInvariant()] ?? throw new InvalidDataException($"GitHub has no {method} {path}");

    JsonNode Resolve(JsonNode node) => node["$ref"] is { } reference
        ? Resolve(((string)reference!).TrimStart('#', '/').Split('/').Aggregate(description, (at, name) => at[name]!))
        : node;

    IEnumerable<string> Judge(JsonNode reference, JsonNode? value, string at, bool complete)
    {
        var schema = Resolve(reference);
        if (value is null) return (bool?)schema["nullable"] == true || AnyOf(schema).Any(option => (bool?)Resolve(option)["nullable"] == true) ? [] : [$"{at}: is null"];
        if (AnyOf(schema).ToList() is { Count: > 0 } options)
            return options.Any(option => !Judge(option!, value, at, complete).Any()) ? [] : [$"{at}: fits none of the alternatives"];
        return [.. JudgeAll(schema, value, at, complete), .. JudgeType(schema, value, at, complete)];
    }

    IEnumerable<string> JudgeAll(JsonNode schema, JsonNode value, string at, bool complete) =>
        (schema["allOf"]?.AsArray() ?? []).SelectMany(part => Judge(part!, value, at, complete));

    IEnumerable<string> JudgeType(JsonNode schema, JsonNode value, string at, bool complete)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value))) return [$"{at}: {value} is not one of {allowed.ToJsonString()}"];
        return ((string?)schema["type"], value) switch
        {
            (null, _) => [],
            ("object", JsonObject item) => JudgeObject(schema, item, at, complete),
            ("array", JsonArray items) => items.SelectMany((item, index) => Judge(schema["items"]!, item, $"{at}[{index}]", complete)),
            ("string", JsonValue text) when text.TryGetValue<string>(out var content) => JudgeText(schema, content, at),
            ("integer", JsonValue number) when number.TryGetValue<long>(out _) => [],
            ("number", JsonValue number) when number.TryGetValue<double>(out _) => [],
            ("boolean", JsonValue flag) when flag.TryGetValue<bool>(out _) => [],
            var (type, _) => [$"{at}: {value.ToJsonString()} is no {type}"],
        };
    }

    IEnumerable<string> JudgeObject(JsonNode schema, JsonObject item, string at, bool complete)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var missing = complete
            ? (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !item.ContainsKey(name)).Select(name => $"{at}: lacks {name}")
            : [];
        return missing.Concat(item.Where(pair => properties.ContainsKey(pair.Key)).SelectMany(pair => Judge(properties[pair.Key]!, pair.Value, $"{at}.{pair.Key}", complete)));
    }

    static IEnumerable<string> JudgeText(JsonNode schema, string text, string at) => (string?)schema["format"] switch
    {
        "date-time" when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) => [$"{at}: {text} is no time"],
        "uri" when text.Length > 0 && !Uri.IsWellFormedUriString(text, UriKind.Absolute) => [$"{at}: {text} is no URI"],
        _ when (int?)schema["maxLength"] is { } longest && text.Length > longest => [$"{at}: is longer than {longest}"],
        _ => [],
    };

    static IEnumerable<JsonNode> AnyOf(JsonNode schema) => ((schema["anyOf"] ?? schema["oneOf"])?.AsArray() ?? []).OfType<JsonNode>();
}
