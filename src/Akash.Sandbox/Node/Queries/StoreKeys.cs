using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Keys as the node's store has them, which is how they come back in pages.</summary>
static class StoreKeys
{
    /// <summary>Owner and a zero, dseq, and where there are any gseq, oseq, provider and a zero, bseq; numbers big-endian.</summary>
    public static byte[] Of(MarketKey key)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(key.Owner), 0, .. Big(key.Dseq)];
        if (key.Gseq == 0) return bytes;
        bytes = [.. bytes, .. Big(key.Gseq), .. Big(key.Oseq)];
        return key.Provider.Length == 0 ? bytes : [.. bytes, .. Encoding.UTF8.GetBytes(key.Provider), 0, .. Big(key.Bseq)];
    }

    public static MarketKey ReadMarketKey(ReadOnlySpan<byte> bytes)
    {
        var key = new MarketKey(Text(ref bytes), Number64(ref bytes));
        if (bytes.IsEmpty) return key;
        key = key with { Gseq = Number32(ref bytes), Oseq = Number32(ref bytes) };
        return bytes.IsEmpty ? key : key with { Provider = Text(ref bytes), Bseq = Number32(ref bytes) };
    }

    /// <summary>Both denoms and the owner's bytes with their lengths in front, height, sequence.</summary>
    public static byte[] Of(LedgerKey key) =>
    [
        .. Sized(Encoding.UTF8.GetBytes(key.Denom)), .. Sized(Encoding.UTF8.GetBytes(key.ToDenom)), .. Sized(AccountAddress.ToBytes(key.Source)!),
        .. Big((ulong)key.Height), .. Big((ulong)key.Sequence),
    ];

    /// <summary>The owner's bytes and the serial number's, each with its length in front.</summary>
    public static byte[] OfCertificate(PairKey key) =>
    [
        .. OfOwner(key.First),
        .. Sized(BigInteger.Parse(Certificates.SerialOf(key), CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true)),
    ];

    public static byte[] OfOwner(string address) => Sized(AccountAddress.ToBytes(address)!);

    static byte[] Sized(byte[] bytes) => [(byte)bytes.Length, .. bytes];

    static byte[] Big(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    static byte[] Big(uint value) => Big((ulong)value)[4..];

    static string Text(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        if (end < 0) throw Pages.Invalid("pagination: invalid key: invalid key length");
        var text = Encoding.UTF8.GetString(bytes[..end]);
        bytes = bytes[(end + 1)..];
        return text;
    }

    static ulong Number64(ref ReadOnlySpan<byte> bytes) => ((ulong)Number32(ref bytes) << 32) | Number32(ref bytes);

    static uint Number32(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4) throw Pages.Invalid("pagination: invalid key: invalid key length");
        var value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        bytes = bytes[4..];
        return value;
    }
}
