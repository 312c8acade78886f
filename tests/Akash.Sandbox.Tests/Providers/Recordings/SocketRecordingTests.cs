using System.Text;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>Logs, events and shells of a real gateway against ours: frames, codes, ends.</summary>
[Collection("containers")]
public sealed class SocketRecordingTests
{
    static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    readonly IReadOnlyList<RecordedCase> all = RecordedCase.ReadSockets();

    [Fact]
    public async Task Handshakes_that_fail_are_answered_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        var refused = all.Where(recorded => recorded.Status != 101).ToList();
        refused.Should().HaveCountGreaterThan(20);

        foreach (var recorded in refused) RecordedAnswers.AssertSame(await gateway.PlayAsync(recorded), recorded);
    }

    [Fact]
    public async Task Logs_and_events_of_a_running_lease_come_as_recorded()
    {
        await using var gateway = await StartAsync();

        foreach (var recorded in Playable().Where(recorded => recorded.Group is "logs" or "events" or "handshake" && !IsBeforeStart(recorded)))
        {
            // A line had come when the handshakes were recorded.
            if (recorded.Group == "handshake") gateway.Engine.Logs["web"] = [Message(JsonNode.Parse(recorded.Frames[0].Text)!)];
            await PlayAsync(gateway, recorded);
        }
    }

    [Fact]
    public async Task Logs_and_events_of_containers_that_have_not_started_come_as_recorded()
    {
        await using var gateway = await StartAsync(held: true);

        foreach (var recorded in Playable().Where(recorded => IsBeforeStart(recorded)))
            await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Streams_of_a_lease_that_is_gone_end_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync();

        foreach (var recorded in Playable().Where(recorded => recorded.Group == "closed" || recorded.Id.Contains("_gone", StringComparison.Ordinal))) await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Streams_without_a_cluster_end_as_recorded()
    {
        await using var gateway = await RecordedGateway.StartAsync(new ProviderBehaviour { ClusterIsDown = true });

        foreach (var recorded in Playable().Where(recorded => recorded.Group == "kube-down")) await PlayAsync(gateway, recorded);
    }

    [Fact]
    public async Task Commands_in_a_real_container_end_as_recorded()
    {
        // Given a lease whose commands run in a real container
        await BusyboxImage.RequireAsync();
        using var engine = new ContainerEngine(null);
        using var client = new DockerClientBuilder().WithApiVersion(new System.Version(1, 41)).Build();
        var container = await engine.CreateContainerAsync(new CreateContainerParameters { Image = BusyboxImage.Reference, Cmd = ["sleep", "600"] });
        await engine.StartContainerAsync(container);
        try
        {
            await using var gateway = await StartAsync(new ScriptedEngine(engine, container));

            foreach (var recorded in Playable().Where(recorded => recorded.Group == "shell" && !IsBeforeStart(recorded))) await PlayAsync(gateway, recorded);
        }
        finally
        {
            await engine.RemoveContainerAsync(container);
        }
    }

    static bool IsBeforeStart(RecordedCase recorded) =>
        recorded.Id is "persistent.shell" || recorded.Id.Contains("pods_pending", StringComparison.Ordinal) || recorded.Id.StartsWith("shell.not_ready", StringComparison.Ordinal);

    IEnumerable<RecordedCase> Playable() => all.Where(recorded => recorded.Status == 101 && Uncompared.ReasonFor(recorded.Id) is null && !TimedSocketTests.Ids.Contains(recorded.Id));

    /// <summary>The lease of the recordings with the lines that its pods had written.</summary>
    async Task<RecordedGateway> StartAsync(ScriptedEngine? engine = null, bool held = false)
    {
        engine ??= new ScriptedEngine();
        var plain = all.Single(recorded => recorded.Id == "logs.plain").Frames.Select(frame => JsonNode.Parse(frame.Text)!).ToList();
        engine.Logs["web"] = [.. plain.Where(line => Pod(line).StartsWith("web-", StringComparison.Ordinal)).Select(Message)];
        engine.Logs["worker"] = [.. plain.Where(line => Pod(line) == plain.Select(Pod).First(pod => pod.StartsWith("worker-", StringComparison.Ordinal))).Select(Message)];
        var gateway = await RecordedGateway.StartAsync(engine: engine);
        if (held) engine.HoldStarts();
        foreach (var (id, dseq) in new[] { ("lifecycle.put_after_lease.0", 1521ul), ("update.new", 2352ul), ("persistent.put", 3235ul) })
        {
            var put = RecordedCase.ReadHttp().Single(recorded => recorded.Id == id);
            gateway.Create(put.Owner, dseq, put.RequestBody!);
            gateway.Lease(put.Owner, dseq);
            (await gateway.PlayAsync(put)).Status.Should().Be(200);
            if (held) await gateway.SettleAsync(put.Owner, dseq);
            else await gateway.ReadyAsync(put.Owner, dseq);
        }

        return gateway;
    }

    static async Task PlayAsync(RecordedGateway gateway, RecordedCase recorded)
    {
        var (status, socket) = await RawSocket.OpenAsync(gateway, recorded);
        await using var open = socket;
        status.Should().Be(101, recorded.Id);
        var frames = new List<RawFrame>();
        var ended = false;

        // The recorder's frames are sent when what came before them has come.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var expected = 0;
        foreach (var frame in recorded.Frames.Where(IsCompared))
        {
            // How many events a cluster has is its own affair.
            if (frame.FromServer) expected += recorded.Group == "events" && frame.Type == "text" ? 0 : Size(frame);
            else
            {
                while (frames.Sum(Size) < expected && await socket.ReadAsync(patience.Token) is { } early) frames.Add(early);
                await socket.SendAsync(frame);
            }
        }

        using var quiet = recorded.StaysOpen ? CancellationTokenSource.CreateLinkedTokenSource(patience.Token) : null;
        try
        {
            while (true)
            {
                if (frames.Sum(Size) >= expected) quiet?.CancelAfter(Quiet);
                if (await socket.ReadAsync(quiet?.Token ?? patience.Token) is not { } next) break;
                frames.Add(next);
            }

            ended = true;
        }
        catch (OperationCanceledException) when (recorded.StaysOpen && quiet!.IsCancellationRequested)
        {
            // It stays open, as it should.
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{recorded.Id} does not end; so far came {string.Join(", ", frames)}");
        }

        ended.Should().Be(!recorded.StaysOpen, recorded.Id);
        Summary(frames.Select(frame => (frame.Type, (int?)(frame.Type == "binary" ? frame.Payload[0] : null), frame.Type == "binary" ? frame.Payload[1..] : frame.Payload)), frames.LastOrDefault()?.CloseCode, frames.LastOrDefault()?.CloseReason ?? "")
            .Should().Be(Summary(
                recorded.Frames.Where(frame => frame.FromServer && IsCompared(frame)).Select(frame => (frame.Type, (int?)frame.Code, frame.Type == "text" ? Encoding.UTF8.GetBytes(frame.Text) : frame.Payload ?? new byte[frame.Length - 1])),
                recorded.Frames.LastOrDefault(frame => frame.FromServer)?.CloseCode, recorded.Frames.LastOrDefault(frame => frame.FromServer)?.CloseReason ?? ""), recorded.Id);
    }

    /// <summary>Pings depend on the time a test has; how outputs are cut into frames on the reader.</summary>
    static bool IsCompared(RecordedFrame frame) => frame.Type is "text" or "binary" or "close" || (frame is { Type: "ping", FromServer: false } or { Type: "pong", FromServer: true });

    /// <summary>Of outputs only what they carry counts: how they are cut into frames is chance.</summary>
    static int Size(RecordedFrame frame) => frame.Type == "binary" ? Math.Max(0, frame.Length - 1) : 1;

    static int Size(RawFrame frame) => frame.Type == "binary" ? frame.Payload.Length - 1 : 1;

    static string Summary(IEnumerable<(string Type, int? Code, byte[] Payload)> frames, int? closeCode, string reason)
    {
        var all = frames.ToList();
        var outputs = all.Where(frame => frame.Type == "binary").GroupBy(frame => frame.Code).OrderBy(frame => frame.Key)
            .Select(frame => $"{frame.Key}:{Digest(frame.SelectMany(part => part.Payload).ToArray())}");
        var lines = all.Where(frame => frame.Type == "text").Select(frame => JsonNode.Parse(frame.Payload)!).GroupBy(Source).OrderBy(pod => pod.Key, StringComparer.Ordinal)
            .Select(pod => $"{pod.Key}: {string.Join(" | ", pod.Key == "event" ? pod.Select(Content).Distinct() : pod.Select(Content).Order(StringComparer.Ordinal))}");
        return string.Join('\n', lines.Concat(outputs).Append($"close {closeCode} {reason}"));
    }

    /// <summary>Short outputs in full.</summary>
    static string Digest(byte[] output) => output.Length <= 2000 ? Convert.ToHexString(output) : $"{output.Length} bytes";

    /// <summary>A service's pods are told apart by nothing but chance; events are the cluster's own, of which only the form is compared.</summary>
    static string Source(JsonNode frame) => frame["reason"] is null ? Pod(frame).Split('-')[0] : "event";

    static string Content(JsonNode frame) => frame["reason"] is null ? Message(frame) : string.Join(',', frame.AsObject().Select(member => member.Key).Where(name => name != "reportingInstance"));

    static string Pod(JsonNode line) => line["name"]!.GetValue<string>();

    static string Message(JsonNode line) => line["message"]!.GetValue<string>();
}
