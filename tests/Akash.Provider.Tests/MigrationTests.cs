using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests;

public sealed class MigrationTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostnames_are_moved_with_a_token_for_that()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, """{"transferred":["www.example.org"]}"""));
        using var gateway = peer.Connect();

        var moved = await gateway.MigrateHostnamesAsync(["www.example.org"], 28451200, 1, Stop);

        moved.Should().Equal("www.example.org");
        var request = peer.Requests.Should().ContainSingle().Subject;
        (request.Method, request.PathAndQuery).Should().Be(("POST", "/hostname/migrate"));
        request.Body.Should().Be("""{"hostnames_to_migrate":["www.example.org"],"destination_dseq":28451200,"destination_gseq":1}""");
        Claims(request.Authorization!).Should().Contain("\"scope\":[\"hostname-migrate\"]");
    }

    [Fact]
    public async Task Addresses_are_moved_with_a_token_for_that()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, """{"transferred":["myip"]}"""));
        using var gateway = peer.Connect();

        var moved = await gateway.MigrateAddressesAsync(["myip"], 28451200, 2, Stop);

        moved.Should().Equal("myip");
        var request = peer.Requests.Should().ContainSingle().Subject;
        request.PathAndQuery.Should().Be("/endpoint/migrate");
        request.Body.Should().Be("""{"endpoints_to_migrate":["myip"],"destination_dseq":28451200,"destination_gseq":2}""");
        Claims(request.Authorization!).Should().Contain("\"scope\":[\"ip-migrate\"]");
    }

    [Theory]
    [InlineData(400, "destination deployment does not exist\n", ProviderFailure.DestinationRefused)]
    [InlineData(400, "the hostname \"x.example\" is not used by this deployment\n", ProviderFailure.DestinationRefused)]
    [InlineData(400, "the endpoint \"myip\" does not exist in the destination deployment\n", ProviderFailure.DestinationRefused)]
    [InlineData(400, "hostname not allowed: host \"x.example\" in use\n", ProviderFailure.HostnameRefused)]
    [InlineData(401, """{"message":"unauthorized access"}""", ProviderFailure.Unauthorized)]
    public async Task Migration_is_refused_for_good(int status, string body, ProviderFailure failure)
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(status, body));
        using var gateway = peer.Connect();

        var moving = () => gateway.MigrateHostnamesAsync(["x.example"], 1, 1, Stop);

        (await moving.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(failure);
        peer.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Transfer_that_broke_off_is_repeated()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(500), GatewayPeer.Answer(200, """{"transferred":["x.example"]}"""));
        using var gateway = peer.Connect();

        (await gateway.MigrateHostnamesAsync(["x.example"], 1, 1, Stop)).Should().Equal("x.example");

        peer.Requests.Should().HaveCount(2);
    }

    static string Claims(string authorization) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(authorization["Bearer ".Length..].Split('.')[1]));
}
