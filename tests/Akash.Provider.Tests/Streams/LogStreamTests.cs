using Akash.Provider.Streams;
using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Streams;

public sealed class LogStreamTests
{
    static readonly LeasePath Lease = new(7, 1, 1);
    static readonly LogQuery Follow = new([], Follow: true, Tail: null);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_end_with_the_connection_when_they_are_not_followed()
    {
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Logs(("web-1", "one"), ("db-0", "two")));
        using var gateway = peer.Connect();

        var lines = await ReadAsync(gateway, new LogQuery(["web", "db"], Follow: false, Tail: 20));

        lines.Should().Equal(new LogLine("web-1", "one"), new LogLine("db-0", "two"));
        var request = peer.Requests.Should().ContainSingle().Subject;
        request.PathAndQuery.Should().Be("/lease/7/1/1/logs?follow=false&tail=20&service=web,db");
        request.Authorization.Should().StartWith("Bearer ");
    }

    [Fact]
    public async Task Followed_logs_neither_lose_nor_double_lines_over_dropped_connections()
    {
        await using var peer = await GatewayPeer.StartAsync(
            SocketPeer.Logs(("web-1", "a"), ("db-0", "x"), ("web-1", "b")),
            SocketPeer.Logs(("web-1", "a"), ("web-1", "b"), ("web-1", "c"), ("db-0", "x")),
            SocketPeer.Logs(("web-1", "a"), ("web-1", "b"), ("web-1", "c"), ("web-2", "new"), ("db-0", "x"), ("db-0", "y")),
            SocketPeer.Close(4001));
        using var gateway = peer.Connect();

        var lines = await ReadAsync(gateway, Follow);

        lines.Select(line => $"{line.Pod} {line.Message}").Should().Equal("web-1 a", "db-0 x", "web-1 b", "web-1 c", "web-2 new", "db-0 y");
        peer.Requests.Select(request => request.PathAndQuery.Contains("tail=1000", StringComparison.Ordinal)).Should().Equal(false, true, true, true);
    }

    [Fact]
    public async Task Followed_logs_wait_while_no_pod_runs()
    {
        await using var peer = await GatewayPeer.StartAsync(
            SocketPeer.Close(4000, "no running pods"), SocketPeer.Logs(), SocketPeer.Close(4002), SocketPeer.Logs(("web-1", "a")), SocketPeer.Close(4001));
        using var gateway = peer.Connect();

        (await ReadAsync(gateway, Follow)).Should().Equal(new LogLine("web-1", "a"));
    }

    [Fact]
    public async Task Logs_are_empty_when_no_pod_runs()
    {
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Close(4000, "no running pods"));
        using var gateway = peer.Connect();

        (await ReadAsync(gateway, new LogQuery([], Follow: false, Tail: null))).Should().BeEmpty();
    }

    [Theory]
    [InlineData(4001, ProviderFailure.LeaseUnknown)]
    [InlineData(4002, ProviderFailure.ClusterUnreachable)]
    [InlineData(4000, ProviderFailure.Unexpected)]
    public async Task Logs_fail_when_the_gateway_says_why_there_are_none(int code, ProviderFailure failure)
    {
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Close(code));
        using var gateway = peer.Connect();

        var reading = () => ReadAsync(gateway, new LogQuery([], Follow: false, Tail: null));

        (await reading.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(failure);
    }

    [Fact]
    public async Task Refused_token_is_replaced_once_for_a_stream()
    {
        await using var peer = await GatewayPeer.StartAsync(
            GatewayPeer.Answer(400, """{"message":"JWT has invalid claims"}"""), SocketPeer.Logs(("web-1", "a")));
        using var gateway = peer.Connect();

        (await ReadAsync(gateway, new LogQuery([], Follow: false, Tail: null))).Should().HaveCount(1);
    }

    [Fact]
    public async Task Stream_without_a_right_to_it_fails()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(401, """{"message":"unauthorized access"}"""));
        using var gateway = peer.Connect();

        var reading = () => ReadAsync(gateway, Follow);

        (await reading.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.Unauthorized);
        peer.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Stream_to_a_stranger_is_not_opened()
    {
        await using var peer = await GatewayPeer.StartAsync(TestCertificates.SelfSigned("akash1somebody"), SocketPeer.Logs());
        using var gateway = peer.Connect();

        var reading = () => ReadAsync(gateway, Follow);

        (await reading.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.Untrusted);
    }

    [Fact]
    public async Task Pings_are_answered_while_lines_are_not_taken()
    {
        var answered = new TaskCompletionSource<byte>();
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Upgrade(async socket =>
        {
            await socket.TextAsync("""{"name":"web-1","message":"a"}""");
            await socket.PingAsync();
            answered.SetResult((await socket.ReadFrameAsync()).Head);
        }));
        using var gateway = peer.Connect();

        await using var lines = gateway.ReadLogsAsync(Lease, new LogQuery([], Follow: false, Tail: null), Stop).GetAsyncEnumerator(Stop);
        await lines.MoveNextAsync();

        (await answered.Task.WaitAsync(Stop)).Should().Be(0x8A, "that is a pong");
    }

    [Fact]
    public async Task Lines_longer_than_a_buffer_arrive_whole()
    {
        var line = new string('x', 60_000);
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Logs(("web-1", line)));
        using var gateway = peer.Connect();

        (await ReadAsync(gateway, new LogQuery([], Follow: false, Tail: null))).Should().Equal(new LogLine("web-1", line));
    }

    [Fact]
    public async Task Following_ends_at_once_when_it_is_cancelled()
    {
        await using var peer = await GatewayPeer.StartAsync(SocketPeer.Upgrade(async socket =>
        {
            await socket.TextAsync("""{"name":"web-1","message":"a"}""");
            await socket.ReadFrameAsync();
        }));
        using var gateway = peer.Connect();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var reading = async () =>
        {
            await foreach (var _ in gateway.ReadLogsAsync(Lease, Follow, cancel.Token)) await cancel.CancelAsync();
        };

        await reading.Should().ThrowAsync<OperationCanceledException>();
    }

    static async Task<List<LogLine>> ReadAsync(ProviderGateway gateway, LogQuery query)
    {
        var lines = new List<LogLine>();
        await foreach (var line in gateway.ReadLogsAsync(Lease, query, Stop)) lines.Add(line);
        return lines;
    }
}
