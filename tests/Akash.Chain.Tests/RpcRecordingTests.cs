using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Chain.Errors;
using Akash.Chain.Transport;
using Akash.Tests;

namespace Akash.Chain.Tests;

/// <summary>What a real node answered over CometBFT RPC, as this client reads it.</summary>
public class RpcRecordingTests
{
    [Fact]
    public async Task Status_tells_chain_height_and_time()
    {
        var status = await Node(Case("rpc.status")).GetStatusAsync(default);

        status.Should().Be(new NodeStatus(
            "local", 34, DateTimeOffset.Parse("2026-11-24T04:33:06.9775592Z", null), 1, CatchingUp: false));
    }

    [Fact]
    public async Task Included_transaction_is_found_with_its_height_code_and_gas()
    {
        var recorded = Queries("tx")["rpcTx"]!;

        var found = await Node(recorded).FindTransactionAsync(new byte[32], default);

        found.Should().BeEquivalentTo(new { Height = 424, Code = 0u, Codespace = "", Log = "", GasWanted = 400_000ul, GasUsed = 138_523ul });
        Convert.ToBase64String(found!.Data.Span).Should().Be(recorded["result"]!["tx_result"]!["data"]!.GetValue<string>());
    }

    [Fact]
    public async Task Transaction_that_is_not_included_is_not_found()
    {
        (await Node(Case("rpc.tx.not-found")).FindTransactionAsync(new byte[32], default)).Should().BeNull();
    }

    [Theory]
    [InlineData("send.ok.rpc", 0u)]
    [InlineData("dup.second.rpc", 0u)]
    [InlineData("check.sequence.low.rpc", 32u)]
    [InlineData("check.garbage.rpc", 2u)]
    public async Task Broadcast_is_accepted_or_refused_with_a_code(string id, uint code)
    {
        (await Node(Case(id, "broadcast")).BroadcastAsync(new byte[1], default)).Code.Should().Be(code);
    }

    [Theory]
    [InlineData("abci.account.missing", ChainFailure.NotFound)]
    [InlineData("abci.deployment.missing", ChainFailure.NotFound)]
    [InlineData("abci.unknown", ChainFailure.Rejected)]
    [InlineData("abci.garbage", ChainFailure.Rejected)]
    public async Task Refused_query_is_an_error_of_its_kind(string id, ChainFailure failure)
    {
        var asking = () => Node(Case(id)).QueryAsync("/any", default, null, default);

        (await asking.Should().ThrowAsync<ChainRefusedException>()).Which.Failure.Should().Be(failure);
    }

    [Fact]
    public async Task Failing_simulation_is_an_error_of_what_failed()
    {
        var answer = new JsonObject { ["result"] = new JsonObject { ["response"] = Queries("simulate-fails")["abci"]!.DeepClone() } };

        var asking = () => Node(answer).QueryAsync("/cosmos.tx.v1beta1.Service/Simulate", default, null, default);

        (await asking.Should().ThrowAsync<ChainRefusedException>().WithMessage("The owner has used this dseq before: Deployment exists"))
            .Which.Failure.Should().Be(ChainFailure.DeploymentExists);
    }

    [Fact]
    public async Task Method_a_node_does_not_have_makes_it_useless()
    {
        var asking = () => Node(Case("rpc.unknown")).GetStatusAsync(default);

        await asking.Should().ThrowAsync<EndpointException>().WithMessage("node.example: Method not found");
    }

    static CometNode Node(JsonNode answer) =>
        new(new Uri("https://user:secret@node.example/key"), new HttpClient(new Recorded(answer.ToJsonString())), TimeProvider.System);

    static JsonNode Case(string id, string part = "response")
    {
        var item = Cases("chain-cases.json").First(item => item!["id"]!.GetValue<string>() == id)!;
        return (item[part] ?? item["response"])!["body"]!;
    }

    static JsonNode Queries(string id) => Cases("chain-queries.json").First(item => item!["id"]!.GetValue<string>() == id)!;

    static JsonArray Cases(string file) => JsonNode.Parse(File.ReadAllBytes(SharedData.Require($"recordings/{file}")))!["cases"]!.AsArray();

    sealed class Recorded(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
