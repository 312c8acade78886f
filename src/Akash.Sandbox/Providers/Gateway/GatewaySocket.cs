using System.Buffers.Binary;
using System.Text;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// A provider's end of a WebSocket, as the library of a provider keeps one: frames as they are sent, pings by the clock, a close
/// without waiting for the other side's.
/// </summary>
sealed partial class GatewaySocket : IAsyncDisposable
{
    const int LongestReason = 123;
    static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    readonly Stream stream;
    readonly SemaphoreSlim turn = new(1, 1);
    readonly ITimer pings;
    readonly ITimer patience;
    readonly CancellationTokenSource expired = new();
    readonly TimeSpan patienceAfterPong;
    readonly Lock ticking = new();
    bool isPinging;
    bool missedPing;
    bool isClosed;

    /// <param name="begun">The timestamp from which pings are counted.</param>
    /// <param name="patienceAfterPong">Within which something must be read once a pong has been; infinite for ever.</param>
    public GatewaySocket(Stream stream, TimeProvider time, long begun, TimeSpan patienceAfterPong)
    {
        (this.stream, this.patienceAfterPong) = (stream, patienceAfterPong);
        patience = time.CreateTimer(_ => expired.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var first = PingEvery - time.GetElapsedTime(begun);
        pings = time.CreateTimer(_ => Tick(), null, first > TimeSpan.Zero ? first : TimeSpan.Zero, PingEvery);
    }

    /// <summary>From now on pings go out; one that was due before goes at once.</summary>
    public void StartPings()
    {
        bool isDue;
        lock (ticking) (isDue, isPinging, missedPing) = (missedPing, true, false);
        if (isDue) _ = PingAsync();
    }

    public Task SendTextAsync(string text) => SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(text));

    public Task SendBinaryAsync(byte[] content) => SendAsync(Opcode.Binary, content);

    /// <summary>The last frame; whatever is sent later is dropped.</summary>
    public Task CloseAsync(ushort code, string reason = "")
    {
        var text = Encoding.UTF8.GetBytes(reason);
        return SendAsync(Opcode.Close, [(byte)(code >> 8), (byte)code, .. text.AsSpan(0, Math.Min(text.Length, LongestReason))]);
    }

    /// <exception cref="IOException">The connection is broken.</exception>
    async Task SendAsync(Opcode opcode, byte[] payload)
    {
        await turn.WaitAsync();
        try
        {
            if (isClosed) return;
            isClosed = opcode is Opcode.Close;
            await stream.WriteAsync((byte[])[(byte)(0x80 | (byte)opcode), .. Length(payload.Length), .. payload]);
            await stream.FlushAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    static byte[] Length(int length)
    {
        if (length < 126) return [(byte)length];
        var bytes = new byte[length <= ushort.MaxValue ? 3 : 9];
        if (bytes.Length == 3) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1), (ushort)length);
        else BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), length);
        bytes[0] = (byte)(bytes.Length == 3 ? 126 : 127);
        return bytes;
    }

    void Tick()
    {
        lock (ticking)
        {
            missedPing = !isPinging;
            if (missedPing) return;
        }

        _ = PingAsync();
    }

    async Task PingAsync()
    {
        try
        {
            await SendAsync(Opcode.Ping, []);
        }
        catch (Exception gone) when (IsBroken(gone))
        {
            // Whoever reads or writes next learns of it.
        }
    }

    static bool IsBroken(Exception failure) => failure is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    /// <summary>Drops the connection; no close frame unless one was sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await pings.DisposeAsync();
        await patience.DisposeAsync();
        await stream.DisposeAsync();
    }
}
