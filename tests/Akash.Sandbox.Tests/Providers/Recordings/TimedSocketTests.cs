using System.Text.Json.Nodes;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>
/// Streams and shells that were recorded over up to a minute, frame by frame at their times, pings among them, by a clock of the
/// test's own.
/// </summary>
public sealed class TimedSocketTests
{
    const int Chunk = 32_768;

    /// <summary>A ping is due on the second, and was recorded up to 1 ms before and 30 ms after.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(2);

    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>What <see cref="SocketRecordingTests"/> leaves to this.</summary>
    public static readonly IReadOnlyList<string> Ids =
    [
        "shell.stdin_after_late_pong", "shell.stdin_stalled_after_pong", "shell.stdin_slow_reader", "shell.stdin_stalled_8mb", "shell.stdin_blocked_pipe",
        "shell.idle_unanswered", "shell.idle_answered", "shell.ping_nostdin",
        "logs.follow_live", "logs.follow_client_text", "logs.follow_ping_answered", "logs.follow_ping_unanswered", "logs.follow_ping_unanswered_traffic", "logs.token_expires_meanwhile",
        "events.follow_ping", "events.follow_ping_unanswered",
    ];

    public static TheoryData<string> AllIds => [.. Ids];

    [Theory]
    [MemberData(nameof(AllIds))]
    public async Task Frames_come_at_their_times_as_recorded(string id)
    {
        var recorded = RecordedCase.ReadSockets().Single(recorded => recorded.Id == id);
        await using var gateway = await StartAsync(recorded);
        var (status, opened) = await RawSocket.OpenAsync(gateway, recorded);
        await using var socket = opened;
        status.Should().Be(101);
        if (recorded.Group != "events") await gateway.Engine.Begun.WaitAsync(TestContext.Current.CancellationToken);
        var conversation = new Conversation(gateway, socket, recorded);

        foreach (var frame in recorded.Frames.Where(frame => frame.Type.Length > 0)) await conversation.StepAsync(frame);

        await conversation.EndAsync();
    }

    static async Task<RecordedGateway> StartAsync(RecordedCase recorded)
    {
        var put = RecordedCase.ReadHttp().Single(put => put.Id == (recorded.Dseq == 2352 ? "update.new" : "lifecycle.put_after_lease.0"));
        var engine = new ScriptedEngine();
        // What was there when the stream began: one line, where it asked for one.
        engine.Logs["web"] = recorded.Frames.FirstOrDefault(frame => frame.Type == "text" && frame.FromServer) is { } first && recorded.Path.Contains("tail=1", StringComparison.Ordinal) ? [Message(first)] : [];
        var gateway = await RecordedGateway.StartAsync(engine: engine);
        engine.Commands = command => new RecordedProcess(command[^1], gateway.SocketTime);
        gateway.Create(put.Owner, put.Dseq, put.RequestBody!);
        gateway.Lease(put.Owner, put.Dseq);
        (await gateway.PlayAsync(put)).Status.Should().Be(200);
        await gateway.ReadyAsync(put.Owner, put.Dseq);
        return gateway;
    }

    static string Message(RecordedFrame frame) => JsonNode.Parse(frame.Text)!["message"]!.GetValue<string>();

    /// <summary>A recorded case as it goes on.</summary>
    sealed class Conversation(RecordedGateway gateway, RawSocket socket, RecordedCase recorded)
    {
        readonly DateTimeOffset begun = gateway.SocketTime.GetUtcNow();
        readonly bool isRead = recorded.Group == "shell" && recorded.Path.Contains("stdin=1", StringComparison.Ordinal);
        readonly Queue<RawFrame> early = [];
        Task sending = Task.CompletedTask;
        int lines;
        bool isBlocked;

        public async Task StepAsync(RecordedFrame frame)
        {
            // Which events a cluster has is its own affair.
            if (frame.Type == "text" && recorded.Group == "events") return;
            Advance(frame.Time + (frame.FromServer ? Slack : TimeSpan.Zero));
            if (frame.FromServer) await ExpectAsync(frame);
            else await SayAsync(frame);
        }

        public async Task EndAsync()
        {
            using var quiet = new CancellationTokenSource(recorded.StaysOpen ? Quiet : TimeSpan.FromSeconds(30));
            try
            {
                (await NextAsync(quiet.Token)).Should().BeNull(recorded.Id);
                recorded.StaysOpen.Should().BeFalse();
            }
            catch (OperationCanceledException) when (recorded.StaysOpen)
            {
                // It stays open, as it should.
            }
        }

        void Advance(TimeSpan time)
        {
            if (begun + time - gateway.SocketTime.GetUtcNow() is { Ticks: > 0 } rest) gateway.SocketTime.Advance(rest);
        }

        async Task ExpectAsync(RecordedFrame frame)
        {
            if (frame.Type == "text" && lines++ >= gateway.Engine.Logs["web"].Count) gateway.Engine.Append("web", Message(frame));
            var next = await NextAsync(TestContext.Current.CancellationToken);
            next.Should().NotBeNull();
            Summary(next!.Type, next.Payload).Should().Be(frame.Type switch
            {
                "text" => $"text {Message(frame)}",
                "binary" => $"binary {Convert.ToHexString([frame.Code!.Value, .. frame.Payload!])}",
                "close" => $"close {frame.CloseCode} {frame.CloseReason}",
                _ => $"{frame.Type} {Convert.ToHexString(frame.Payload!)}",
            });
        }

        static string Summary(string type, byte[] payload) => type switch
        {
            "text" => $"text {JsonNode.Parse(payload)!["message"]}",
            "close" => $"close {new RawFrame(type, payload).CloseCode} {new RawFrame(type, payload).CloseReason}",
            _ => $"{type} {Convert.ToHexString(payload)}",
        };

        async Task<RawFrame?> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var next = early.TryDequeue(out var met) ? met : await socket.ReadAsync(cancellationToken);
                if (next?.Type != "text" || recorded.Group != "events") return next;
            }
        }

        async Task SayAsync(RecordedFrame frame)
        {
            var isLong = frame is { Type: "binary", Payload: null };
            sending = sending.ContinueWith(_ => isLong ? socket.SendInputAsync(Chunk, recorded.InputSize) : socket.SendAsync(frame), TaskScheduler.Default).Unwrap();
            if (isLong) await ((RecordedProcess)gateway.Engine.Running!).Full;
            isBlocked |= isLong;
            if (isBlocked) return;
            await sending;
            // The gateway's own answer tells that it has read what came before.
            if (!isRead || frame.Type != "pong") return;
            foreach (var met in await socket.SynchroniseAsync(TestContext.Current.CancellationToken)) early.Enqueue(met);
        }
    }
}
