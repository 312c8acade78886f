using System.Net;
using Akash.Chain.Errors;
using Akash.Chain.Tests.Support;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;

namespace Akash.Chain.Tests;

/// <summary>Which endpoint is asked, when a second one is, and for which height.</summary>
public sealed class EndpointTests : IDisposable
{
    static readonly Uri List = new("https://list.example/meta.json");

    readonly PromptTime time = new();
    readonly ScriptedChain chain;

    public EndpointTests()
    {
        chain = new ScriptedChain(time);
        chain.Queries["/akash.deployment.v1beta4.Query/Params"] = _ => new QueryParamsResponse
        {
            Params = new Params { MinDeposits = { new Coin { Denom = "uact", Amount = "500000" } } },
        };
    }

    public void Dispose() => chain.Dispose();

    [Fact]
    public async Task Late_answer_is_asked_of_a_second_endpoint_which_is_used_from_then_on()
    {
        // Given
        var client = chain.Client("http://one", "http://two");
        await client.GetMinimumDepositsAsync(default);
        var never = new TaskCompletionSource();
        chain["one"].Held = never.Task;

        // When
        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();
        await client.GetMinimumDepositsAsync(default);

        // Then
        Queries("two").Should().Be(2);
        Queries("one").Should().Be(2, "it answered the first, and was late with the second");
    }

    [Fact]
    public async Task Answer_in_time_is_asked_of_one_endpoint_only()
    {
        var client = chain.Client("http://one", "http://two");

        for (var i = 0; i < 5; i++) await client.GetMinimumDepositsAsync(default);

        Queries("two").Should().Be(0);
    }

    [Fact]
    public async Task Second_endpoint_that_fails_leaves_the_first_its_time()
    {
        var client = chain.Client("http://one", "http://two");
        await client.GetMinimumDepositsAsync(default);
        var held = new TaskCompletionSource();
        chain["one"].Held = held.Task;
        chain["two"].Before = _ =>
        {
            held.TrySetResult();
            return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>") };
        };

        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Queries_at_a_height_pass_over_endpoints_that_do_not_have_it()
    {
        var client = chain.Client("http://one", "http://two");
        var pinned = await client.AtLatestAsync(default);
        chain["one"].Lag = 1;

        (await pinned.GetMinimumDepositsAsync(default)).Should().ContainSingle();
        await pinned.GetMinimumDepositsAsync(default);

        pinned.PinnedHeight.Should().Be(100);
        chain["two"].Heights.Should().Equal(100, 100);
    }

    [Fact]
    public async Task Latest_height_is_never_before_what_was_confirmed()
    {
        var client = chain.Client("http://one", "http://two");
        chain["one"].Lag = 2;
        client.Endpoints.Confirm(chain.Height);

        (await client.AtLatestAsync(default)).PinnedHeight.Should().BeGreaterThanOrEqualTo(client.Endpoints.ConfirmedHeight);
    }

    [Fact]
    public async Task Endpoint_of_another_chain_is_passed_over_where_others_fit()
    {
        var client = chain.Client("http://stranger", "http://two");
        chain["stranger"].ChainId = "akashnet-1";

        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();

        Queries("stranger").Should().Be(0);
    }

    [Fact]
    public async Task List_of_the_network_is_asked_once_where_no_known_endpoint_works()
    {
        var client = chain.Client(List, "http://gone");
        chain["gone"].Before = Refuse;
        chain.MetadataAnswer = () => Json("""
            {"chain_id":"local","apis":{"rpc":[{"address":"http://plain"},{"address":"https://new"}],"grpc":[{"address":"plain:9090"}]}}
            """);

        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();

        chain.MetadataAsked.Should().Be(1);
        Queries("new").Should().Be(1);
        chain["plain"].Calls.Should().BeEmpty("without TLS anybody could answer");
    }

    [Fact]
    public async Task List_of_the_network_is_not_asked_while_an_endpoint_works()
    {
        await chain.Client(List, "http://one").GetMinimumDepositsAsync(default);

        chain.MetadataAsked.Should().Be(0);
    }

    [Theory]
    [InlineData("""{"chain_id":"other","apis":{"rpc":[{"address":"https://new"}]}}""")]
    [InlineData("""{"chain_id":"local","apis":{"rpc":[{"address":"not a url"}]}}""")]
    [InlineData("""{"chain_id":"local"}""")]
    [InlineData("<html>404</html>")]
    [InlineData("null")]
    public async Task List_that_cannot_be_trusted_changes_nothing(string body)
    {
        var client = chain.Client(List, "http://gone");
        chain["gone"].Before = Refuse;
        chain.MetadataAnswer = () => Json(body);

        var asking = () => client.GetMinimumDepositsAsync(default);

        (await asking.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.Unavailable);
        chain["new"].Calls.Should().BeEmpty();
    }

    int Queries(string host) => chain[host].Calls.Count(call => call.Method == "abci_query");

    static HttpResponseMessage? Refuse(string method) => throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");

    static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body) };
}
