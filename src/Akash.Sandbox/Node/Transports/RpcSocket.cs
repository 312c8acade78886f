using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Akash.Sandbox.Wire;

namespace Akash.Sandbox.Node.Transports;

/// <summary>
/// CometBFT's <c>/websocket</c>: every method of the RPC, and subscriptions to new blocks, their headers and transactions, whose
/// events carry the id of the call that subscribed.
/// </summary>
sealed class RpcSocket(CometRpc rpc, LedgerNode node)
{
    const int MostSubscriptions = 5;
    const int LargestCall = 4 << 20;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("Bad Request\n", context.RequestAborted);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var connection = new Connection(socket, rpc, node, gone);
        await connection.RunAsync();
    }

    /// <summary>One client: what it subscribed to, and one writer at a time.</summary>
    sealed class Connection(WebSocket socket, CometRpc rpc, LedgerNode node, CancellationTokenSource gone) : IDisposable
    {
        readonly SemaphoreSlim turn = new(1, 1);
        readonly ConcurrentDictionary<string, (string Id, EventQuery Query)> subscriptions = [];

        public async Task RunAsync()
        {
            var blocks = PublishAsync();
            try
            {
                while (await ReadAsync() is { } call) await HandleAsync(call);
                if (socket.State is WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", gone.Token);
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException)
            {
                // The client is gone.
            }
            finally
            {
                await gone.CancelAsync();
                await blocks;
            }
        }

        public void Dispose() => turn.Dispose();

        /// <summary>A call, or null when the client closes or says too much.</summary>
        async Task<string?> ReadAsync()
        {
            using var message = new MemoryStream();
            var buffer = new byte[16 << 10];
            while (message.Length < LargestCall)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), gone.Token);
                if (received.MessageType is WebSocketMessageType.Close) return null;
                message.Write(buffer, 0, received.Count);
                if (received.EndOfMessage) return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            }

            return null;
        }

        async Task HandleAsync(string text)
        {
            var call = RpcCall.Parse(text);
            await SendAsync(call.Id, writer =>
            {
                switch (call.Method)
                {
                    case "subscribe": Answer(writer, () => Subscribe(call.Id, call.Parameters.Text("query"))); break;
                    case "unsubscribe": Answer(writer, () => Unsubscribe(call.Parameters.Text("query"))); break;
                    case "unsubscribe_all": Answer(writer, subscriptions.Clear); break;
                    default: rpc.Answer(writer, call.Method, call.Parameters); break;
                }
            });
        }

        void Subscribe(string id, string query)
        {
            var parsed = EventQuery.Parse(query);
            if (subscriptions.Count >= MostSubscriptions) throw new FormatException($"max_subscriptions_per_client {MostSubscriptions} reached");
            if (!subscriptions.TryAdd(query, (id, parsed))) throw new FormatException("already subscribed");
        }

        void Unsubscribe(string query)
        {
            if (!subscriptions.TryRemove(query, out _)) throw new FormatException("subscription not found");
        }

        static void Answer(Utf8JsonWriter writer, Action change)
        {
            try
            {
                change();
                writer.WriteStartObject("result");
                writer.WriteEndObject();
            }
            catch (FormatException refusal)
            {
                CometRpc.WriteError(writer, CometRpc.InternalError, "Internal error", refusal.Message);
            }
        }

        async Task PublishAsync()
        {
            try
            {
                await foreach (var block in node.ReadStoredBlocksAsync(gone.Token))
                {
                    foreach (var happened in NodeEvent.Of(block))
                    {
                        foreach (var (query, (id, parsed)) in subscriptions)
                        {
                            if (!parsed.Matches(happened)) continue;
                            await SendAsync(id, writer => rpc.WriteEvent(writer, query, happened));
                        }
                    }
                }
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The client is gone.
            }
        }

        async Task SendAsync(string id, Action<Utf8JsonWriter> member)
        {
            var json = JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("jsonrpc", "2.0");
                writer.WritePropertyName("id");
                writer.WriteRawValue(id);
                member(writer);
                writer.WriteEndObject();
            });
            await turn.WaitAsync(gone.Token);
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, gone.Token);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}

/// <summary>A call of JSON-RPC; one that can't be read has no method, which the node doesn't know.</summary>
sealed record RpcCall(string Id, string Method, RpcParameters Parameters)
{
    public static RpcCall Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new RpcCall("-1", "", RpcParameters.FromJson(null));
        }
    }

    public static RpcCall Read(JsonElement call) => call.ValueKind is not JsonValueKind.Object
        ? new RpcCall("-1", "", RpcParameters.FromJson(null))
        : new RpcCall(
            call.TryGetProperty("id", out var id) ? id.GetRawText() : "-1",
            call.TryGetProperty("method", out var method) && method.ValueKind is JsonValueKind.String ? method.GetString()! : "",
            RpcParameters.FromJson(call.TryGetProperty("params", out var parameters) ? parameters : null));
}
