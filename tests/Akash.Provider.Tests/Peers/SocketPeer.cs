using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Akash.Provider.Tests.Peers;

/// <summary>The gateway's side of a WebSocket, frame by frame, so that it can end as rudely as gateways do.</summary>
sealed class SocketPeer(Stream stream)
{
    public static Func<HttpContext, Task> Upgrade(Func<SocketPeer, Task> talk) => async context =>
    {
        var key = context.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // The handshake of RFC 6455 is SHA-1.
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await talk(new SocketPeer(stream));
    };

    /// <summary>Sends log lines and drops the connection, as gateways do at the end of logs.</summary>
    public static Func<HttpContext, Task> Logs(params (string Pod, string Message)[] lines) => Upgrade(async socket =>
    {
        foreach (var (pod, message) in lines) await socket.TextAsync($$"""{"name":"{{pod}}","message":"{{message}}"}""" + "\n");
    });

    public static Func<HttpContext, Task> Close(int code, string reason = "", params string[] before) => Upgrade(async socket =>
    {
        foreach (var text in before) await socket.TextAsync(text);
        await socket.CloseAsync(code, reason);
    });

    public Task TextAsync(string text) => SendAsync(0x81, Encoding.UTF8.GetBytes(text));

    public Task BinaryAsync(byte code, string payload) => SendAsync(0x82, [code, .. Encoding.UTF8.GetBytes(payload)]);

    public Task PingAsync() => SendAsync(0x89, []);

    public async Task CloseAsync(int code, string reason)
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        await SendAsync(0x88, payload);
        await ReadFrameAsync();
    }

    /// <summary>The next frame from the client: its first byte and its payload.</summary>
    public async Task<(byte Head, byte[] Payload)> ReadFrameAsync()
    {
        var head = new byte[2];
        await stream.ReadExactlyAsync(head);
        var length = (head[1] & 0x7F) switch
        {
            126 => await ReadLengthAsync(),
            var small => small,
        };
        var mask = new byte[4];
        await stream.ReadExactlyAsync(mask);
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload);
        for (var i = 0; i < payload.Length; i++) payload[i] ^= mask[i % 4];
        return (head[0], payload);
    }

    async Task<int> ReadLengthAsync()
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length);
        return BinaryPrimitives.ReadUInt16BigEndian(length);
    }

    async Task SendAsync(byte head, byte[] payload)
    {
        byte[] length = payload.Length < 126
            ? [(byte)payload.Length]
            : [126, (byte)(payload.Length >> 8), (byte)payload.Length];
        await stream.WriteAsync((byte[])[head, .. length, .. payload]);
        await stream.FlushAsync();
    }
}
