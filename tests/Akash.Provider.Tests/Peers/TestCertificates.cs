using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Provider.Tests.Peers;

/// <summary>Certificates in the shape providers make theirs (provider.md 1.3).</summary>
static class TestCertificates
{
    static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 SelfSigned(string name, DateTimeOffset? notBefore = null, DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Request(name, key).CreateSelfSigned(notBefore ?? Begin, notAfter ?? Begin.AddYears(10));
        return Loaded(made);
    }

    /// <summary>A certificate in one name issued by the key of another certificate.</summary>
    public static X509Certificate2 IssuedBy(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Request(name, key).Create(
            authority.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.GetECDsaPrivateKey()!),
            Begin, Begin.AddYears(10), RandomNumberGenerator.GetBytes(8));
        using var made = issued.CopyWithPrivateKey(key);
        return Loaded(made);
    }

    static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}, OID.2.23.133.2.6=v0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2"), new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    static X509Certificate2 Loaded(X509Certificate2 made) =>
        X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
}
