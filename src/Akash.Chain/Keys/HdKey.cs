using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Math;

namespace Akash.Chain.Keys;

/// <summary>BIP-32: from a seed down a path to one private key.</summary>
static class HdKey
{
    /// <summary>The private key at a path, 32 bytes in pinned memory. The caller zeroes it.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> seed, HdPath path)
    {
        var node = GC.AllocateUninitializedArray<byte>(HMACSHA512.HashSizeInBytes, pinned: true);
        HMACSHA512.HashData("Bitcoin seed"u8, seed, node);
        try
        {
            foreach (var step in path.Steps) Descend(node, step);
            var key = GC.AllocateUninitializedArray<byte>(Secp256k1.KeyLength, pinned: true);
            node.AsSpan(0, Secp256k1.KeyLength).CopyTo(key);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(node);
        }
    }

    /// <summary>Replaces a node (32 bytes key, 32 bytes chain code) by its child.</summary>
    static void Descend(Span<byte> node, uint step)
    {
        var key = node[..Secp256k1.KeyLength];
        Span<byte> data = stackalloc byte[37];
        if (step >> 31 == 1) key.CopyTo(data[1..]);
        else Secp256k1.PublicKey(key).CopyTo(data);
        BinaryPrimitives.WriteUInt32BigEndian(data[33..], step);

        Span<byte> derived = stackalloc byte[64];
        HMACSHA512.HashData(node[Secp256k1.KeyLength..], data, derived);
        var tweak = new BigInteger(1, derived[..Secp256k1.KeyLength]);
        var child = tweak.Add(new BigInteger(1, key)).Mod(Secp256k1.Order);
        if (tweak.CompareTo(Secp256k1.Order) >= 0 || child.SignValue == 0)
        {
            throw new CryptographicException("This path has no key for this wallet: choose another account index");
        }

        Secp256k1.ToFixed(child).CopyTo(key);
        derived[Secp256k1.KeyLength..].CopyTo(node[Secp256k1.KeyLength..]);
        CryptographicOperations.ZeroMemory(data);
        CryptographicOperations.ZeroMemory(derived);
    }
}
