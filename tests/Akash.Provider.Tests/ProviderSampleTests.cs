using System.Text;
using Akash.Provider.Tests.Peers;
using Akash.Tests;

namespace Akash.Provider.Tests;

public sealed class ProviderSampleTests
{
    const string Web = """{"name":"web","available":1,"total":1,"uris":null,"observed_generation":1,"replicas":1,"updated_replicas":1,"ready_replicas":1,"available_replicas":1}""";

    [Fact]
    public async Task Documented_sample_deploys_reads_and_runs()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(200),
            GatewayPeer.Answer(200, $$"""{"services":{"web":{{Web}}},"forwarded_ports":null,"ips":null}"""),
            SocketPeer.Logs(("web-1", "hello")),
            GatewayPeer.Answer(200, Web),
            SocketPeer.Upgrade(async socket =>
            {
                await socket.BinaryAsync(100, "Linux");
                await socket.BinaryAsync(102, """{"exit_code":0}""");
            }));
        var told = new List<string>();
        using var output = new MemoryStream();

        var exit = await ProviderSample.ShowAsync(
            new ProviderIdentity(GatewayPeer.Address, peer.Uri), TestSigner.Any, peer.Registry, 7, "[]", "web", told.Add, output, TestContext.Current.CancellationToken);

        exit.Should().Be(0);
        told.Should().Equal("hello");
        Encoding.UTF8.GetString(output.ToArray()).Should().Be("Linux");
    }

    [Fact]
    public void Documented_sample_is_the_one_that_runs()
    {
        var source = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "tests/Akash.Provider.Tests/ProviderSample.cs"));

        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "docs/libraries.md")).Should().Contain(source[(source.IndexOf('\n') + 1)..].TrimEnd());
    }
}
