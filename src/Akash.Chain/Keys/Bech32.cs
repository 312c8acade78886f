namespace Akash.Chain.Keys;

/// <summary>Bech32 (BIP-173, not bech32m) of whole bytes, as Cosmos chains write addresses.</summary>
static class Bech32
{
    const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const int ChecksumLength = 6;

    static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        List<byte> words = [.. Regroup(data, 8, 5, pad: true)!];
        var checksum = Polymod([.. Expand(prefix), .. words, .. new byte[ChecksumLength]]) ^ 1;
        for (var i = 0; i < ChecksumLength; i++) words.Add((byte)((checksum >> (5 * (ChecksumLength - 1 - i))) & 31));
        return $"{prefix}1{string.Concat(words.Select(word => Alphabet[word]))}";
    }

    /// <summary>The bytes of an address with this prefix, or null where the text is not one.</summary>
    public static byte[]? Decode(string prefix, string text)
    {
        if (!text.StartsWith(prefix + '1', StringComparison.Ordinal)) return null;

        var words = text[(prefix.Length + 1)..].Select(letter => Alphabet.IndexOf(letter, StringComparison.Ordinal)).ToArray();
        if (words.Length < ChecksumLength || words.Contains(-1)) return null;

        byte[] known = [.. words.Select(word => (byte)word)];
        return Polymod([.. Expand(prefix), .. known]) == 1
            ? Regroup(known.AsSpan()[..^ChecksumLength], 5, 8, pad: false)
            : null;
    }

    static IEnumerable<byte> Expand(string prefix) =>
        [.. prefix.Select(letter => (byte)(letter >> 5)), 0, .. prefix.Select(letter => (byte)(letter & 31))];

    static uint Polymod(IReadOnlyList<byte> words)
    {
        var checksum = 1u;
        foreach (var word in words)
        {
            var top = checksum >> 25;
            checksum = ((checksum & 0x1ffffff) << 5) ^ word;
            for (var i = 0; i < Generator.Length; i++)
            {
                if (((top >> i) & 1) == 1) checksum ^= Generator[i];
            }
        }

        return checksum;
    }

    static byte[]? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var (held, bits) = (0, 0);
        List<byte> groups = [];
        foreach (var value in data)
        {
            held = (held << from) | value;
            bits += from;
            while (bits >= to)
            {
                bits -= to;
                groups.Add((byte)((held >> bits) & ((1 << to) - 1)));
            }

            held &= (1 << bits) - 1;
        }

        if (pad && bits > 0) groups.Add((byte)(held << (to - bits)));
        return pad || (bits < from && held == 0) ? [.. groups] : null;
    }
}
