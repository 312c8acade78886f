using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>An answer as it came over the wire; a status of 0 is a connection closed without any.</summary>
sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Requests written byte for byte, so that nothing tidies up paths and headers on the way.</summary>
static class RawRequest
{
    /// <param name="serverName">For the handshake; null for none.</param>
    /// <param name="client">The client's certificate, if it shows one.</param>
    public static async Task<SslStream> ConnectAsync(RecordedGateway gateway, string? serverName, SslStreamCertificateContext? client = null)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Address);
        var stream = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, presented, _, _) =>
            presented?.GetRawCertData() is { } shown && (gateway.Certificate.RawData.AsSpan().SequenceEqual(shown) || gateway.Issued is { } issued && issued.RawData.AsSpan().SequenceEqual(shown)));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName ?? "",
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = client,
        });
        return stream;
    }

    public static async Task<RawAnswer> SendAsync(
        RecordedGateway gateway, string? serverName, SslStreamCertificateContext? client, string method, string target, IEnumerable<(string Name, string Value)> headers, byte[]? body = null)
    {
        using var received = new MemoryStream();
        try
        {
            await using var stream = await ConnectAsync(gateway, serverName, client);
            var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
            foreach (var (name, value) in headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
            if (body is not null) head.Append("Content-Length: ").Append(body.Length).Append("\r\n");
            head.Append("Connection: close\r\n\r\n");
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()));
            if (body is not null) await stream.WriteAsync(body);
            await stream.FlushAsync();
            await stream.CopyToAsync(received);
        }
        catch (Exception ended) when (ended is IOException or AuthenticationException)
        {
            // A connection that is cut off ends here.
        }

        return Parse(Encoding.UTF8.GetString(received.ToArray()));
    }

    static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return new RawAnswer(0, new Dictionary<string, string>(), "");
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
