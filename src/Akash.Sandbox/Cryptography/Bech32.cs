using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Akash.Sandbox.Cryptography;

/// <summary>Bech32 (BIP-173, not bech32m) over whole bytes.</summary>
static class Bech32
{
    const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const int ChecksumLength = 6;

    public static string Encode(string prefix, ReadOnlySpan<byte> bytes)
    {
        var data = Regroup(bytes, 8, 5, pad: true)!;
        var checksum = Polymod([.. Expand(prefix), .. data, 0, 0, 0, 0, 0, 0]) ^ 1;

        var text = new StringBuilder(prefix, prefix.Length + 1 + data.Length + ChecksumLength).Append('1');
        foreach (var value in data) text.Append(Alphabet[value]);
        for (var i = ChecksumLength - 1; i >= 0; i--) text.Append(Alphabet[(int)(checksum >> (5 * i)) & 31]);
        return text.ToString();
    }

    /// <summary>False where case is mixed, a character is foreign, the checksum is wrong or bits are left over.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out string? prefix, [NotNullWhen(true)] out byte[]? bytes)
    {
        (prefix, bytes) = (null, null);
        var lower = text.ToLowerInvariant();
        if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)) return false;

        var separator = lower.LastIndexOf('1');
        if (separator < 1 || separator + 1 + ChecksumLength > lower.Length) return false;

        var values = new byte[lower.Length - separator - 1];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (value < 0) return false;
            values[i] = (byte)value;
        }

        var human = lower[..separator];
        if (Polymod([.. Expand(human), .. values]) != 1) return false;
        if (Regroup(values.AsSpan(..^ChecksumLength), 5, 8, pad: false) is not { } decoded) return false;
        (prefix, bytes) = (human, decoded);
        return true;
    }

    static byte[]? Regroup(ReadOnlySpan<byte> values, int from, int to, bool pad)
    {
        var result = new List<byte>(values.Length * from / to + 1);
        var (accumulator, bits, mask) = (0, 0, (1 << to) - 1);
        foreach (var value in values)
        {
            accumulator = ((accumulator << from) | value) & 0xfff;
            bits += from;
            while (bits >= to) result.Add((byte)((accumulator >> (bits -= to)) & mask));
        }
        if (pad && bits > 0) result.Add((byte)((accumulator << (to - bits)) & mask));
        else if (!pad && (bits >= from || ((accumulator << (to - bits)) & mask) != 0)) return null;
        return [.. result];
    }

    static byte[] Expand(string prefix) => [.. prefix.Select(c => (byte)(c >> 5)), 0, .. prefix.Select(c => (byte)(c & 31))];

    static uint Polymod(ReadOnlySpan<byte> values)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var checksum = 1u;
        foreach (var value in values)
        {
            var top = checksum >> 25;
            checksum = ((checksum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < 5; i++)
                if (((top >> i) & 1) != 0) checksum ^= generator[i];
        }
        return checksum;
    }
}
