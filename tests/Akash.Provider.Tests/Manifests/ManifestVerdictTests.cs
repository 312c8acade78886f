using System.Text.Json;
using Akash.Provider.Manifests;
using Akash.Tests;

namespace Akash.Provider.Tests.Manifests;

public sealed class ManifestVerdictTests
{
    [Fact]
    public void Every_recorded_answer_to_a_manifest_has_its_meaning()
    {
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/provider-gateway.json")));
        var answers =
            from recorded in recording.RootElement.GetProperty("cases").EnumerateArray()
            let request = recorded.GetProperty("request")
            where request.GetProperty("method").GetString() == "PUT"
                && request.GetProperty("path").GetString()!.StartsWith("/deployment/", StringComparison.Ordinal)
            let response = recorded.GetProperty("response")
            where response.ValueKind is JsonValueKind.Object && response.TryGetProperty("body", out _)
            select (Id: recorded.GetProperty("id").GetString()!,
                Answer: new GatewayAnswer(response.GetProperty("status").GetInt32(), response.GetProperty("body").GetString() ?? ""));

        var misread = answers.Where(entry => ManifestAnswers.Classify(entry.Answer) != Meaning(entry.Id, entry.Answer)).ToList();

        answers.Should().HaveCountGreaterThan(100);
        misread.Should().BeEmpty();
    }

    /// <summary>The table of provider.md 3.4, by what the recorder did rather than by what was answered.</summary>
    static ManifestVerdict Meaning(string id, GatewayAnswer answer) => (id, answer.Status) switch
    {
        (_, 200) => ManifestVerdict.Accepted,
        (_, 404) => ManifestVerdict.NoLeaseYet,
        (_, 401) when answer.Body.Contains("unauthorized", StringComparison.Ordinal) => ManifestVerdict.Forbidden,
        (_, 401) => ManifestVerdict.TokenRefused,
        (_, 400) when answer.Body.Contains("claims", StringComparison.Ordinal) => ManifestVerdict.TokenRefused,
        (_, 400) => ManifestVerdict.Unexpected,
        (_, 422) when answer.Body is "manifest version validation failed\n" => ManifestVerdict.VersionMismatch,
        (_, 422) => ManifestVerdict.Invalid,
        _ when answer.Body.StartsWith("rpc error", StringComparison.Ordinal) => ManifestVerdict.DeploymentUnknown,
        _ when id.StartsWith("rpc_", StringComparison.Ordinal) => ManifestVerdict.Trouble,
        _ when id.Contains("hosts_blocked", StringComparison.Ordinal) || id.StartsWith("hostnames.", StringComparison.Ordinal) => ManifestVerdict.HostnameRefused,
        _ => ManifestVerdict.Invalid,
    };
}
