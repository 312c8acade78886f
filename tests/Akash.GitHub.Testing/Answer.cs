using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Akash.GitHub.Testing;

/// <param name="Body">Null for none.</param>
sealed record Answer(int Status, JsonNode? Body)
{
    public static Answer NotFound => Error(404, "Not Found");

    public static Answer BadCredentials => Error(401, "Bad credentials");

    public static Answer Forbidden => Error(403, "Resource not accessible by integration");

    public static Answer Error(int status, string message) => new(status, new JsonObject
    {
        ["message"] = message,
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = $"{status}",
    });

    /// <summary>422: a field is missing or of no use.</summary>
    public static Answer Invalid(string message) => Error(422, $"Validation Failed: {message}");

    public IResult Send() => Body is null ? Results.StatusCode(Status) : Results.Text(Body.ToJsonString(), "application/json", statusCode: Status);
}
