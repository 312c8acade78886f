using System.Net.WebSockets;
using System.Text;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The socket of a log or event stream: text frames out, and a look at what comes in only to answer pings and to see the
/// client's close (provider.md 3.9).
/// </summary>
sealed class StreamSocket : IAsyncDisposable
{
    /// <summary>Codes of the gateway's own: any trouble, unknown lease.</summary>
    public const WebSocketCloseStatus Trouble = (WebSocketCloseStatus)4000;
    public const WebSocketCloseStatus LeaseNotFound = (WebSocketCloseStatus)4001;

    readonly WebSocket socket;
    readonly SemaphoreSlim turn = new(1, 1);
    readonly CancellationTokenSource gone = new();
    readonly CancellationTokenSource over = new();
    readonly Task listening;

    StreamSocket(WebSocket socket)
    {
        this.socket = socket;
        listening = ListenAsync();
    }

    /// <summary>Set when the client closed the stream or its connection broke.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>Null where the request was answered instead of upgraded.</summary>
    public static async Task<StreamSocket?> TryAcceptAsync(HttpContext context) =>
        await SocketHandshake.TryAcceptAsync(context) is { } socket ? new StreamSocket(socket) : null;

    public async Task SendAsync(string json)
    {
        await turn.WaitAsync(Gone);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(json + "\n"), WebSocketMessageType.Text, endOfMessage: true, Gone);
        }
        catch (WebSocketException broken)
        {
            throw new OperationCanceledException("the client is gone", broken);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task CloseAsync(WebSocketCloseStatus status, string reason = "")
    {
        if (socket.State is WebSocketState.Open) await socket.CloseOutputAsync(status, reason, CancellationToken.None);
    }

    async Task ListenAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), over.Token);
                if (received.MessageType != WebSocketMessageType.Close) continue;
                await CloseAnswerAsync();
                return;
            }
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The connection is over.
        }
        finally
        {
            await gone.CancelAsync();
        }
    }

    async Task CloseAnswerAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Drops the connection; no close frame unless one was sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await listening;
        socket.Dispose();
        turn.Dispose();
        gone.Dispose();
        over.Dispose();
    }
}
