using System.Net;
using Akash.Chain.Errors;
using Akash.Chain.Tests.Support;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Escrow.Types.V1;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1Beta5;
using Google.Protobuf;
using EscrowId = Akash.Proto.Escrow.Id.V1;

namespace Akash.Chain.Tests;

public sealed class ChainClientTests : IDisposable
{
    const string ParamsPath = "/akash.deployment.v1beta4.Query/Params";

    readonly PromptTime time = new();
    readonly ScriptedChain chain;

    public ChainClientTests()
    {
        chain = new ScriptedChain(time);
        chain.Queries[ParamsPath] = _ => new Proto.Deployment.V1Beta4.QueryParamsResponse
        {
            Params = new Proto.Deployment.V1Beta4.Params { MinDeposits = { new Coin { Denom = "uact", Amount = "500000" } } },
        };
    }

    public void Dispose() => chain.Dispose();

    [Fact]
    public async Task List_is_read_to_its_last_page_whatever_the_totals_say()
    {
        chain.Queries["/akash.market.v1beta5.Query/Bids"] = request =>
        {
            var asked = QueryBidsRequest.Parser.ParseFrom(request);
            asked.Filters.Should().BeEquivalentTo(new { Owner = "akash1", Dseq = 5ul, State = "open" });
            var page = asked.Pagination.Key.IsEmpty ? 0 : asked.Pagination.Key[0];
            return new QueryBidsResponse
            {
                Bids = { new QueryBidResponse { Bid = new Bid { CreatedAt = page } } },
                Pagination = new PageResponse { NextKey = page < 2 ? ByteString.CopyFrom((byte)(page + 1)) : ByteString.Empty, Total = 1 },
            };
        };

        var bids = await chain.Client().ListBidsAsync("akash1", 5, Bid.Types.State.Open, default).ToListAsync();

        bids.Select(bid => bid.Bid.CreatedAt).Should().Equal(0, 1, 2);
    }

    [Theory]
    [InlineData(Proto.Deployment.V1Beta4.Group.Types.State.InsufficientFunds, "insufficient_funds")]
    [InlineData(Proto.Deployment.V1Beta4.Group.Types.State.Open, "open")]
    public void State_travels_by_its_name_in_the_protocol(Group.Types.State state, string name)
    {
        ChainClient.StateName<Group.Types.State>(state).Should().Be(name);
    }

    [Fact]
    public async Task What_does_not_exist_is_null()
    {
        chain.Queries["/akash.deployment.v1beta4.Query/Deployment"] = _ => throw new RefusedQuery(22, "Deployment not found: key not found");

        (await chain.Client().FindDeploymentAsync("akash1", 1, default)).Should().BeNull();
    }

    [Fact]
    public async Task Refusal_of_a_query_is_an_error_with_its_reason()
    {
        chain.Queries["/akash.deployment.v1beta4.Query/Deployment"] = _ => throw new RefusedQuery(18, "invalid owner: invalid request");

        var asking = () => chain.Client().FindDeploymentAsync("akash1", 1, default);

        await asking.Should().ThrowAsync<ChainRefusedException>().WithMessage("*invalid owner*");
    }

    [Fact]
    public async Task Escrow_account_is_the_one_of_exactly_this_dseq()
    {
        chain.Queries["/akash.escrow.v1.Query/Accounts"] = request =>
        {
            QueryAccountsRequest.Parser.ParseFrom(request).Xid.Should().Be("deployment/akash1/12");
            return new QueryAccountsResponse { Accounts = { Account("akash1/123"), Account("akash1/12") } };
        };

        (await chain.Client().FindEscrowAccountAsync("akash1", 12, default))!.Id.Xid.Should().Be("akash1/12");

        static Account Account(string xid) => new() { Id = new EscrowId.Account { Xid = xid } };
    }

