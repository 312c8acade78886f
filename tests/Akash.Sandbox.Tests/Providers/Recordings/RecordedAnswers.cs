using System.Net;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>Compares an answer with the recorded one: status, headers that matter, body.</summary>
static class RecordedAnswers
{
    static readonly string[] Counts = ["available", "total", "replicas", "updated_replicas", "ready_replicas", "available_replicas", "observed_generation"];

    /// <param name="withCounts">Whether replicas are at the moment the recorder's were; else only what is independent of it is compared.</param>
    public static void AssertSame(RawAnswer answer, RecordedCase recorded, bool withCounts = false)
    {
        answer.Status.Should().Be(recorded.Status, recorded.Id);
        if (recorded.Status is 0 or 101) return;
        foreach (var header in new[] { "Content-Type", "X-Content-Type-Options", "Location" })
        {
            answer.Headers.GetValueOrDefault(header).Should().Be(recorded.AnswerHeaders.GetValueOrDefault(header), $"of {header} in {recorded.Id}");
        }

        if (recorded.Status != 200 || recorded.Body.Length == 0) answer.Body.Should().Be(recorded.Body, recorded.Id);
        else Normal(answer.Body, recorded, withCounts).Should().Be(Normal(recorded.Body, recorded, withCounts), recorded.Id);
    }

    static string Normal(string body, RecordedCase recorded, bool withCounts)
    {
        if (recorded.Path.Split('?')[0] is "/version" or "/status") return Shape(JsonNode.Parse(body)!.AsObject());
        if (!recorded.Path.EndsWith("/status", StringComparison.Ordinal)) return body;

        var status = JsonNode.Parse(body)!.AsObject();
        var parts = recorded.Path.Split('/');
        var lease = new LeaseKey(recorded.Owner, recorded.Dseq, uint.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture), uint.Parse(parts[4], System.Globalization.CultureInfo.InvariantCulture), RecordedGateway.Provider);
        if (status["services"] is JsonObject services)
        {
            foreach (var (_, service) in services) Normalise(service!.AsObject(), lease, withCounts);
        }
        else Normalise(status, lease, withCounts);

        if (status["forwarded_ports"] is JsonObject ports)
        {
            foreach (var (_, list) in ports)
            {
                foreach (var port in list!.AsArray()) port!["externalPort"] = 0;
            }
        }

        return status.ToJsonString();
    }

    /// <summary>A name that is an address here, where no DNS is needed, is the generated one there.</summary>
    static void Normalise(JsonObject service, LeaseKey lease, bool withCounts)
    {
        if (!withCounts)
        {
            foreach (var count in Counts) service.Remove(count);
        }

        if (service["uris"] is not JsonArray uris) return;
        var label = $"{lease.HostLabel(service["name"]!.GetValue<string>())}.{RecordedGateway.IngressSuffix}";
        service["uris"] = new JsonArray([.. uris.Select(uri => uri!.GetValue<string>()).Select(uri => JsonValue.Create(IPEndPoint.TryParse(uri, out _) ? label : uri))]);
    }

    /// <summary>Names at every depth; machines, versions and amounts are each one's own.</summary>
    static string Shape(JsonObject members)
    {
        // A plain build lists its modules, and what is active or pending depends on the moment.
        members.Remove("active");
        members.Remove("pending");
        if (members.ContainsKey("build_deps")) members["build_deps"] = null;
        return $"{{{string.Join(',', members.Select(member => member.Key + Shape(member.Value)))}}}";
    }

    static string Shape(JsonNode? value) => value switch
    {
        JsonObject members => Shape(members),
        JsonArray { Count: > 0 } items => $"[{Shape(items[0])}]",
        _ => "",
    };
}
