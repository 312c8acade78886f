using System.Text;
using Akash.Provider.Shell;
using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Shell;

public sealed class ShellTests
{
    const string Running = """{"name":"web","available":1,"total":1,"uris":null,"observed_generation":1,"replicas":1,"updated_replicas":1,"ready_replicas":1,"available_replicas":1}""";

    static readonly LeasePath Lease = new(7, 1, 1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_gives_its_outputs_and_its_exit_code()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, Running), SocketPeer.Upgrade(async socket =>
        {
            await socket.BinaryAsync(100, "out");
            await socket.BinaryAsync(101, "err");
            await socket.BinaryAsync(102, """{"exit_code":3}""" + "\n");
        }));
        using var gateway = peer.Connect();
        using var output = new MemoryStream();
        using var error = new MemoryStream();

        var exit = await gateway.ExecuteAsync(Lease, new ShellCommand("web", ["sh", "-c", "a b&c"]), new ShellStreams(null, output, error), Stop);

        exit.Should().Be(3);
        Encoding.UTF8.GetString(output.ToArray()).Should().Be("out");
        Encoding.UTF8.GetString(error.ToArray()).Should().Be("err");
        peer.Requests.Last().PathAndQuery.Should().Be("/lease/7/1/1/shell?cmd0=sh&cmd1=-c&cmd2=a%20b%26c&service=web&podIndex=0&tty=0&stdin=0");
    }

    [Fact]
    public async Task Input_is_sent_in_frames_of_its_own()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, Running), SocketPeer.Upgrade(async socket =>
        {
            var (_, payload) = await socket.ReadFrameAsync();
            await socket.BinaryAsync(100, $"{payload[0]} {Encoding.UTF8.GetString(payload, 1, payload.Length - 1)}");
            await socket.BinaryAsync(102, """{"exit_code":0}""");
        }));
        using var gateway = peer.Connect();
        using var input = new MemoryStream("hello"u8.ToArray());
        using var output = new MemoryStream();

        await gateway.ExecuteAsync(Lease, new ShellCommand("web", ["head", "-c", "5"]), new ShellStreams(input, output, Stream.Null), Stop);

        Encoding.UTF8.GetString(output.ToArray()).Should().Be("104 hello");
        peer.Requests.Last().PathAndQuery.Should().EndWith("&stdin=1");
    }

    [Theory]
    [InlineData(102, """{"exit_code":0,"message":"remote command execute error: no such service exists with that name"}""", "*no such service*")]
    [InlineData(103, "", "*broke the command off*")]
    [InlineData(100, "output and no result", "*without saying how*")]
    public async Task Command_without_a_result_of_its_own_has_failed(byte code, string payload, string message)
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(200, Running), SocketPeer.Upgrade(socket => socket.BinaryAsync(code, payload)));
        using var gateway = peer.Connect();

        var running = () => gateway.ExecuteAsync(Lease, new ShellCommand("web", ["true"]), new ShellStreams(null, Stream.Null, Stream.Null), Stop);

        await running.Should().ThrowAsync<ProviderException>().WithMessage(message);
    }

    [Fact]
    public async Task Command_for_a_lease_that_is_gone_is_not_taken_for_a_success()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(404, "kube: no manifest for lease\n"), SocketPeer.Upgrade(socket => socket.BinaryAsync(102, """{"exit_code":0}""")));
        using var gateway = peer.Connect();

        var running = () => gateway.ExecuteAsync(Lease, new ShellCommand("web", ["true"]), new ShellStreams(null, Stream.Null, Stream.Null), Stop);

        (await running.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.LeaseUnknown);
    }

    [Fact]
    public async Task Command_that_says_nothing_is_not_taken_for_a_success_when_its_lease_has_gone_meanwhile()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(200, Running), SocketPeer.Upgrade(socket => socket.BinaryAsync(102, """{"exit_code":0}""")), GatewayPeer.Answer(404));
        using var gateway = peer.Connect();

        var running = () => gateway.ExecuteAsync(Lease, new ShellCommand("web", ["true"]), new ShellStreams(null, Stream.Null, Stream.Null), Stop);

        (await running.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.LeaseUnknown);
    }

    [Fact]
    public async Task Terminal_is_told_its_sizes_width_first()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200, Running), SocketPeer.Upgrade(async socket =>
        {
            var (_, first) = await socket.ReadFrameAsync();
            var (_, second) = await socket.ReadFrameAsync();
            await socket.BinaryAsync(100, $"{Convert.ToHexString(first)} {Convert.ToHexString(second)}");
            await socket.BinaryAsync(102, """{"exit_code":0}""");
        }));
        using var gateway = peer.Connect();
        using var output = new MemoryStream();

        var streams = new ShellStreams(Stream.Null, output, Stream.Null) { Sizes = Sizes(new TerminalSize(80, 24), new TerminalSize(300, 100)) };
        await gateway.ExecuteAsync(Lease, new ShellCommand("web", ["sh"]) { Terminal = true }, streams, Stop);

        Encoding.UTF8.GetString(output.ToArray()).Should().Be("6900500018 69012C0064");
        peer.Requests.Last().PathAndQuery.Should().EndWith("&tty=1&stdin=1");
    }

    static async IAsyncEnumerable<TerminalSize> Sizes(params TerminalSize[] sizes)
    {
        foreach (var size in sizes)
        {
            await Task.Yield();
            yield return size;
        }
    }
}
