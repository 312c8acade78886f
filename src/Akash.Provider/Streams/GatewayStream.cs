using System.Net.WebSockets;
using System.Threading.Channels;

namespace Akash.Provider.Streams;

/// <summary>
/// Frames of one connection. It always has a receive under way, because that is when pings are answered, however
/// slowly the frames are taken.
/// </summary>
sealed class GatewayStream : IAsyncDisposable
{
    readonly ClientWebSocket socket;
    readonly Channel<byte[]> frames = Channel.CreateBounded<byte[]>(10_000);
    readonly CancellationTokenSource disposed = new();
    readonly SemaphoreSlim turn = new(1, 1);
    readonly Task pump;

    public GatewayStream(ClientWebSocket socket)
    {
        this.socket = socket;
        pump = PumpAsync();
    }

    /// <summary>Known once the frames have been read to their end.</summary>
    public StreamEnd End { get; private set; } = StreamEnd.Dropped;

    public IAsyncEnumerable<byte[]> ReadAsync(CancellationToken cancellationToken) => frames.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Sends one frame; a socket takes one at a time.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        await pump;
        socket.Dispose();
        disposed.Dispose();
        turn.Dispose();
    }

    async Task PumpAsync()
    {
        var buffer = new byte[16 * 1024];
        using var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), disposed.Token);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    End = new StreamEnd((int?)socket.CloseStatus, socket.CloseStatusDescription ?? "");
                    break;
                }

                frame.Write(buffer.AsSpan(0, part.Count));
                if (!part.EndOfMessage) continue;

                await frames.Writer.WriteAsync(frame.ToArray(), disposed.Token);
                frame.SetLength(0);
            }
        }
        catch (Exception dropped) when (dropped is WebSocketException or IOException or OperationCanceledException)
        {
            // The end stays what it was: dropped.
        }
        finally
        {
            frames.Writer.Complete();
        }
    }
}
