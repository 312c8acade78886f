using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>Which certificate a gateway shows under which name, and when it asks for one in return.</summary>
public sealed class TlsRecordingTests
{
    [Theory]
    [InlineData("tls.", true)]
    [InlineData("run2.tls.", false)]
    public async Task Handshakes_are_as_recorded(string run, bool withAuthority)
    {
        await using var gateway = await RecordedGateway.StartAsync(withAuthority: withAuthority);
        using var recording = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("recordings/provider-gateway.json")));
        var authority = recording.RootElement.GetProperty("certificates").EnumerateObject().Single(certificate => certificate.Value.GetProperty("issuer").GetString() == "CN=pgw test CA").Name;
        var cases = recording.RootElement.GetProperty("tls").EnumerateArray()
            .Where(recorded => recorded.GetProperty("id").GetString() is { } id && id.StartsWith(run, StringComparison.Ordinal) && !id.EndsWith("_dot", StringComparison.Ordinal))
            .Where(recorded => recorded.TryGetProperty("port", out var port) && port.GetString() == "REST").ToList();
        cases.Should().HaveCountGreaterThan(6);

        foreach (var recorded in cases)
        {
            var id = recorded.GetProperty("id").GetString();
            var seen = await ShakeHandsAsync(gateway, recorded.GetProperty("sni").GetString(), recorded.GetProperty("max_tls_offered").GetString()!);

            seen.Should().Be(Recorded(recorded, authority), id);
        }
    }

    /// <summary>Whether it came to a handshake, with the authority's certificate, and whether the client was asked for one.</summary>
    static (bool Done, bool Issued, bool? Asked) Recorded(JsonElement recorded, string authority)
    {
        if (recorded.GetProperty("result").GetString() != "handshake ok") return (false, false, null);
        var issued = recorded.GetProperty("server_certificate_sha256").GetString() == authority;
        return (true, issued, !issued);
    }

    static async Task<(bool Done, bool Issued, bool? Asked)> ShakeHandsAsync(RecordedGateway gateway, string? name, string version)
    {
        var asked = false;
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address);
        await using var stream = new SslStream(client.GetStream(), false, (_, presented, _, _) =>
            presented is not null && (presented.GetRawCertData().SequenceEqual(gateway.Certificate.RawData) || presented.GetRawCertData().SequenceEqual(gateway.Issued?.RawData ?? [])));
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = name ?? "",
                EnabledSslProtocols = version == "TLSv1_2" ? SslProtocols.Tls12 : SslProtocols.Tls13,
                // Asked once ahead of the handshake, and again with the server's certificate where the server wants one.
                LocalCertificateSelectionCallback = (_, _, _, server, _) =>
                {
                    asked |= server is not null;
                    return null!;
                },
            });
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return (false, false, null);
        }

        return (true, gateway.Issued is { } issued && stream.RemoteCertificate!.GetRawCertData().SequenceEqual(issued.RawData), asked);
    }
}
