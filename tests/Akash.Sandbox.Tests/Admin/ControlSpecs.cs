using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Tests.Hosting;

namespace Akash.Sandbox.Tests.Admin;

public class ControlSpecs
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restored_ledger_is_that_of_the_snapshot_and_goes_on_from_there()
    {
        // Given
        await using var fixture = await AdminFixture.StartAsync();
        var tenant = new TestAccount(fixture.Host, "tenant");
        var other = Akash.Sandbox.Cryptography.Wallet.FromName("test/receiver").Address;
        var send = new MsgSend { FromAddress = tenant.Address, ToAddress = other, Amount = { Coins.Of(Coins.Uakt, 7) } };
        await fixture.PutAsync("/api/blocks", new { count = 1 });
        await fixture.PutAsync("/api/snapshots/before");
        var before = await fixture.HeightAsync();

        // When
        var transaction = tenant.Sign(send);
        tenant.Include(transaction).Code.Should().Be(0);
        (await BalanceAsync(fixture, other)).Should().Be("7");
        await fixture.PutAsync("/api/snapshots/before/restore");

        // Then
        (await fixture.HeightAsync()).Should().Be(before);
        (await BalanceAsync(fixture, other)).Should().Be("0");
        tenant.Include(transaction).Code.Should().Be(0, "a transaction that never was can be sent again");
        (await BalanceAsync(fixture, other)).Should().Be("7");
        using var missing = await fixture.Http.PutAsJsonAsync("/api/snapshots/never/restore", new { }, Stop);
        missing.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Time_put_forward_is_the_time_of_the_next_blocks()
    {
        await using var fixture = await AdminFixture.StartAsync();
        var before = fixture.Host.Node.BlockTime;

        await fixture.PutAsync("/api/time", new { advanceSeconds = 3600 });

        (fixture.Host.Node.BlockTime - before).Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1)).And.BeLessThan(TimeSpan.FromHours(2));
        (await fixture.StateAsync()).GetProperty("chain").GetProperty("secondsAhead").GetDouble().Should().Be(3600);
    }

    [Fact]
    public async Task Announced_upgrade_is_the_current_plan_until_its_height()
    {
        await using var fixture = await AdminFixture.StartAsync();
        var height = await fixture.HeightAsync() + 2;

        await fixture.PutAsync("/api/upgrade", new { name = "v3.0.0-sunset", height, info = "the last one" });
        var announced = await PlanAsync(fixture);
        await fixture.PutAsync("/api/blocks", new { count = 2 });
        var done = await PlanAsync(fixture);

        announced.GetProperty("name").GetString().Should().Be("v3.0.0-sunset");
        announced.GetProperty("height").GetString().Should().Be(height.ToString());
        done.ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Breaker_trips_and_recovers_and_a_stopped_feed_goes_stale()
    {
        await using var fixture = await AdminFixture.StartAsync();

        await fixture.PutAsync("/api/blocks", new { count = 2 });
        (await MintingAsync(fixture)).Should().Be("Healthy");
        await fixture.PutAsync("/api/breaker", new { halted = true });
        await fixture.PutAsync("/api/blocks", new { count = 1 });
        (await MintingAsync(fixture)).Should().Be("HaltCr");
        await fixture.PutAsync("/api/breaker", new { halted = false });
        await fixture.PutAsync("/api/blocks", new { count = 1 });
        (await MintingAsync(fixture)).Should().Be("Healthy");

        await fixture.PutAsync("/api/price", new { usdPerAkt = "0.25" });
        await fixture.PutAsync("/api/time", new { advanceSeconds = 60 });
        await fixture.PutAsync("/api/time", new { advanceSeconds = 60 });
        var price = await GetAsync(fixture, "/akash/oracle/v2/aggregated_price/akt");
        price.GetProperty("aggregated_price").GetProperty("twap").GetString().Should().Be("0.250000000000000000");

        await fixture.PutAsync("/api/price", new { usdPerAkt = (string?)null });
        await fixture.PutAsync("/api/time", new { advanceSeconds = 60 });
        await fixture.PutAsync("/api/blocks", new { count = 1 });
        (await MintingAsync(fixture)).Should().Be("HaltOracle");
    }

    [Fact]
    public async Task Requests_of_another_origin_are_not_taken()
    {
        await using var fixture = await AdminFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/blocks") { Content = JsonContent.Create(new { count = 1 }), Headers = { { "Origin", "https://evil.example" } } };

        using var answer = await fixture.Http.SendAsync(request, Stop);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Network_file_is_served_as_it_is_written()
    {
        await using var fixture = await AdminFixture.StartAsync();

        var network = await fixture.Http.GetFromJsonAsync<JsonElement>("/network.json", Stop);

        network.GetProperty("rpc")[0].GetString().Should().Be(fixture.Host.Network.Rpc[0]);
        network.GetProperty("admin").GetString().Should().Be(fixture.Host.Network.Admin);
    }

    static async Task<JsonElement> GetAsync(AdminFixture fixture, string path) => await fixture.Http.GetFromJsonAsync<JsonElement>("/api/chain" + path, Stop);

    static async Task<string?> BalanceAsync(AdminFixture fixture, string address) =>
        (await GetAsync(fixture, $"/cosmos/bank/v1beta1/balances/{address}/by_denom?denom=uakt")).GetProperty("balance").GetProperty("amount").GetString();

    static async Task<JsonElement> PlanAsync(AdminFixture fixture) => (await GetAsync(fixture, "/cosmos/upgrade/v1beta1/current_plan")).GetProperty("plan");

    static async Task<string?> MintingAsync(AdminFixture fixture) => (await fixture.StateAsync()).GetProperty("chain").GetProperty("minting").GetString();
}
