using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math;

namespace Akash.Sandbox.Cryptography;

/// <summary>A signing key of a test account: BIP-39 phrase and BIP-32 path, or a raw private key.</summary>
sealed class Wallet
{
    const uint Hardened = 0x8000_0000;
    readonly byte[] privateKey;

    public Wallet(ReadOnlySpan<byte> privateKey)
    {
        this.privateKey = privateKey.ToArray();
        PublicKey = Secp256k1.PublicKey(privateKey);
        Address = AccountAddress.FromPublicKey(PublicKey);
    }

    /// <summary>The 33-byte compressed public key.</summary>
    public byte[] PublicKey { get; }

    public string Address { get; }

    /// <summary>A 64-byte signature over SHA-256 of the message.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => Secp256k1.Sign(privateKey, message);

    /// <summary>The account <c>m/44'/118'/0'/0/index</c> of a BIP-39 phrase. The phrase's words and checksum aren't checked.</summary>
    public static Wallet FromMnemonic(string mnemonic, string passphrase = "", uint index = 0)
    {
        var seed = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(mnemonic), Encoding.UTF8.GetBytes("mnemonic" + passphrase), 2048, HashAlgorithmName.SHA512, 64);
        return new Wallet(Derive(seed, [44 | Hardened, 118 | Hardened, Hardened, 0, index]));
    }

    /// <summary>A key that always comes out the same for a name, for the sandbox's own accounts.</summary>
    public static Wallet FromName(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("akash-sandbox/" + name)));

    static byte[] Derive(byte[] seed, ReadOnlySpan<uint> path)
    {
        var node = HMACSHA512.HashData("Bitcoin seed"u8, seed);
        foreach (var step in path)
        {
            byte[] key = node[..32];
            byte[] data = [.. step >= Hardened ? [0, .. key] : Secp256k1.PublicKey(key), 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), step);
            var next = HMACSHA512.HashData(node.AsSpan(32), data);

            var child = new BigInteger(1, next, 0, 32).Add(new BigInteger(1, key)).Mod(Secp256k1.Order).ToByteArrayUnsigned();
            next.AsSpan(..32).Clear();
            child.CopyTo(next.AsSpan(32 - child.Length));
            node = next;
        }
        return node[..32];
    }
}
