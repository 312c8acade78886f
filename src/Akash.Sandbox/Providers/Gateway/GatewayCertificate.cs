using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// The self-signed certificate of a gateway in the shape official tools give it (provider.md 1.3), and the two PEM texts
/// that go on chain with it.
/// </summary>
sealed class GatewayCertificate : IDisposable
{
    const string ToolVersion = "v0.0.1";
    static readonly Oid ToolVersionAttribute = new("2.23.133.2.6");

    GatewayCertificate(X509Certificate2 certificate) => Certificate = certificate;

    public X509Certificate2 Certificate { get; }

    public string CertificatePem => PemEncoding.WriteString("CERTIFICATE", Certificate.RawData) + "\n";

    public string PublicKeyPem => PemEncoding.WriteString("EC PUBLIC KEY", Certificate.PublicKey.ExportSubjectPublicKeyInfo()) + "\n";

    /// <summary>The serial number as the chain lists it: an unsigned decimal.</summary>
    public string Serial => SerialOf(Certificate);

    public static string SerialOf(X509Certificate2 certificate) =>
        new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);

    public static GatewayCertificate Create(string owner, string name, IEnumerable<IPAddress> addresses, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(owner), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2"), new("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        foreach (var address in addresses) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(PermittedName(name));
        var serial = new BigInteger(now.ToUnixTimeMilliseconds()) * 1_000_000 + RandomNumberGenerator.GetInt32(1_000_000);
        using var signed = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddMinutes(-1), now.AddYears(1), serial.ToByteArray(isBigEndian: true));
        return new GatewayCertificate(signed.CopyWithPrivateKey(key));
    }

    public void Dispose() => Certificate.Dispose();

    static X500DistinguishedName Name(string owner)
    {
        var name = new X500DistinguishedNameBuilder();
        // The builder writes its parts in reverse order.
        name.Add(ToolVersionAttribute, ToolVersion, UniversalTagNumber.PrintableString);
        name.Add(new Oid("2.5.4.3"), owner, UniversalTagNumber.PrintableString);
        return name.Build();
    }

    /// <summary>Name constraints with one permitted DNS name.</summary>
    static X509Extension PermittedName(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
        }

        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }
}
