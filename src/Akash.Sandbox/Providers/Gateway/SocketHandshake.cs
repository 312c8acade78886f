using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>Turns a request into a WebSocket, or answers it as a provider answers a bad handshake (provider.md 3.9).</summary>
static class SocketHandshake
{
    /// <summary>Null where the request was answered instead.</summary>
    /// <param name="patienceAfterPong">As of <see cref="GatewaySocket"/>.</param>
    public static async Task<GatewaySocket?> TryAcceptAsync(HttpContext context, TimeProvider time, TimeSpan patienceAfterPong)
    {
        var headers = context.Request.Headers;
        if (!Has(headers.Connection, "upgrade") || !Has(headers.Upgrade, "websocket"))
        {
            if (Has(headers.Connection, "upgrade"))
            {
                context.Response.Headers.Upgrade = "websocket";
                context.Response.Headers.Connection = "Upgrade";
                return await RefuseAsync(context, 426, "Upgrade Required");
            }

            return await RefuseAsync(context, 400, "Bad Request");
        }

        if (context.Request.Method != "GET" || headers.SecWebSocketVersion != "13") return await RefuseAsync(context, 400, "Bad Request");
        if (headers.Origin is [{ } origin] && !IsSameHost(origin, context.Request.Host.Value)) return await RefuseAsync(context, 403, "Forbidden");
        if (headers.SecWebSocketKey is not [{ } key] || !IsNonce(key)) return await RefuseAsync(context, 400, "Bad Request");
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = AcceptValue(key);
        var begun = time.GetTimestamp();
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return new GatewaySocket(stream, time, begun, patienceAfterPong);
    }

    static async Task<GatewaySocket?> RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.Headers["Sec-Websocket-Version"] = "13";
        await Answer.TextAsync(context, status, text);
        return null;
    }

    static bool Has(IEnumerable<string?> values, string word) => values
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(value => value.Equals(word, StringComparison.OrdinalIgnoreCase));

    static bool IsSameHost(string origin, string? host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && host is not null && origin[(uri.Scheme.Length + 3)..].TrimEnd('/').Equals(host, StringComparison.OrdinalIgnoreCase);

    static bool IsNonce(string key)
    {
        Span<byte> bytes = stackalloc byte[24];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var length) && length == 16;
    }

    static string AcceptValue(string key)
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1 here; nothing is protected by it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }
}
