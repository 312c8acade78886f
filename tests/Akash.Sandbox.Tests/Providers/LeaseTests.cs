using System.Text.Json.Nodes;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;
using Docker.DotNet.Models;
using static Akash.Sandbox.Tests.Providers.TestManifest;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Leases as real containers on the local engine.</summary>
[Collection("containers")]
public sealed class LeaseTests
{
    const string Serve = "mkdir -p /tmp/www && echo $VERSION > /tmp/www/index.html && echo serving $VERSION && exec httpd -f -p 8080 -h /tmp/www";

    [Fact]
    public async Task Lease_serves_its_page_follows_an_update_at_the_same_address_and_leaves_nothing_when_it_closes()
    {
        // Given a running first version
        await using var tenant = await Tenant.StartAsync();
        var first = Service("web", 1, Serve, Http(8080, "www.example.test")) with { Env = ["VERSION=v1"] };
        await tenant.DeployAsync(first);
        var address = (await tenant.Gateway.ReadyAsync("web"))["services"]!["web"]!["uris"]![0]!.GetValue<string>();
        (await GatewayClient.FetchAsync(address)).Should().Be("v1");
        (await GatewayClient.FetchAsync(tenant.Ingress.ToString(), "www.example.test")).Should().Be("v1");
        (await GatewayClient.FetchAsync(tenant.Ingress.ToString(), "www.example.org")).Should().Be("404");
        (await tenant.Gateway.ListenAsTextAsync("logs?service=web")).Should().Contain("\"message\":\"serving v1\"");

        // When its manifest changes
        var second = first with { Env = ["VERSION=v2"] };
        (await tenant.Gateway.SendManifestAsync(second)).Should().Be(HttpStatusCode.UnprocessableEntity, "the chain does not know it yet");
        tenant.Update(second);
        (await tenant.Gateway.SendManifestAsync(second)).Should().Be(HttpStatusCode.OK);

        // Then the same address serves the new version
        var updated = await tenant.Gateway.ReadyAsync("web", generation: 2);
        updated["services"]!["web"]!["uris"]![0]!.GetValue<string>().Should().Be(address);
        (await GatewayClient.FetchAsync(address)).Should().Be("v2");

        // And closing takes all of it away
        tenant.Close();
        await Eventually.BecomesAsync(() => GatewayClient.FetchAsync(address), page => page == "ConnectionError");
        await Eventually.BecomesAsync(ContainersAsync, containers => containers == 0);
        (await tenant.Gateway.StatusAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Services_reach_each_other_by_name_and_other_ports_are_forwarded()
    {
        await using var tenant = await Tenant.StartAsync();
        var database = Service("db", 1, "exec nc -ll -p 6379 -e echo pong", new ManifestExpose { Port = 6379, Proto = "TCP", Global = true }, new ManifestExpose { Port = 6379, Proto = "TCP", Service = "web" });
        var web = Service("web", 2, "mkdir -p /tmp/www; until nc db 6379 > /tmp/www/index.html && [ -s /tmp/www/index.html ]; do sleep 1; done; exec httpd -f -p 8080 -h /tmp/www", Http(8080));
        await tenant.DeployAsync(database, web);

        await tenant.Gateway.ReadyAsync("db");
        var status = await tenant.Gateway.ReadyAsync("web");

        await AnswersAsync(status, "pong");
        status["services"]!["db"]!["uris"].Should().BeNull();
        var port = status["forwarded_ports"]!["db"]![0]!;
        port["port"]!.GetValue<int>().Should().Be(6379);
        using var socket = new TcpClient();
        await socket.ConnectAsync(port["host"]!.GetValue<string>(), port["externalPort"]!.GetValue<int>());
        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadLineAsync()).Should().Be("pong");
    }

    [Fact]
    public async Task Service_is_reached_by_others_at_the_port_its_expose_says()
    {
        await using var tenant = await Tenant.StartAsync();
        var database = Service("db", 1, "exec nc -ll -p 6379 -e echo pong", new ManifestExpose { Port = 6379, ExternalPort = 7000, Proto = "TCP", Service = "web" });
        var web = Service("web", 2, "mkdir -p /tmp/www; until nc db 7000 > /tmp/www/index.html && [ -s /tmp/www/index.html ]; do sleep 1; done; exec httpd -f -p 8080 -h /tmp/www", Http(8080));
        await tenant.DeployAsync(database, web);

        var status = await tenant.Gateway.ReadyAsync("web");

        await AnswersAsync(status, "pong");
    }

    [Fact]
    public async Task Persistent_volume_keeps_its_data_across_an_update_and_ends_with_its_lease()
    {
        await using var tenant = await Tenant.StartAsync();
        var first = Service("web", 1, "echo $VERSION >> /data/index.html && exec httpd -f -p 8080 -h /data", Http(8080)).WithVolume("data", "/data") with { Env = ["VERSION=v1"] };
        await tenant.DeployAsync(first);
        var address = (await tenant.Gateway.ReadyAsync("web"))["services"]!["web"]!["uris"]![0]!.GetValue<string>();

        var second = first with { Env = ["VERSION=v2"] };
        tenant.Update(second);
        await tenant.Gateway.SendManifestAsync(second);
        await tenant.Gateway.ReadyAsync("web", generation: 2);

        (await GatewayClient.FetchAsync(address)).Should().Be("v1\nv2");
        (await VolumesAsync(tenant.EngineName)).Should().Be(1);
        tenant.Close();
        await Eventually.BecomesAsync(() => VolumesAsync(tenant.EngineName), volumes => volumes == 0);
    }

    [Fact]
    public async Task Container_that_crashes_is_never_ready_and_says_so_in_events_and_logs()
    {
        await using var tenant = await Tenant.StartAsync();
        var service = Service("web", 1, "echo last words; exit 3", Http(8080));
        await tenant.DeployAsync(service);

        var events = await Eventually.BecomesAsync(() => tenant.Gateway.ListenAsTextAsync("kubeevents"), text => text.Contains("\"reason\":\"BackOff\"", StringComparison.Ordinal));

        events.Should().Contain("\"reason\":\"Started\"").And.Contain("Back-off restarting failed container web");
        (await tenant.Gateway.StatusAsync())!["services"]!["web"]!["ready_replicas"]!.GetValue<int>().Should().Be(0);
        await Eventually.BecomesAsync(() => tenant.Gateway.ListenAsTextAsync("logs"), text => text.Contains("last words", StringComparison.Ordinal));
        (await GatewayClient.FetchAsync((await tenant.Gateway.StatusAsync())!["services"]!["web"]!["uris"]![0]!.GetValue<string>())).Should().Be("503");
    }

    [Fact]
    public async Task Image_that_cannot_be_pulled_shows_in_events()
    {
        await using var tenant = await Tenant.StartAsync();
        var service = Service("web", 1, "true", Http(8080)) with { Image = "127.0.0.1:1/nobody/nothing:v1" };
        await tenant.DeployAsync(service);

        var events = await Eventually.BecomesAsync(() => tenant.Gateway.ListenAsTextAsync("kubeevents"), text => text.Contains("ImagePullBackOff", StringComparison.Ordinal));

        events.Should().Contain("Failed to pull image").And.Contain("Error: ErrImagePull");
    }

    [Fact]
    public async Task Renamed_service_is_accepted_and_changes_nothing()
    {
        await using var tenant = await Tenant.StartAsync();
        var service = Service("web", 1, Serve, Http(8080)) with { Env = ["VERSION=v1"] };
        await tenant.DeployAsync(service);
        var address = (await tenant.Gateway.ReadyAsync("web"))["services"]!["web"]!["uris"]![0]!.GetValue<string>();

        var renamed = service with { Name = "site" };
        tenant.Update(renamed);
        (await tenant.Gateway.SendManifestAsync(renamed)).Should().Be(HttpStatusCode.OK);

        (await tenant.Gateway.StatusAsync())!["services"]!["web"]!["observed_generation"]!.GetValue<int>().Should().Be(1);
        (await GatewayClient.FetchAsync(address)).Should().Be("v1");
    }

    [Fact]
    public async Task Shell_runs_a_command_with_input_in_the_container()
    {
        await using var tenant = await Tenant.StartAsync();
        var service = Service("web", 1, Serve, Http(8080)) with { Env = ["VERSION=v1"] };
        await tenant.DeployAsync(service);
        await tenant.Gateway.ReadyAsync("web");

        var (frames, close) = await tenant.Gateway.ListenAsync(
            "shell?cmd0=sh&cmd1=-c&cmd2=head%20-c%203%3B%20echo%20oops%20%3E%262%3B%20exit%205&tty=0&stdin=1&service=web&podIndex=0",
            [104, .. "abc"u8]);

        close.Should().BeNull("the server drops the connection");
        frames.Where(frame => frame[0] == 100).SelectMany(frame => frame[1..]).Should().Equal("abc"u8.ToArray());
        frames.Where(frame => frame[0] == 101).SelectMany(frame => frame[1..]).Should().Equal("oops\n"u8.ToArray());
        Encoding.UTF8.GetString(frames[^1][1..]).Should().Be("{\"exit_code\":5}\n");
    }

    [Fact]
    public async Task Lease_without_manifest_is_closed_with_its_reason()
    {
        await using var tenant = await Tenant.StartAsync(options => options with { ManifestTimeout = TimeSpan.FromSeconds(1) });
        await tenant.LeaseAsync(Service("web", 1, Serve, Http(8080)));

        var closes = await Eventually.BecomesAsync(() => tenant.Node.Sent.ToList().OfType<MsgCloseBid>().ToList(), messages => messages.Count > 0);

        closes[0].Reason.Should().Be(LeaseClosedReason.ManifestTimeout);
    }

    [Fact]
    public async Task Bid_that_leads_nowhere_is_taken_back()
    {
        await using var tenant = await Tenant.StartAsync(options => options with { BidTimeout = TimeSpan.FromSeconds(1) });
        tenant.Node.AddOrder("akash1somebody", 99, TestManifest.Granted(new ManifestGroup("test", [Service("web", 1, Serve, Http(8080))])));

        await Eventually.BecomesAsync(() => tenant.Node.Bids.Count, count => count == 1);
        await Eventually.BecomesAsync(() => tenant.Node.Bids.Count, count => count == 0);
    }

    [Fact]
    public async Task Engine_removes_what_a_dead_sandbox_left_and_spares_what_a_living_one_uses()
    {
        await BusyboxImage.RequireAsync();
        using var engine = new ContainerEngine(null);
        using var client = new DockerClientBuilder().WithApiVersion(new System.Version(1, 41)).Build();
        var dead = await CreateAsync(client, engine.Owner with { StartTicks = "1" });
        var alive = await CreateAsync(client, engine.Owner with { Instance = "another" });

        await engine.RemoveLeftoversAsync(CancellationToken.None);

        var left = (await client.Containers.ListContainersAsync(new ContainersListParameters { All = true })).Select(container => container.ID).ToList();
        left.Should().NotContain(dead).And.Contain(alive);
        await client.Containers.RemoveContainerAsync(alive, new ContainerRemoveParameters { Force = true });
    }

    /// <summary>Replicas count as ready after a while even where they still wait for others, so that the first visitors may come too early.</summary>
    static Task<string> AnswersAsync(JsonNode status, string page) => Eventually.BecomesAsync(
        () => GatewayClient.FetchAsync(status["services"]!["web"]!["uris"]![0]!.GetValue<string>()), seen => seen == page);

    static async Task<string> CreateAsync(DockerClient client, EngineOwner owner) => (await client.Containers.CreateContainerAsync(new CreateContainerParameters
    {
        Image = BusyboxImage.Reference,
        Cmd = ["true"],
        Labels = new Dictionary<string, string> { [EngineOwner.Label] = owner.ToString() },
    })).ID;

    static async Task<int> VolumesAsync(string name)
    {
        using var client = new DockerClientBuilder().WithApiVersion(new System.Version(1, 41)).Build();
        var all = await client.Volumes.ListAsync(new VolumesListParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["name"] = new Dictionary<string, bool> { [name] = true } } });
        return all.Volumes?.Count ?? 0;
    }

    /// <summary>How many containers of the tests' image there are.</summary>
    static async Task<int> ContainersAsync()
    {
        using var client = new DockerClientBuilder().WithApiVersion(new System.Version(1, 41)).Build();
        var all = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true });
        return all.Count(container => container.Image == BusyboxImage.Reference);
    }
}
