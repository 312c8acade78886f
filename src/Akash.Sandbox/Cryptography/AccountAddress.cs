using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Akash.Sandbox.Cryptography;

/// <summary>Account addresses: bech32 with the prefix <c>akash</c> over 20 bytes (chain.md section 3).</summary>
static class AccountAddress
{
    public const string Prefix = "akash";

    /// <summary>RIPEMD-160 of SHA-256 of the 33-byte compressed public key.</summary>
    public static string FromPublicKey(ReadOnlySpan<byte> compressedPublicKey)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(SHA256.HashData(compressedPublicKey));
        var bytes = new byte[digest.GetDigestSize()];
        digest.DoFinal(bytes, 0);
        return FromBytes(bytes);
    }

    /// <summary>The first 20 bytes of SHA-256 of the module's name.</summary>
    public static string OfModule(string name) => FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(..20));

    public static string FromBytes(ReadOnlySpan<byte> bytes) => Bech32.Encode(Prefix, bytes);

    /// <summary>Whether the text is an account address of this network.</summary>
    public static bool IsValid(string text) => ToBytes(text) is not null;

    /// <summary>The address's bytes; null where the text isn't an account address.</summary>
    public static byte[]? ToBytes(string text) =>
        Bech32.TryDecode(text, out var prefix, out var bytes) && prefix == Prefix && bytes.Length is > 0 and <= 255 ? bytes : null;
}
