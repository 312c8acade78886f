using Akash.Provider.Tokens;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Akash.Provider.Tests.Peers;

/// <summary>An account with a key of its own: RFC 6979, low s.</summary>
sealed class TestSigner(string address, string privateKeyHex) : ITokenSigner
{
    static readonly ECDomainParameters Curve = new(SecNamedCurves.GetByName("secp256k1"));

    public static TestSigner Any { get; } = new("akash1owner", new string('1', 64));

    public string Address => address;

    public byte[] SignDigest(ReadOnlySpan<byte> digest)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(privateKeyHex, 16), Curve));
        var parts = signer.GenerateSignature(digest.ToArray());
        var s = parts[1].CompareTo(Curve.N.ShiftRight(1)) > 0 ? Curve.N.Subtract(parts[1]) : parts[1];
        return [.. Fixed(parts[0]), .. Fixed(s)];
    }

    static byte[] Fixed(BigInteger value)
    {
        var bytes = value.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
