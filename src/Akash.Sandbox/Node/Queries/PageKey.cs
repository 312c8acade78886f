using System.Buffers.Binary;
using Google.Protobuf;

namespace Akash.Sandbox.Node.Queries;

/// <summary>
/// Where an Akash list goes on, in the node's own encoding: a checksum, the states still to visit, the prefix of the store and the
/// next key in it, and a mark that says by which way the list was walked.
/// </summary>
sealed record PageKey(byte[] States, byte[] Prefix, byte[] Key, byte? Mark)
{
    const int ChecksumLength = 4;

    public ByteString Encode()
    {
        byte[] data = [.. Part(States), .. Part(Prefix), .. Part(Key), .. Mark is { } mark ? Part([mark]) : []];
        var bytes = new byte[ChecksumLength + data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Checksum(data));
        data.CopyTo(bytes, ChecksumLength);
        return ByteString.CopyFrom(bytes);
    }

    /// <summary>Reads a key; null for none. What isn't one is an invalid argument.</summary>
    public static PageKey? Decode(ByteString key)
    {
        if (key.IsEmpty) return null;
        if (key.Length <= ChecksumLength) throw Pages.Invalid("pagination: invalid key: invalid key length");
        var expected = BinaryPrimitives.ReadUInt32BigEndian(key.Span);
        var rest = key.Span[ChecksumLength..];
        if (Checksum(rest) is var checksum && checksum != expected)
            throw Pages.Invalid($"pagination: invalid key: invalid checksum, 0x{expected:x8} != 0x{checksum:x8}");
        var (states, prefix, next) = (Take(ref rest), Take(ref rest), Take(ref rest));
        return new PageKey(states, prefix, next, rest.IsEmpty ? null : Take(ref rest) is [var mark] ? mark : throw Pages.Invalid("invalid pagination key"));
    }

    static byte[] Part(byte[] bytes) => [(byte)bytes.Length, .. bytes];

    static byte[] Take(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest.Length <= rest[0]) throw Pages.Invalid("pagination: invalid key: invalid state length");
        var part = rest[1..(1 + rest[0])].ToArray();
        rest = rest[(1 + part.Length)..];
        return part;
    }

    /// <summary>CRC-32 as in zip.</summary>
    static uint Checksum(ReadOnlySpan<byte> data)
    {
        var checksum = uint.MaxValue;
        foreach (var value in data)
        {
            checksum ^= value;
            for (var bit = 0; bit < 8; bit++) checksum = (checksum >> 1) ^ ((checksum & 1) * 0xedb88320);
        }
        return ~checksum;
    }
}
