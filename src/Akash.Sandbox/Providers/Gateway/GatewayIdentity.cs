using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A certificate of an authority, with its key and the root it leads to.</summary>
sealed record IssuedCertificate(X509Certificate2 Certificate, X509Certificate2 Root) : IDisposable
{
    public void Dispose() => Certificate.Dispose();
}

/// <summary>
/// What a gateway shows in a handshake: under its public name the certificate an authority issued, where it has one, and asks
/// for none in return; under any other name or none its own of the chain, and takes a client's (provider.md 1.2).
/// </summary>
/// <param name="Own">The self-signed one on chain.</param>
/// <param name="PublicName">Compared letter by letter, case included, as on the network.</param>
sealed record GatewayIdentity(GatewayCertificate Own, string? PublicName = null, IssuedCertificate? Issued = null) : IDisposable
{
    readonly SslStreamCertificateContext own = SslStreamCertificateContext.Create(Own.Certificate, null, offline: true);
    readonly SslStreamCertificateContext? issued = Issued is null ? null : SslStreamCertificateContext.Create(Issued.Certificate, [Issued.Root], offline: true);

    public (SslStreamCertificateContext Certificate, bool AsksForClient) For(string? serverName) =>
        issued is not null && serverName == PublicName ? (issued, false) : (own, true);

    public void Dispose()
    {
        Own.Dispose();
        Issued?.Dispose();
    }
}
