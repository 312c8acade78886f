using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>GET {l}/shell (provider.md 3.10): a command in a ready pod, binary frames whose first byte is a code.</summary>
sealed class ShellSession : IDisposable
{
    const byte Stdout = 100;
    const byte Stderr = 101;
    const byte Result = 102;
    const byte Failure = 103;
    const byte Stdin = 104;
    const byte Resize = 105;
    const int LargestChunk = 32_768;
    const string RefusedStart = "OCI runtime exec failed";

    readonly WebSocket socket;
    readonly SemaphoreSlim turn = new(1, 1);

    ShellSession(WebSocket socket) => this.socket = socket;

    public static async Task AnswerAsync(HttpContext context, LeaseWorkload? workload, IContainerEngine engine, bool breaksOff)
    {
        if (ShellQuery.Read(context) is not { } query)
        {
            await Answer.EmptyAsync(context, 400);
            return;
        }

        using var socket = await SocketHandshake.TryAcceptAsync(context);
        if (socket is null) return;
        using var session = new ShellSession(socket);
        try
        {
            if (breaksOff) await session.SendAsync(Failure, default);
            else await session.RunAsync(query, workload, engine, context.RequestAborted);
        }
        catch (Exception broken) when (broken is WebSocketException or IOException or OperationCanceledException)
        {
            // The client is gone; its command goes on until it ends or writes.
        }
    }

    async Task RunAsync(ShellQuery query, LeaseWorkload? workload, IContainerEngine engine, CancellationToken cancellationToken)
    {
        if (workload?.Stored is null)
        {
            await SendResultAsync(0, null);
            return;
        }

        if (Problem(query, workload, out var pod) is { } problem)
        {
            await SendResultAsync(0, problem);
            return;
        }

        using var command = await engine.ExecuteAsync(pod!.ContainerId!, query.Command, query.Terminal, query.Input, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = query.Input ? ReadInputAsync(command, query.Terminal, ended.Token) : Task.CompletedTask;
        var refusal = await CopyOutputAsync(command.Stream, cancellationToken);
        var exitCode = await command.ReadExitCodeAsync(cancellationToken);
        if (refusal) await SendResultAsync(0, "remote command execute error: command could not be executed because it does not exist");
        else await SendResultAsync(exitCode, null);
        await ended.CancelAsync();
        await input;
    }

    static string? Problem(ShellQuery query, LeaseWorkload workload, out Pod? pod)
    {
        pod = null;
        if (workload.FindService(query.Service) is not { } service) return "kube: no service for that lease";
        var pods = service.Pods;
        if (pods.All(candidate => !candidate.IsReady)) return "no active replicase for service";
        if (query.PodIndex >= pods.Count) return $"remote command execute error: pod index out of range: valid range is [0, {pods.Count - 1}]";
        pod = pods[query.PodIndex];
        return pod.IsReady && pod.ContainerId is not null
            ? null
            : "remote command execute error: service with that name is not running: the service is not ready";
    }

    /// <summary>True where the engine could not start the command: its words then come in place of output.</summary>
    async Task<bool> CopyOutputAsync(MultiplexedStream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestChunk];
        var first = true;
        while (true)
        {
            var read = await output.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            if (read.EOF) return false;
            if (first && Encoding.UTF8.GetString(buffer, 0, read.Count).StartsWith(RefusedStart, StringComparison.Ordinal)) return true;
            first = false;
            await SendAsync(read.Target == MultiplexedStream.TargetStream.StandardError ? Stderr : Stdout, buffer.AsMemory(0, read.Count));
        }
    }

    /// <summary>Passes frames on; text and empty ones are skipped, an unknown code ends the reading. There is no end of input.</summary>
    async Task ReadInputAsync(IContainerCommand command, bool terminal, CancellationToken cancellationToken)
    {
        var frame = new MemoryStream();
        var buffer = new byte[LargestChunk];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                    return;
                }

                frame.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                var content = frame.ToArray();
                frame.SetLength(0);
                if (received.MessageType == WebSocketMessageType.Text || content.Length == 0) continue;
                if (!await TakeAsync(command, terminal, content, cancellationToken)) return;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The command or the connection ended.
        }
    }

    static async Task<bool> TakeAsync(IContainerCommand command, bool terminal, byte[] frame, CancellationToken cancellationToken)
    {
        switch (frame[0])
        {
            case Stdin:
                await command.Stream.WriteAsync(frame, 1, frame.Length - 1, cancellationToken);
                return true;
            case Resize when frame.Length >= 5:
                if (terminal) await command.ResizeAsync(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)), BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3)), cancellationToken);
                return true;
            default:
                return false;
        }
    }

    Task SendResultAsync(int exitCode, string? message)
    {
        var members = new JsonObject { ["exit_code"] = exitCode };
        if (message is not null) members["message"] = message;
        return SendAsync(Result, Encoding.UTF8.GetBytes(GoJson.Write(members) + "\n"));
    }

    async Task SendAsync(byte code, ReadOnlyMemory<byte> payload)
    {
        await turn.WaitAsync();
        try
        {
            byte[] frame = [code, .. payload.Span];
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    sealed record ShellQuery(IReadOnlyList<string> Command, string Service, int PodIndex, bool Terminal, bool Input)
    {
        /// <summary>Null where a parameter is missing or the index is no number.</summary>
        public static ShellQuery? Read(HttpContext context)
        {
            var query = GoQuery.Read(context);
            var command = Enumerable.Range(0, int.MaxValue)
                .Select(index => query[$"cmd{index}"])
                .TakeWhile(part => !string.IsNullOrEmpty(part))
                .Select(part => part!)
                .ToList();
            return command.Count > 0
                && query["service"] is { Length: > 0 } service
                && query["podIndex"] is { } text && GoNumbers.ParseIndex(text) is { } podIndex
                && query["tty"] is { Length: > 0 } terminal
                && query["stdin"] is { Length: > 0 } input
                    ? new ShellQuery(command, service, podIndex, terminal == "1", input == "1")
                    : null;
        }
    }
}