    [Fact]
    public async Task Chosen_dseq_avoids_the_live_ones()
    {
        chain.Queries["/akash.deployment.v1beta4.Query/Deployments"] = request =>
        {
            QueryDeploymentsRequest.Parser.ParseFrom(request).Filters.State.Should().Be("active");
            return new QueryDeploymentsResponse
            {
                Deployments =
                {
                    new ulong[] { 1, 2, 3, 4, 5, 6, 7, 8 }.Select(dseq => new QueryDeploymentResponse
                    {
                        Deployment = new Deployment { Id = new DeploymentID { Dseq = dseq } },
                    }),
                },
            };
        };

        (await chain.Client().ChooseDseqAsync("akash1", default)).Should().BeInRange(900_000_000_000_000, 999_999_999_999_999);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(12)]
    public async Task Block_time_is_measured_as_far_back_as_the_node_keeps_blocks(long kept)
    {
        time.Advance(TimeSpan.FromSeconds(50));
        var client = chain.Client();
        chain["one"].BlocksKept = kept;

        (await client.MeasureBlockTimeAsync(default)).Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Block_time_of_a_node_without_earlier_blocks_is_unknown()
    {
        var client = chain.Client();
        chain["one"].BlocksKept = 0;

        (await client.MeasureBlockTimeAsync(default)).Should().BeNull();
    }

    [Fact]
    public async Task Base_with_a_path_is_called_at_that_path()
    {
        var client = chain.Client("http://one/akash/rpc");

        await client.GetMinimumDepositsAsync(default);

        chain["one"].Calls.Should().OnlyContain(call => call.Path == "/akash/rpc");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("abci_query")]
    public async Task Read_moves_on_from_an_endpoint_that_answers_with_a_page(string method)
    {
        var client = chain.Client("http://one", "http://two");
        chain["one"].Before = called => called == method
            ? new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>Bad gateway</html>") }
            : null;

        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();

        chain["two"].Calls.Should().Contain(call => call.Method == "abci_query");
    }

    [Fact]
    public async Task Read_moves_on_from_an_endpoint_that_does_not_answer()
    {
        var client = chain.Client("http://one", "http://two");
        chain["one"].Before = method => method is "abci_query" ? Hang() : null;

        (await client.GetMinimumDepositsAsync(default)).Should().ContainSingle();

        HttpResponseMessage Hang()
        {
            time.Advance(TimeSpan.FromSeconds(8));
            throw new TaskCanceledException();
        }
    }

    [Fact]
    public async Task Endpoint_that_catches_up_or_lags_is_passed_over()
    {
        var client = chain.Client("http://one", "http://two", "http://three");
        chain["one"].CatchingUp = true;
        chain["two"].Lag = 4;

        await client.GetMinimumDepositsAsync(default);

        chain["three"].Calls.Should().Contain(call => call.Method == "abci_query");
        chain["one"].Calls.Concat(chain["two"].Calls).Should().NotContain(call => call.Method == "abci_query");
    }

    [Fact]
    public async Task Endpoint_of_another_chain_is_a_mistake_that_is_told()
    {
        chain.ChainId = "akashnet-2";

        var asking = () => chain.Client().GetMinimumDepositsAsync(default);

        (await asking.Should().ThrowAsync<ChainException>().WithMessage("one belongs to chain akashnet-2, network scripted is chain local"))
            .Which.Failure.Should().Be(ChainFailure.Rejected);
    }

    [Fact]
    public async Task Network_without_an_endpoint_that_answers_is_unavailable_and_says_why()
    {
        var client = chain.Client("http://one", "http://two");
        chain["one"].Before = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
        chain["two"].Before = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("busy") };

        var asking = () => client.GetMinimumDepositsAsync(default);

        (await asking.Should().ThrowAsync<ChainException>().WithMessage("*one: cannot be reached: connection refused*two: answers with HTTP 503*"))
            .Which.Failure.Should().Be(ChainFailure.Unavailable);
    }

    [Fact]
    public async Task Answer_from_before_what_was_confirmed_is_not_believed()
    {
        var client = chain.Client("http://one", "http://two");
        chain["one"].Lag = 2;
        client.Endpoints.Confirm(chain.Height);

        await client.GetMinimumDepositsAsync(default);

        chain["two"].Calls.Should().Contain(call => call.Method == "abci_query");
    }

    [Fact]
    public async Task Endpoints_are_probed_once_for_all_who_ask_at_the_same_time()
    {
        var client = chain.Client("http://one", "http://two");
        var held = new TaskCompletionSource();
        chain["one"].Held = chain["two"].Held = held.Task;

        Task[] asking = [.. Enumerable.Range(0, 5).Select(_ => client.GetMinimumDepositsAsync(default))];
        held.SetResult();
        await Task.WhenAll(asking);

        chain["one"].Calls.Should().ContainSingle(call => call.Method == "status");
        chain["two"].Calls.Should().ContainSingle(call => call.Method == "status");
    }
}
