using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akash.Proto.Cert.V1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Values;
using CertificateState = Akash.Proto.Cert.V1.State;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Client certificates of tenants and server certificates of providers (chain.md section 7.5).</summary>
static class Certificates
{
    public static void Validate(MsgCreateCertificate message)
    {
        if (!AccountAddress.IsValid(message.Owner)) throw SdkErrors.InvalidAddress.Refusal("MsgCreateCertificate: Invalid Owner Address");
        Parse(message);
    }

    public static void Validate(MsgRevokeCertificate message)
    {
        if (!AccountAddress.IsValid(message.Id?.Owner ?? "")) throw SdkErrors.InvalidAddress.Refusal("MsgRevoke: Invalid Owner Address");
        if (!BigInteger.TryParse(message.Id!.Serial, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw CertificateErrors.InvalidSerialNumber.Refusal();
    }

    public static void Create(Execution x, MsgCreateCertificate message)
    {
        var key = Key(message.Owner, Parse(message));
        if (x.State.Certificates.Has(key)) throw CertificateErrors.Exists.Refusal();
        x.State.Certificates = x.State.Certificates.With(key,
            new Certificate { State = CertificateState.Valid, Cert = message.Cert, Pubkey = message.Pubkey });
    }

    public static void Revoke(Execution x, MsgRevokeCertificate message)
    {
        var key = Key(message.Id.Owner, BigInteger.Parse(message.Id.Serial, CultureInfo.InvariantCulture));
        var certificate = x.State.Certificates.Find(key)?.Clone() ?? throw CertificateErrors.NotFound.Refusal();
        if (certificate.State == CertificateState.Revoked) throw CertificateErrors.AlreadyRevoked.Refusal();
        certificate.State = CertificateState.Revoked;
        x.State.Certificates = x.State.Certificates.With(key, certificate);
    }

    /// <summary>Serial numbers sort by their bytes, so by size when padded.</summary>
    public static PairKey Key(string owner, BigInteger serial) => new(owner, serial.ToString("D50", CultureInfo.InvariantCulture));

    public static string SerialOf(PairKey key) => key.Second.TrimStart('0') is { Length: > 0 } serial ? serial : "0";

    /// <summary>Checks a certificate and its public key as the chain does; gives the serial number.</summary>
    static BigInteger Parse(MsgCreateCertificate message)
    {
        var publicKey = Pem(message.Pubkey.ToStringUtf8()) ?? throw CertificateErrors.InvalidPublicKeyValue.Refusal();
        if (publicKey.Label != "EC PUBLIC KEY") throw CertificateErrors.InvalidPublicKeyValue.PlainRefusal("invalid pem block type");
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey.Bytes, out _);
        }
        catch (CryptographicException)
        {
            throw CertificateErrors.InvalidPublicKeyValue.PlainRefusal("invalid public key type");
        }

        var pem = Pem(message.Cert.ToStringUtf8()) ?? throw CertificateErrors.InvalidCertificateValue.Refusal();
        if (pem.Label != "CERTIFICATE") throw CertificateErrors.InvalidCertificateValue.PlainRefusal("invalid pem block type");
        using var certificate = Load(pem.Bytes);
        if (!IsSignedBy(pem.Bytes, key)) throw CertificateErrors.InvalidCertificateValue.PlainRefusal("invalid certificate signature");

        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (!AccountAddress.IsValid(name)) throw CertificateErrors.InvalidCertificateValue.PlainRefusal("decoding bech32 failed: CommonName is not an address");
        if (name != message.Owner) throw CertificateErrors.InvalidCertificateValue.PlainRefusal("CommonName does not match owner");
        return new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
    }

    static X509Certificate2 Load(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException exception)
        {
            throw LedgerError.Plain($"x509: malformed certificate: {exception.Message}");
        }
    }

    static bool IsSignedBy(byte[] certificate, ECDsa key)
    {
        var structure = Org.BouncyCastle.Asn1.X509.X509CertificateStructure.GetInstance(certificate);
        return key.VerifyData(structure.TbsCertificate.GetEncoded(), structure.GetSignatureOctets(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    static (string Label, byte[] Bytes)? Pem(string text)
    {
        if (!PemEncoding.TryFind(text, out var fields) || text.AsSpan(fields.Location.End).Trim().Length > 0) return null;
        return (text[fields.Label], Convert.FromBase64String(text[fields.Base64Data].ReplaceLineEndings("")));
    }
}
