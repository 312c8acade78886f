using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Certificates;

/// <summary>
/// A tenant's certificate for mTLS in the shape official tools give it (provider.md section 2.1), and the two PEM texts that
/// go on chain with it. Its key is in this process's memory and nowhere else.
/// </summary>
public sealed class TenantCertificate : IDisposable
{
    const string CommonName = "2.5.4.3";
    const string ClientUse = "1.3.6.1.5.5.7.3.2";
    const string ToolVersion = "v0.0.1";
    static readonly Oid ToolVersionAttribute = new("2.23.133.2.6");

    /// <summary>Before now, since clocks differ.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    TenantCertificate(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>For <c>MsgCreateCertificate.cert</c>.</summary>
    public string CertificatePem => PemEncoding.WriteString("CERTIFICATE", Certificate.RawData) + "\n";

    /// <summary>For <c>MsgCreateCertificate.pubkey</c>: a SubjectPublicKeyInfo under the chain's own label.</summary>
    public string PublicKeyPem => PemEncoding.WriteString("EC PUBLIC KEY", Certificate.PublicKey.ExportSubjectPublicKeyInfo()) + "\n";

    /// <summary>A new P-256 key and its self-signed certificate; the serial is the time in nanoseconds.</summary>
    /// <param name="owner">The account's bech32 address.</param>
    public static TenantCertificate Create(string owner, DateTimeOffset now, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(owner), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientUse)], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        var serial = new BigInteger(now.ToUnixTimeMilliseconds()) * 1_000_000 + RandomNumberGenerator.GetInt32(1_000_000);
        using var signed = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - Skew, now + lifetime, serial.ToByteArray(isBigEndian: true));
        return new TenantCertificate(signed.CopyWithPrivateKey(key));
    }

    public void Dispose() => Certificate.Dispose();

    static X500DistinguishedName Name(string owner)
    {
        var name = new X500DistinguishedNameBuilder();
        // The builder writes its parts in reverse order.
        name.Add(ToolVersionAttribute, ToolVersion, UniversalTagNumber.PrintableString);
        name.Add(new Oid(CommonName), owner, UniversalTagNumber.PrintableString);
        return name.Build();
    }
}
