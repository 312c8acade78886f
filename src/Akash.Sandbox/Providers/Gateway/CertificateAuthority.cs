using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The sandbox's stand-in for the authorities that real providers get certificates of their names from. Whoever trusts its
/// root meets such a provider as on the network.
/// </summary>
sealed class CertificateAuthority : IDisposable
{
    const string ServerUse = "1.3.6.1.5.5.7.3.1";
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    readonly X509Certificate2 root;

    CertificateAuthority(X509Certificate2 root) => this.root = root;

    /// <summary>What a client is to trust, such as through <c>SSL_CERT_FILE</c>.</summary>
    public string RootPem => root.ExportCertificatePem() + "\n";

    public static CertificateAuthority Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=akash-sandbox test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new CertificateAuthority(request.CreateSelfSigned(now - Skew, now.AddYears(1)));
    }

    /// <summary>A server's certificate with its key, and the chain it is shown with.</summary>
    public IssuedCertificate Issue(string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerUse)], critical: false));
        using var issued = request.Create(root, now - Skew, now.AddDays(90), RandomNumberGenerator.GetBytes(8));
        return new IssuedCertificate(issued.CopyWithPrivateKey(key), root);
    }

    public void Dispose() => root.Dispose();
}
