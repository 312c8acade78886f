using Akash.Provider.Status;
using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Status;

public sealed class LeaseStatusTests
{
    static readonly LeasePath Lease = new(28451200, 1, 1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_is_read_with_its_nulls_and_capitals()
    {
        const string body =
            """
            {"services":{
               "web":{"name":"web","available":1,"total":1,"uris":["7v0k.ingress.example.com","www.example.org"],
                      "observed_generation":3,"replicas":1,"updated_replicas":1,"ready_replicas":0,"available_replicas":1},
               "db": {"name":"db","available":1,"total":1,"uris":null,"observed_generation":1,"replicas":1,"updated_replicas":1,"ready_replicas":1,"available_replicas":1}},
             "forwarded_ports":{"web":[{"host":"provider.example.com","port":5432,"externalPort":31044,"proto":"TCP","name":"web"}]},
             "ips":{"web":[{"Port":80,"ExternalPort":8080,"Protocol":"TCP","IP":"203.0.113.7"}]}}
            """;
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, body));
        using var gateway = peer.Connect();

        var status = await gateway.GetLeaseStatusAsync(Lease, Stop);

        status!.Services["web"].Should().BeEquivalentTo(
            new ServiceStatus("web", 1, 1, ["7v0k.ingress.example.com", "www.example.org"], 3, 1, 1, 0, 1));
        status.Services["db"].Uris.Should().BeEmpty();
        status.ForwardedPorts["web"].Should().Equal(new ForwardedPort("provider.example.com", 5432, 31044, "TCP"));
        status.Addresses["web"].Should().Equal(new LeasedAddress("203.0.113.7", 80, 8080, "TCP"));
        peer.Requests.Single().PathAndQuery.Should().Be("/lease/28451200/1/1/status");
    }

    [Theory]
    [InlineData("")]
    [InlineData("kube: lease not found\n")]
    public async Task Status_is_null_when_nothing_is_deployed_yet(string body)
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(404, body));
        using var gateway = peer.Connect();

        (await gateway.GetLeaseStatusAsync(Lease, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Status_survives_trouble_that_passes()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(503, "dial tcp: connection refused"), GatewayPeer.Hang,
            GatewayPeer.Answer(200, """{"services":{},"forwarded_ports":null,"ips":null}"""));
        using var gateway = peer.Connect();

        var status = await gateway.GetLeaseStatusAsync(Lease, Stop);

        status!.Services.Should().BeEmpty();
    }

    [Fact]
    public async Task Status_fails_when_the_cluster_stays_in_trouble()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(503, "dial tcp: connection refused"));
        using var gateway = peer.Connect();

        var asking = () => gateway.GetLeaseStatusAsync(Lease, Stop);

        (await asking.Should().ThrowAsync<ProviderException>().WithMessage("*connection refused*"))
            .Which.Failure.Should().Be(ProviderFailure.ClusterUnreachable);
    }

    [Fact]
    public async Task Status_outside_the_protocol_is_said_to_be_so()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, "<html>"));
        using var gateway = peer.Connect();

        var asking = () => gateway.GetLeaseStatusAsync(Lease, Stop);

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.Unexpected);
    }

    [Fact]
    public async Task Version_and_provider_status_are_asked_without_credentials()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(200, """{"akash":{"version":"v0.14.0"},"kube":{"gitVersion":"v1.33.4"}}"""),
            GatewayPeer.Answer(200, """{"cluster":{"leases":2},"cluster_public_hostname":"provider.example.com","reclamation_window":86400000000000,"address":"akash1provider"}"""));
        using var gateway = peer.Connect();

        (await gateway.GetVersionAsync(Stop)).Should().Be(new ProviderVersion("v0.14.0", "v1.33.4"));
        (await gateway.GetProviderStatusAsync(Stop)).Should().Be(
            new ProviderStatus("akash1provider", "provider.example.com", 2, TimeSpan.FromDays(1)));
        peer.Requests.Should().OnlyContain(request => string.IsNullOrEmpty(request.Authorization));
    }

    [Fact]
    public async Task Service_and_manifest_are_found_or_null()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(200, """{"name":"web","available":1,"total":1,"uris":["a"],"observed_generation":1,"replicas":1,"updated_replicas":1,"ready_replicas":1,"available_replicas":1}"""),
            GatewayPeer.Answer(404, "kube: no service for that lease"), GatewayPeer.Answer(200, "[]"), GatewayPeer.Answer(404));
        using var gateway = peer.Connect();

        (await gateway.GetServiceStatusAsync(Lease, "web", Stop))!.ReadyReplicas.Should().Be(1);
        (await gateway.GetServiceStatusAsync(Lease, "other", Stop)).Should().BeNull();
        (await gateway.GetManifestAsync(Lease, Stop)).Should().Be("[]");
        (await gateway.GetManifestAsync(Lease, Stop)).Should().BeNull();
    }
}
