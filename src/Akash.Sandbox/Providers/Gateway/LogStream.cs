using System.Text;
using System.Text.Json.Nodes;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>GET {l}/logs (provider.md 3.9): the pods of the moment, lines of both outputs, an end without a close frame.</summary>
static class LogStream
{
    const int LongestLine = 64 << 10;

    public static async Task AnswerAsync(HttpContext context, LeaseWorkload? workload, Cluster cluster, TimeProvider time)
    {
        var query = StreamQuery.Read(context);
        if (query.Problem is { } problem)
        {
            await Answer.TextAsync(context, 400, problem);
            return;
        }

        await using var socket = await StreamSocket.TryAcceptAsync(context, time);
        if (socket is null) return;
        if (workload?.Stored is not { } group)
        {
            await socket.CloseAsync(StreamSocket.LeaseNotFound);
            return;
        }

        if (!query.HasValidServices)
        {
            await socket.CloseAsync(StreamSocket.Trouble);
            return;
        }

        var pods = group.AllServices
            .Where(service => query.Services.Count == 0 || query.Services.Contains(service.Name))
            .SelectMany(service => workload.FindService(service.Name)?.Pods ?? [])
            .ToList();
        if (pods.Count == 0)
        {
            await socket.CloseAsync(StreamSocket.Trouble, "no running pods");
            return;
        }

        try
        {
            await Task.WhenAll(pods.Select(pod => CopyAsync(pod, query, cluster.Engine, socket)));
        }
        catch (OperationCanceledException) when (socket.Gone.IsCancellationRequested)
        {
            // The client has seen enough.
        }
    }

    static async Task CopyAsync(Pod pod, StreamQuery query, IContainerEngine engine, StreamSocket socket)
    {
        try
        {
            await foreach (var line in ReadAsync(pod, query.Follow, query.Tail, engine, socket.Gone))
            {
                socket.StartPings();
                await socket.SendAsync(GoJson.Write(new JsonObject { ["name"] = pod.Name, ["message"] = line }));
            }
        }
        catch (Exception ended) when (EngineTrouble.Is(ended))
        {
            // The container went away while it was read.
        }
    }

    /// <summary>The lines of a pod's present container; none before it has one.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(
        Pod pod, bool follow, int? tail, IContainerEngine engine, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (pod.ContainerId is not { } container) yield break;
        using var output = await engine.ReadLogsAsync(container, follow, tail, cancellationToken);
        await foreach (var line in ReadLinesAsync(output, cancellationToken)) yield return line;
    }

    /// <summary>Lines as they come; a line that is too long ends the stream without a word.</summary>
    static async IAsyncEnumerable<string> ReadLinesAsync(
        MultiplexedStream output, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = new Dictionary<MultiplexedStream.TargetStream, List<byte>>();
        var buffer = new byte[LongestLine];
        while (true)
        {
            var read = await output.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            if (read.EOF) break;
            if (!begun.TryGetValue(read.Target, out var line)) begun[read.Target] = line = [];
            for (var i = 0; i < read.Count; i++)
            {
                if (buffer[i] != '\n') line.Add(buffer[i]);
                else
                {
                    yield return Text(line);
                    line.Clear();
                }

                if (line.Count > LongestLine) yield break;
            }
        }

        foreach (var line in begun.Values.Where(line => line.Count > 0)) yield return Text(line);
    }

    static string Text(List<byte> line) => Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
}
