using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>An answer as it came over the wire; a status of 0 is a connection closed without any.</summary>
sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Requests written byte for byte, so that nothing tidies up paths and headers on the way.</summary>
static class RawRequest
{
    public static async Task<SslStream> ConnectAsync(IPEndPoint address, X509Certificate2 certificate)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address);
        var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, presented, _, _) => certificate.RawData.AsSpan().SequenceEqual(presented?.GetRawCertData()));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls13 });
        return stream;
    }

    public static async Task<RawAnswer> SendAsync(IPEndPoint address, X509Certificate2 certificate, string method, string target, IEnumerable<(string Name, string Value)> headers, byte[]? body = null)
    {
        await using var stream = await ConnectAsync(address, certificate);
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        foreach (var (name, value) in headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (body is not null) head.Append("Content-Length: ").Append(body.Length).Append("\r\n");
        head.Append("Connection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()));
        if (body is not null) await stream.WriteAsync(body);
        await stream.FlushAsync();
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
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
