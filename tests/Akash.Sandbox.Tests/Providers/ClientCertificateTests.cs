using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Akash.Proto.Cert.V1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers.Gateway;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Tests.Providers.Recordings;
using Google.Protobuf;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Tenants that come with a certificate instead of a token (provider.md 2.1).</summary>
public sealed class ClientCertificateTests
{
    readonly Wallet wallet = Wallet.FromName("tests/certificate");

    [Fact]
    public async Task Certificate_on_chain_opens_every_route()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        gateway.Clock.Now = DateTimeOffset.UtcNow;
        using var certificate = GatewayCertificate.Create(wallet.Address, "localhost", [], DateTimeOffset.UtcNow);
        Publish(gateway, certificate);

        var answer = await AskAsync(gateway, certificate, "/lease/1/1/1/status");

        answer.Should().StartWith("HTTP/1.1 404", "the lease is unknown, the tenant is not");
    }

    [Fact]
    public async Task Certificate_that_is_not_on_chain_ends_the_handshake()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        gateway.Clock.Now = DateTimeOffset.UtcNow;
        using var certificate = GatewayCertificate.Create(wallet.Address, "localhost", [], DateTimeOffset.UtcNow);

        var ask = () => AskAsync(gateway, certificate, "/version");

        (await ask.Should().ThrowAsync<Exception>()).Which.Should().Match(failure => failure is IOException || failure is AuthenticationException);
    }

    [Fact]
    public async Task Expired_certificate_ends_the_handshake()
    {
        await using var gateway = await RecordedGateway.StartAsync();
        using var certificate = GatewayCertificate.Create(wallet.Address, "localhost", [], DateTimeOffset.UtcNow);
        Publish(gateway, certificate);
        gateway.Clock.Now = DateTimeOffset.UtcNow.AddYears(2);

        var ask = () => AskAsync(gateway, certificate, "/version");

        (await ask.Should().ThrowAsync<Exception>()).Which.Should().Match(failure => failure is IOException || failure is AuthenticationException);
    }

    void Publish(RecordedGateway gateway, GatewayCertificate certificate)
    {
        gateway.Node.AddAccount(wallet.Address, wallet.PublicKey);
        new SigningAccount(wallet, gateway.Node).Send(new MsgCreateCertificate
        {
            Owner = wallet.Address,
            Cert = ByteString.CopyFromUtf8(certificate.CertificatePem),
            Pubkey = ByteString.CopyFromUtf8(certificate.PublicKeyPem),
        }).Code.Should().Be(0);
    }

    static async Task<string> AskAsync(RecordedGateway gateway, GatewayCertificate certificate, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address);
        await using var stream = new SslStream(client.GetStream(), false, (_, presented, _, _) => gateway.Certificate.RawData.AsSpan().SequenceEqual(presented?.GetRawCertData()));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "mtls.localhost",
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = SslStreamCertificateContext.Create(certificate.Certificate, null, offline: true),
        });
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var received = new MemoryStream();
        await stream.CopyToAsync(received);
        return received.Length > 0 ? Encoding.UTF8.GetString(received.ToArray()) : throw new IOException("closed without an answer");
    }
}
