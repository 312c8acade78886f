using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>GET {l}/shell (provider.md 3.10): a command in a ready pod, binary frames whose first byte is a code.</summary>
sealed class ShellSession
{
    const byte Stdout = 100;
    const byte Stderr = 101;
    const byte Result = 102;
    const byte Failure = 103;
    const byte Stdin = 104;
    const byte Resize = 105;
    const int LargestChunk = 32_768;
    const string RefusedStart = "OCI runtime exec failed";

    /// <summary>Once a pong has been read, the next thing must be within this time (provider-notes 3.10).</summary>
    static readonly TimeSpan PatienceAfterPong = TimeSpan.FromSeconds(15);

    readonly GatewaySocket socket;

    ShellSession(GatewaySocket socket) => this.socket = socket;

    public static async Task AnswerAsync(HttpContext context, LeaseWorkload? workload, IContainerEngine engine, bool breaksOff, TimeProvider time)
    {
        if (ShellQuery.Read(context) is not { } query)
        {
            await Answer.EmptyAsync(context, 400);
            return;
        }

        await using var socket = await SocketHandshake.TryAcceptAsync(context, time, PatienceAfterPong);
        if (socket is null) return;
        var session = new ShellSession(socket);
        try
        {
            if (breaksOff) await session.SendAsync(Failure, default);
            else await session.RunAsync(query, workload, engine, context.RequestAborted);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
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
        socket.StartPings();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = query.Input ? ReadInputAsync(command, query.Terminal, silent, ended.Token) : Task.CompletedTask;
        try
        {
            var refusal = await CopyOutputAsync(command.Stream, silent.Token);
            var exitCode = await command.ReadExitCodeAsync(silent.Token);
            if (refusal) await SendResultAsync(0, "remote command execute error: command could not be executed because it does not exist");
            else await SendResultAsync(exitCode, null);
        }
        catch (OperationCanceledException) when (silent.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await SendAsync(Failure, default);
        }

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
    /// <param name="silent">Cancelled where the client has said nothing for too long: its command is given up.</param>
    async Task ReadInputAsync(IContainerCommand command, bool terminal, CancellationTokenSource silent, CancellationToken cancellationToken)
    {
        try
        {
            while (await socket.ReceiveAsync(cancellationToken) is { } message)
            {
                if (!message.IsBinary || message.Content.Length == 0) continue;
                if (!await TakeAsync(command, terminal, message.Content, cancellationToken)) return;
            }
        }
        catch (TimeoutException)
        {
            await silent.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
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

    Task SendAsync(byte code, ReadOnlyMemory<byte> payload) => socket.SendBinaryAsync([code, .. payload.Span]);

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
