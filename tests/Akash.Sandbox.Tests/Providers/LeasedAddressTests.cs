using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Workloads;
using Akash.Sandbox.Tests.Providers.Recordings;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Ports over UDP and at leased addresses, to a service that listens on this machine.</summary>
public sealed class LeasedAddressTests
{
    const string Owner = "akash1owner";

    [Fact]
    public async Task Datagrams_to_a_forwarded_port_reach_the_service_and_come_back()
    {
        using var service = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var gateway = await RecordedGateway.StartAsync();
        var workload = await DeployAsync(gateway, 1, Expose(service, "UDP"));

        var port = workload.Services[0].Exposure.ForwardedPorts.Single();
        using var client = new UdpClient();
        await client.SendAsync("ping"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, port.ExternalPort));
        var received = await service.ReceiveAsync();
        await service.SendAsync("pong"u8.ToArray(), received.RemoteEndPoint);

        Encoding.ASCII.GetString(received.Buffer).Should().Be("ping");
        Encoding.ASCII.GetString((await client.ReceiveAsync()).Buffer).Should().Be("pong");
        port.Proto.Should().Be("UDP");
    }

    [Fact]
    public async Task Leased_address_serves_its_port_and_moves_to_another_deployment_on_request()
    {
        // Given two deployments of one owner with one endpoint
        using var first = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var second = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var gateway = await RecordedGateway.StartAsync();
        var holder = await DeployAsync(gateway, 1, Expose(first, "UDP") with { ExternalPort = 5353, Ip = "myip" });
        var waiting = await DeployAsync(gateway, 2, Expose(second, "UDP") with { ExternalPort = 5353, Ip = "myip" });
        var address = holder.LeasedPorts!.Single();
        waiting.LeasedPorts.Should().BeEmpty("the port of the address is the other's");
        await SendAsync(address.Address);
        (await first.ReceiveAsync()).Buffer.Should().HaveCount(4);

        // When it is moved
        await waiting.TakeAddressesAsync();

        // Then the same address leads to the other
        var moved = waiting.LeasedPorts!.Single();
        moved.Address.Should().Be(address.Address);
        (moved.Port, moved.ExternalPort, moved.Proto).Should().Be(((uint)((IPEndPoint)second.Client.LocalEndPoint!).Port, 5353u, "UDP"));
        holder.LeasedPorts.Should().BeEmpty();
        await SendAsync(address.Address);
        (await second.ReceiveAsync()).Buffer.Should().HaveCount(4);
    }

    [Fact]
    public async Task Status_lists_leased_addresses_with_their_capitals()
    {
        using var service = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var gateway = await RecordedGateway.StartAsync();
        var workload = await DeployAsync(gateway, 1, Expose(service, "UDP") with { ExternalPort = 5353, Ip = "myip" });

        var status = JsonNode.Parse(Akash.Sandbox.Providers.Gateway.StatusText.Lease(workload.Stored!, workload.Services, workload.LeasedPorts))!;

        var entry = status["ips"]!["web"]![0]!.AsObject();
        entry.Select(member => member.Key).Should().Equal("Port", "ExternalPort", "Protocol", "IP");
        entry["ExternalPort"]!.GetValue<int>().Should().Be(5353);
    }

    [Fact]
    public void Container_is_told_its_gpus_as_a_device_plugin_would_tell_it()
    {
        var model = new Akash.Sandbox.Providers.Market.GpuModel("nvidia", "a100", "80Gi", "sxm", 2);
        var place = new PodPlace(new LeaseKey(Owner, 1, 1, 1, "akash1provider"), "prefix", "network", "127.0.0.1", "web", 0, "web-0")
        {
            Devices = [new(model, "GPU-1"), new(model, "GPU-2")],
        };

        CreateContainerParameters container = ContainerRecipe.For(TestManifest.Service("web", 1, "true"), place);

        container.Env.Should().Contain("NVIDIA_VISIBLE_DEVICES=GPU-1,GPU-2");
    }

    static ManifestExpose Expose(UdpClient service, string proto) => new() { Port = (uint)((IPEndPoint)service.Client.LocalEndPoint!).Port, Proto = proto, Global = true };

    static async Task SendAsync(IPAddress address)
    {
        using var client = new UdpClient();
        await client.SendAsync("ping"u8.ToArray(), new IPEndPoint(address, 5353));
    }

    static async Task<LeaseWorkload> DeployAsync(RecordedGateway gateway, ulong dseq, ManifestExpose expose)
    {
        var manifest = Encoding.UTF8.GetBytes(ManifestText.Canonical(TestManifest.Of(TestManifest.Service("web", 1, "true", expose))));
        gateway.Create(Owner, dseq, manifest);
        gateway.Lease(Owner, dseq);
        try
        {
            gateway.Leases.Submit(new DeploymentKey(Owner, dseq), manifest);
        }
        catch (ManifestRefusedException refused)
        {
            Assert.Fail(refused.Message);
        }

        await gateway.ReadyAsync(Owner, dseq);
        return gateway.Leases.Find(new LeaseKey(Owner, dseq, 1, 1, RecordedGateway.Provider))!;
    }
}
