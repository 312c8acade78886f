namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The socket of a log or event stream: text frames out, and a look at what comes in only to answer pings and to see the
/// client's close (provider.md 3.9). Unanswered pings do not end it: each one sent renews the patience.
/// </summary>
sealed class StreamSocket : IAsyncDisposable
{
    /// <summary>Codes of the gateway's own: any trouble, unknown lease.</summary>
    public const ushort Trouble = 4000;
    public const ushort LeaseNotFound = 4001;
    public const ushort Normal = 1000;

    readonly GatewaySocket socket;
    readonly CancellationTokenSource gone = new();
    readonly CancellationTokenSource over = new();
    readonly Task listening;

    StreamSocket(GatewaySocket socket)
    {
        this.socket = socket;
        listening = ListenAsync();
    }

    /// <summary>Set when the client closed the stream or its connection broke.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>Null where the request was answered instead of upgraded.</summary>
    public static async Task<StreamSocket?> TryAcceptAsync(HttpContext context, TimeProvider time) =>
        await SocketHandshake.TryAcceptAsync(context, time, Timeout.InfiniteTimeSpan) is { } socket ? new StreamSocket(socket) : null;

    /// <summary>As soon as there is something to send; before that a provider still waits for its cluster.</summary>
    public void StartPings() => socket.StartPings();

    public async Task SendAsync(string json)
    {
        try
        {
            await socket.SendTextAsync(json + "\n");
        }
        catch (IOException broken)
        {
            throw new OperationCanceledException("the client is gone", broken, Gone);
        }

        Gone.ThrowIfCancellationRequested();
    }

    public async Task CloseAsync(ushort code, string reason = "")
    {
        try
        {
            await socket.CloseAsync(code, reason);
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }

    async Task ListenAsync()
    {
        try
        {
            while (await socket.ReceiveAsync(over.Token) is not null)
            {
                // Messages of a client mean nothing.
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The stream is over.
        }
        finally
        {
            await gone.CancelAsync();
        }
    }

    /// <summary>Drops the connection; no close frame unless one was sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await listening;
        await socket.DisposeAsync();
        gone.Dispose();
        over.Dispose();
    }
}
