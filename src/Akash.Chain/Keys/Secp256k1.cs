using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Akash.Chain.Keys;

/// <summary>The curve of account keys: compressed public keys, deterministic (RFC 6979) signatures of 64 bytes with low s.</summary>
static class Secp256k1
{
    public const int KeyLength = 32;

    static readonly X9ECParameters Curve = SecNamedCurves.GetByName("secp256k1");
    static readonly ECDomainParameters Domain = new(Curve.Curve, Curve.G, Curve.N, Curve.H);

    public static BigInteger Order => Curve.N;

    /// <summary>Whether 32 bytes are a private key: neither zero nor past the order.</summary>
    public static bool IsKey(ReadOnlySpan<byte> bytes) =>
        bytes.Length == KeyLength && new BigInteger(1, bytes) is { SignValue: > 0 } scalar && scalar.CompareTo(Order) < 0;

    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey) =>
        Curve.G.Multiply(new BigInteger(1, privateKey)).Normalize().GetEncoded(compressed: true);

    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(forSigning: true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), Domain));
        var parts = signer.GenerateSignature(digest.ToArray());
        var s = parts[1].CompareTo(Order.ShiftRight(1)) > 0 ? Order.Subtract(parts[1]) : parts[1];
        return [.. ToFixed(parts[0]), .. ToFixed(s)];
    }

    public static byte[] ToFixed(BigInteger value)
    {
        var digits = value.ToByteArrayUnsigned();
        return [.. new byte[KeyLength - digits.Length], .. digits];
    }
}
