using System.Buffers.Binary;
using System.Net.Security;
using System.Text;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>A frame from a server: its kind and what it carries.</summary>
sealed record RawFrame(string Type, byte[] Payload)
{
    public int? CloseCode => Type == "close" && Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload) : null;

    public string CloseReason => Type == "close" && Payload.Length > 2 ? Encoding.UTF8.GetString(Payload.AsSpan(2)) : "";
}

/// <summary>A WebSocket written and read frame by frame, with headers exactly as recorded.</summary>
sealed class RawSocket(SslStream stream) : IAsyncDisposable
{
    public static async Task<(int Status, RawSocket Socket)> OpenAsync(RecordedGateway gateway, RecordedCase recorded)
    {
        gateway.Clock.Now = recorded.Time;
        var stream = await RawRequest.ConnectAsync(gateway, recorded.ServerName);
        var head = new StringBuilder($"{recorded.Method} {recorded.Path} HTTP/1.1\r\n");
        foreach (var (name, value) in recorded.Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
        var answer = new StringBuilder();
        var letter = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(letter) > 0) answer.Append((char)letter[0]);
        return (int.Parse(answer.ToString().Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), new RawSocket(stream));
    }

    /// <summary>The next frame; null at the end of the connection.</summary>
    public async Task<RawFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var head = new byte[2];
            await stream.ReadExactlyAsync(head, cancellationToken);
            var length = (long)(head[1] & 0x7F);
            if (length > 125)
            {
                var extended = new byte[length == 126 ? 2 : 8];
                await stream.ReadExactlyAsync(extended, cancellationToken);
                length = length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(extended) : BinaryPrimitives.ReadInt64BigEndian(extended);
            }

            var payload = new byte[length];
            await stream.ReadExactlyAsync(payload, cancellationToken);
            return new RawFrame((head[0] & 0x0F) switch { 1 => "text", 2 => "binary", 8 => "close", 9 => "ping", 10 => "pong", var other => $"opcode {other}" }, payload);
        }
        catch (IOException)
        {
            // The server dropped the connection.
            return null;
        }
    }

    /// <summary>A frame masked with zeros.</summary>
    public async Task SendAsync(RecordedFrame frame)
    {
        var payload = frame.Type switch
        {
            "text" => Encoding.UTF8.GetBytes(frame.Text),
            "close" when frame.CloseCode is { } code => [(byte)(code >> 8), (byte)code],
            "binary" when frame.Code is { } code => [code, .. frame.Payload!],
            _ => frame.Payload!,
        };
        byte opcode = frame.Type switch { "text" => 1, "binary" => 2, "close" => 8, "ping" => 9, _ => 10 };
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0xFE, (byte)(payload.Length >> 8), (byte)payload.Length];
        await stream.WriteAsync((byte[])[(byte)(0x80 | opcode), .. length, 0, 0, 0, 0, .. payload]);
    }

    /// <summary>Input of a shell in frames of a size; ends early where the server no longer takes it.</summary>
    public async Task SendInputAsync(int chunk, int size)
    {
        byte[] frame = [0x82, 0xFE, (byte)((chunk + 1) >> 8), (byte)(chunk + 1), 0, 0, 0, 0, 104, .. Enumerable.Repeat((byte)'x', chunk)];
        try
        {
            for (var sent = 0; sent < size; sent += chunk) await stream.WriteAsync(frame);
        }
        catch (IOException)
        {
            // The server dropped the connection.
        }
    }

    /// <summary>Asks for a pong and waits for it, or the end: all sent before has been read then. What came before it is given back.</summary>
    public async Task<IReadOnlyList<RawFrame>> SynchroniseAsync(CancellationToken cancellationToken)
    {
        var early = new List<RawFrame>();
        try
        {
            await stream.WriteAsync((byte[])[0x89, 0x84, 0, 0, 0, 0, .. "sync"u8], cancellationToken);
        }
        catch (IOException)
        {
            // The server has ended the connection; what it sent is still to be read.
        }

        while (await ReadAsync(cancellationToken) is { Type: not "pong" } frame) early.Add(frame);
        return early;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
