using System.Formats.Asn1;
using System.Net.Security;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>
/// Client certificates with the properties of the recorded ones, by the recorder's names. Their keys were not recorded, so these
/// have keys of their own.
/// </summary>
sealed class RecordedCertificates : IDisposable
{
    const string ClientUse = "1.3.6.1.5.5.7.3.2";
    const string ServerUse = "1.3.6.1.5.5.7.3.1";
    const string Provider = "akash1ztwsjqx86tq0x6479vxvl4zr39npzcdfs9qq6u";
    static readonly DateTimeOffset Begin = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset End = Begin.AddYears(1);

    readonly Dictionary<string, X509Certificate2> made = [];

    public RecordedCertificates()
    {
        Add("valid", 1, ClientUse);
        Add("revoked_after_use", 2, ClientUse);
        Add("expired", 3, ClientUse, end: Begin.AddMinutes(5));
        Add("future", 4, ClientUse, begin: Begin.AddDays(1));
        Add("eku_server", 5, ServerUse);
        Add("no_eku", 6, use: null);
        Add("unknown", 7, ClientUse);
        Add("cn_not_bech32", 8, ClientUse, subject: "not-an-address", issuer: "not-an-address");
        Add("issuer_differs", 9, ClientUse, issuer: Provider);
        Add("same_serial_other_key", 1, ClientUse);
        Add("chain_of_two", 10, ClientUse);
        Add("revoked_before_use", 11, ClientUse);
        made["valid_plus_extra"] = made["valid"];
    }

    /// <summary>Puts on chain those that were there.</summary>
    public void Publish(ScriptedNode node)
    {
        foreach (var name in new[] { "valid", "revoked_after_use", "expired", "future", "eku_server", "no_eku", "issuer_differs" })
        {
            node.AddCertificate(made[name]);
        }
    }

    public X509Certificate2 Find(string name) => made[name];

    /// <summary>What a handshake shows: the certificate, and another beside it where the recorder sent two.</summary>
    public SslStreamCertificateContext Show(string name) => SslStreamCertificateContext.Create(
        made[name], name is "chain_of_two" or "valid_plus_extra" ? [made["unknown"]] : null, offline: true);

    public void Dispose()
    {
        foreach (var certificate in made.Values.Distinct()) certificate.Dispose();
    }

    void Add(string name, int serial, string? use, string subject = RecordedAccounts.Tenant, string? issuer = null, DateTimeOffset? begin = null, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name(subject), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        if (use is not null) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        using var signed = request.Create(
            Name(issuer ?? subject), X509SignatureGenerator.CreateForECDsa(key), begin ?? Begin, end ?? End, new BigInteger(1_795_493_679_708_816_000 + serial).ToByteArray(isBigEndian: true));
        using var withKey = signed.CopyWithPrivateKey(key);
        made[name] = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    static X500DistinguishedName Name(string owner)
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add(new Oid("2.23.133.2.6"), "v0.0.1", UniversalTagNumber.PrintableString);
        name.Add(new Oid("2.5.4.3"), owner, UniversalTagNumber.PrintableString);
        return name.Build();
    }
}
