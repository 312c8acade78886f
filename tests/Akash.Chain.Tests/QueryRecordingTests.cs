using System.Text.Json.Nodes;
using Akash.Chain.Tests.Support;
using Akash.Tests;
using Google.Protobuf;

namespace Akash.Chain.Tests;

public class QueryRecordingTests
{
    const string Recording = "recordings/chain-queries.json";

    public static TheoryData<string> Answers =>
    [
        .. SharedData.Has(Recording)
            ? Load().Where(item => item!["abci"]?["path"] is not null && item["abci"]!["code"]!.GetValue<int>() == 0).Select(item => Id(item))
            : ["(absent)"],
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Protobuf_answer_says_what_the_gateway_says_in_JSON(string id)
    {
        // Given
        SharedData.Require(Recording);
        var recorded = Load().Single(item => Id(item) == id)!;
        var (abci, rest) = (recorded["abci"]!, recorded["rest"]!["body"]!);

        // When
        var answer = GatewayJson.ResponseOf(abci["path"]!.GetValue<string>()).Parser
            .ParseFrom(Convert.FromBase64String(abci["valueBase64"]?.GetValue<string>() ?? ""));

        // Then
        var written = GatewayJson.Write(answer)!;
        if (id is "simulate") Forget(written, rest);
        JsonNode.DeepEquals(written, rest).Should().BeTrue("{0} should be {1}", written.ToJsonString(), rest.ToJsonString());
        answer.ToByteArray().Should().Equal(answer.Descriptor.Parser.ParseFrom(answer.ToByteArray()).ToByteArray());
    }

    /// <summary>The two simulations were made one block apart, so only their events' count is the same.</summary>
    static void Forget(params JsonNode[] simulations)
    {
        foreach (var simulation in simulations) simulation["gas_info"]!.AsObject().Remove("gas_used");
    }

    static JsonArray Load() => JsonNode.Parse(File.ReadAllBytes(SharedData.Require(Recording)))!["cases"]!.AsArray();

    static string Id(JsonNode? item) => item!["id"]!.GetValue<string>();
}
