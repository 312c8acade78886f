using System.Net;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Tests.Hosting;

namespace Akash.Sandbox.Tests.Admin;

public class FaultSpecs
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("drop")]
    [InlineData("reset")]
    [InlineData("lost-answer")]
    public async Task Broken_connections_reach_the_client_as_such_and_only_as_often_as_told(string fault)
    {
        await using var fixture = await AdminFixture.StartAsync();
        await fixture.PutAsync("/api/faults", new { fault, target = "rpc", method = "status", times = 1 });

        var broken = () => fixture.HeightAsync();

        (await broken.Should().ThrowAsync<Exception>()).Which.Should().Match(exception => exception is HttpRequestException || exception is IOException);
        (await fixture.HeightAsync()).Should().BePositive();
        (await fixture.StateAsync()).GetProperty("faults")[0].GetProperty("struck").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("rpc", "/status", HttpStatusCode.BadGateway)]
    [InlineData("rest", "/status", HttpStatusCode.OK)]
    [InlineData("rest", "/cosmos/bank/v1beta1/supply", HttpStatusCode.BadGateway)]
    [InlineData("node", "/cosmos/bank/v1beta1/supply", HttpStatusCode.BadGateway)]
    public async Task Errors_strike_the_target_and_nothing_else(string target, string path, HttpStatusCode expected)
    {
        await using var fixture = await AdminFixture.StartAsync();
        await fixture.PutAsync("/api/faults", new { fault = "error", target, status = 502 });

        using var answer = await fixture.Http.GetAsync(fixture.Host.Network.Rpc[0] + path, Stop);

        answer.StatusCode.Should().Be(expected);
    }

    [Fact]
    public async Task Lagging_node_answers_consistently_from_an_older_block()
    {
        await using var fixture = await AdminFixture.StartAsync();
        var tenant = new TestAccount(fixture.Host, "tenant");
        await fixture.PutAsync("/api/blocks", new { count = 5 });
        var sent = fixture.Host.Node.Submit(tenant.Sign(new MsgSend { FromAddress = tenant.Address, ToAddress = tenant.Address, Amount = { Coins.Of(Coins.Uakt, 1) } })).Hash;
        await fixture.PutAsync("/api/blocks", new { count = 1 });
        var height = await fixture.HeightAsync();

        await fixture.PutAsync("/api/faults", new { fault = "lag", target = "rpc", blocks = 2 });

        (await fixture.HeightAsync()).Should().Be(height - 2);
        (await fixture.CallForJsonAsync("tx", new { hash = Convert.ToBase64String(Convert.FromHexString(sent)) })).TryGetProperty("error", out _).Should().BeTrue();
        (await fixture.CallForJsonAsync("block", new { height = height.ToString() })).GetProperty("error").GetProperty("data").GetString().Should().Contain("must be less than or equal");
        fixture.Host.Node.Height.Should().Be(height);
    }

    [Fact]
    public async Task Late_index_finds_a_transaction_some_blocks_after_its_own()
    {
        await using var fixture = await AdminFixture.StartAsync();
        var tenant = new TestAccount(fixture.Host, "tenant");
        await fixture.PutAsync("/api/faults", new { fault = "late-index", target = "rpc", method = "tx", blocks = 1 });
        var hash = fixture.Host.Node.Submit(tenant.Sign(new MsgSend { FromAddress = tenant.Address, ToAddress = tenant.Address, Amount = { Coins.Of(Coins.Uakt, 1) } })).Hash;
        var query = new { hash = Convert.ToBase64String(Convert.FromHexString(hash)) };

        fixture.Host.Producer.Produce();
        var atOnce = await fixture.CallForJsonAsync("tx", query);
        fixture.Host.Producer.Produce();
        var later = await fixture.CallForJsonAsync("tx", query);

        atOnce.GetProperty("error").GetProperty("data").GetString().Should().Contain("not found");
        later.GetProperty("result").GetProperty("hash").GetString().Should().Be(hash);
    }

    [Fact]
    public async Task Lost_answer_leaves_the_transaction_delivered_and_a_duplicate_meets_the_cache()
    {
        await using var fixture = await AdminFixture.StartAsync();
        var tenant = new TestAccount(fixture.Host, "tenant");
        MsgSend Send(long amount) => new() { FromAddress = tenant.Address, ToAddress = tenant.Address, Amount = { Coins.Of(Coins.Uakt, amount) } };
        var (lost, doubled) = (tenant.Sign(Send(1)), tenant.Sign(100_000, 1, Send(2)));

        await fixture.PutAsync("/api/faults", new { fault = "lost-answer", target = "rpc", method = "broadcast_tx_*", times = 1 });
        var broadcast = () => fixture.CallAsync("broadcast_tx_sync", new { tx = Convert.ToBase64String(lost) });
        await broadcast.Should().ThrowAsync<HttpRequestException>();
        await fixture.PutAsync("/api/faults", new { fault = "duplicate", target = "rpc", method = "broadcast_tx_*", times = 1 });
        var second = await fixture.CallForJsonAsync("broadcast_tx_sync", new { tx = Convert.ToBase64String(doubled) });

        second.GetProperty("error").GetProperty("data").GetString().Should().Be("tx already exists in cache");
        fixture.Host.Producer.Produce().Transactions.Should().HaveCount(2);
    }

    [Fact]
    public async Task Held_request_is_answered_after_the_one_that_overtakes_it()
    {
        await using var fixture = await AdminFixture.StartAsync();
        await fixture.PutAsync("/api/faults", new { fault = "reorder", target = "rest", method = "*/supply", milliseconds = 600_000 });
        var address = fixture.Host.Network.Rest[0];

        var held = fixture.Http.GetAsync(address + "/cosmos/bank/v1beta1/supply", Stop);
        using var other = await fixture.Http.GetAsync(address + "/cosmos/auth/v1beta1/params", Stop);
        while (!held.IsCompleted) (await fixture.Http.GetAsync(address + "/cosmos/auth/v1beta1/params", Stop)).Dispose();

        (await held).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Same_seed_and_requests_meet_the_same_faults()
    {
        await using var fixture = await AdminFixture.StartAsync();
        async Task<string> Series(int seed)
        {
            using var reset = await fixture.Http.DeleteAsync($"/api/faults?seed={seed}", Stop);
            await fixture.PutAsync("/api/faults", new { fault = "error", target = "rpc", probability = 0.5 });
            var series = "";
            for (var i = 0; i < 40; i++)
            {
                using var answer = await fixture.Http.GetAsync(fixture.Host.Network.Rpc[0] + "/health", Stop);
                series += answer.IsSuccessStatusCode ? '.' : 'x';
            }

            return series;
        }

        var (first, again, other) = (await Series(1), await Series(1), await Series(2));

        again.Should().Be(first);
        other.Should().NotBe(first);
        first.Should().Contain("x").And.Contain(".");
    }

    [Theory]
    [InlineData("""{"fault":"lag","target":"gateway"}""", "no blocks to be behind")]
    [InlineData("""{"fault":"wrong-certificate","target":"rpc"}""", "without TLS")]
    [InlineData("""{"fault":"drop","target":"moon"}""", "expected rpc, rest, grpc, node, gateway or gateway/NAME")]
    [InlineData("""{"fault":"drop","target":"rpc","probability":2}""", "up to 1")]
    [InlineData("""{"fault":"drop","target":"rpc","probabilty":0.1}""", "probabilty")]
    [InlineData("""{"target":"rpc"}""", "fault")]
    [InlineData("not json", "invalid")]
    public async Task Rule_that_can_not_be_carried_out_is_refused_with_the_reason(string rule, string reason)
    {
        await using var fixture = await AdminFixture.StartAsync();

        using var answer = await fixture.Http.PutAsync("/api/faults", new StringContent(rule), Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Stop)).Should().Contain(reason);
        (await fixture.StateAsync()).GetProperty("faults").GetArrayLength().Should().Be(0);
    }
}
