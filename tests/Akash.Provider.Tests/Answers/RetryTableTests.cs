using System.Text.Json;
using Akash.Provider.Answers;
using Akash.Tests;

namespace Akash.Provider.Tests.Answers;

public sealed class RetryTableTests
{
    /// <summary>Rows that only older providers, proxies or nobody at all answers with.</summary>
    static readonly AnswerMeaning[] Unrecorded = [AnswerMeaning.TokensUnknown];

    [Fact]
    public void Every_recorded_answer_to_a_manifest_has_its_meaning()
    {
        var answers = Recorded().Where(entry => entry.Method == "PUT" && entry.Path.StartsWith("/deployment/", StringComparison.Ordinal)).ToList();

        var misread = answers.Where(entry => RetryTable.Find(entry.Answer).Meaning != MeaningOfManifest(entry.Id, entry.Answer)).ToList();

        answers.Should().HaveCountGreaterThan(100);
        misread.Should().BeEmpty();
    }

    [Fact]
    public void Every_other_recorded_answer_has_its_meaning()
    {
        var answers = Recorded().Where(entry => entry.Method == "GET" || entry.Path.EndsWith("/migrate", StringComparison.Ordinal)).ToList();

        var misread = answers.Where(entry => RetryTable.Find(entry.Answer).Meaning != MeaningOfOthers(entry.Answer)).ToList();

        answers.Should().HaveCountGreaterThan(400);
        misread.Should().BeEmpty();
    }

    [Fact]
    public void Every_row_is_met_in_the_recordings()
    {
        var met = Recorded().Select(entry => RetryTable.Find(entry.Answer)).ToHashSet();

        RetryTable.Rows.Where(row => !met.Contains(row)).Select(row => row.Meaning).Should().BeEquivalentTo(Unrecorded);
    }

    [Theory]
    [InlineData(401, "\n", AnswerMeaning.TokensUnknown)]
    [InlineData(500, "unknown error while processing JWT. token is expired\n", AnswerMeaning.TokenRefused)]
    [InlineData(500, "manifest version validation failed\n", AnswerMeaning.VersionMismatch)]
    [InlineData(500, "manifest cross-validation error: group \"dcloud\": …\n", AnswerMeaning.ManifestInvalid)]
    [InlineData(429, "", AnswerMeaning.Trouble)]
    [InlineData(502, "<html>Bad Gateway</html>", AnswerMeaning.Trouble)]
    public void Answers_of_older_providers_and_proxies_have_their_meaning(int status, string body, object meaning) =>
        RetryTable.Find(new GatewayAnswer(status, body)).Meaning.Should().Be((AnswerMeaning)meaning);

    [Fact]
    public void Only_what_may_pass_is_tried_again()
    {
        var patient = RetryTable.Rows.Where(row => row.Retry is not Retry.Never).Select(row => row.Meaning);

        patient.Should().Equal(
            AnswerMeaning.NoLeaseYet, AnswerMeaning.VersionMismatch, AnswerMeaning.DeploymentUnknown, AnswerMeaning.TokenRefused, AnswerMeaning.Trouble);
    }

    static IReadOnlyList<(string Id, string Method, string Path, GatewayAnswer Answer)> Recorded()
    {
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/provider-gateway.json")));
        return
        [
            .. from recorded in recording.RootElement.GetProperty("cases").EnumerateArray()
               let request = recorded.GetProperty("request")
               let response = recorded.GetProperty("response")
               where response.ValueKind is JsonValueKind.Object && response.TryGetProperty("body", out _)
                   && response.GetProperty("status") is { ValueKind: JsonValueKind.Number } status && status.GetInt32() is not (101 or 301)
               select (
                   recorded.GetProperty("id").GetString()!, request.GetProperty("method").GetString()!, request.GetProperty("path").GetString()!,
                   new GatewayAnswer(response.GetProperty("status").GetInt32(), response.GetProperty("body").GetString() ?? "")),
        ];
    }

    /// <summary>The table of provider.md 3.4, by what the recorder did rather than by what was answered.</summary>
    static AnswerMeaning MeaningOfManifest(string id, GatewayAnswer answer) => (id, answer.Status) switch
    {
        (_, 200) => AnswerMeaning.Success,
        (_, 404) => AnswerMeaning.NoLeaseYet,
        (_, 401) when answer.Body.Contains("unauthorized", StringComparison.Ordinal) => AnswerMeaning.Forbidden,
        (_, 401) => AnswerMeaning.TokenRefused,
        (_, 400) when answer.Body.Contains("claims", StringComparison.Ordinal) => AnswerMeaning.TokenRefused,
        (_, 400) => AnswerMeaning.Unexpected,
        (_, 422) when answer.Body is "manifest version validation failed\n" => AnswerMeaning.VersionMismatch,
        (_, 422) => AnswerMeaning.ManifestInvalid,
        _ when answer.Body.StartsWith("rpc error", StringComparison.Ordinal) => AnswerMeaning.DeploymentUnknown,
        _ when id.StartsWith("rpc_", StringComparison.Ordinal) => AnswerMeaning.Trouble,
        _ when id.Contains("hosts_blocked", StringComparison.Ordinal) || id.StartsWith("hostnames.", StringComparison.Ordinal) => AnswerMeaning.HostnameRefused,
        _ => AnswerMeaning.ManifestInvalid,
    };

    static AnswerMeaning MeaningOfOthers(GatewayAnswer answer) => answer.Status switch
    {
        200 => AnswerMeaning.Success,
        400 when answer.Body.Contains("JWT has", StringComparison.Ordinal) => AnswerMeaning.TokenRefused,
        400 when answer.Body.StartsWith("hostname not allowed", StringComparison.Ordinal) => AnswerMeaning.HostnameRefused,
        400 when answer.Body.Contains("destination", StringComparison.Ordinal) || answer.Body.StartsWith("the hostname", StringComparison.Ordinal) => AnswerMeaning.DestinationRefused,
        401 when answer.Body.Contains("JWT is", StringComparison.Ordinal) => AnswerMeaning.TokenRefused,
        401 => AnswerMeaning.Forbidden,
        404 => AnswerMeaning.Missing,
        422 => AnswerMeaning.ManifestInvalid,
        >= 500 => AnswerMeaning.Trouble,
        _ => AnswerMeaning.Unexpected,
    };
}
