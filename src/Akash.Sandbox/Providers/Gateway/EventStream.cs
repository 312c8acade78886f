using Akash.Sandbox.Providers.Workloads;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>GET {l}/kubeevents (provider.md 3.8).</summary>
static class EventStream
{
    public static async Task AnswerAsync(HttpContext context, LeaseWorkload? workload, TimeProvider time)
    {
        var query = StreamQuery.Read(context);
        if (query.Problem is { } problem)
        {
            await Answer.TextAsync(context, 400, problem);
            return;
        }

        await using var socket = await StreamSocket.TryAcceptAsync(context, time);
        if (socket is null) return;
        if (workload?.Stored is null)
        {
            await socket.CloseAsync(StreamSocket.LeaseNotFound);
            return;
        }

        socket.StartPings();
        try
        {
            // Events carry no labels that a service could be selected by, so a filter finds none (provider.md 3.8).
            await foreach (var item in workload.Events.ReadAsync(query.Follow, socket.Gone))
            {
                if (query.Services.Count == 0) await socket.SendAsync(item.ToJson());
            }

            await socket.CloseAsync(StreamSocket.Normal);
        }
        catch (OperationCanceledException) when (socket.Gone.IsCancellationRequested)
        {
            // The client has seen enough.
        }
    }
}
