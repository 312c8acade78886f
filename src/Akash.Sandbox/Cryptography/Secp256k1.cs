using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Akash.Sandbox.Cryptography;

/// <summary>ECDSA over secp256k1 and SHA-256: 32-byte private keys, 33-byte compressed public keys, 64-byte signatures r‖s.</summary>
static class Secp256k1
{
    static readonly ECDomainParameters Curve = ECDomainParameters.LookupName("secp256k1");
    static readonly BigInteger HalfOrder = Curve.N.ShiftRight(1);

    public static BigInteger Order => Curve.N;

    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey) =>
        Curve.G.Multiply(new BigInteger(1, privateKey)).Normalize().GetEncoded(true);

    /// <summary>Signs SHA-256 of the message with the nonce of RFC 6979 and a low s.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), Curve));
        var parts = signer.GenerateSignature(SHA256.HashData(message));
        var (r, s) = (parts[0], parts[1].CompareTo(HalfOrder) > 0 ? Curve.N.Subtract(parts[1]) : parts[1]);

        var signature = new byte[64];
        WriteBigEndian(r, signature.AsSpan(..32));
        WriteBigEndian(s, signature.AsSpan(32..));
        return signature;
    }

    /// <summary>Whether the signature over SHA-256 of the message is the key's. A high s is refused, as on the network.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 64 || !TryPoint(publicKey, out var point)) return false;
        var (r, s) = (new BigInteger(1, signature[..32]), new BigInteger(1, signature[32..]));
        if (s.CompareTo(HalfOrder) > 0) return false;

        var verifier = new ECDsaSigner();
        verifier.Init(false, new ECPublicKeyParameters(point, Curve));
        return verifier.VerifySignature(SHA256.HashData(message), r, s);
    }

    static bool TryPoint(ReadOnlySpan<byte> publicKey, out ECPoint point)
    {
        point = Curve.G;
        if (publicKey.Length != 33) return false;
        try
        {
            point = Curve.Curve.DecodePoint(publicKey.ToArray());
            return !point.IsInfinity;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static void WriteBigEndian(BigInteger value, Span<byte> target)
    {
        var bytes = value.ToByteArrayUnsigned();
        bytes.CopyTo(target[(target.Length - bytes.Length)..]);
    }
}
