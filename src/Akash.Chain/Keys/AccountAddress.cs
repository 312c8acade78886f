using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Akash.Chain.Keys;

/// <summary>Addresses of accounts: bech32 with the prefix <c>akash</c> over 20 bytes (chain.md section 3).</summary>
public static class AccountAddress
{
    public const string Prefix = "akash";

    const int Length = 20;

    /// <summary>RIPEMD-160 of the SHA-256 of a compressed public key, in bech32.</summary>
    public static string FromPublicKey(ReadOnlySpan<byte> compressed)
    {
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(SHA256.HashData(compressed));
        var address = new byte[Length];
        digest.DoFinal(address, 0);
        return Bech32.Encode(Prefix, address);
    }

    /// <summary>Whether a text is the address of an account, checksum included.</summary>
    public static bool IsValid(string? text) => text is not null && Bech32.Decode(Prefix, text) is { Length: Length };
}
