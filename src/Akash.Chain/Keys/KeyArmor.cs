namespace Akash.Chain.Keys;

/// <summary>The ASCII armor of OpenPGP (RFC 4880, section 6) as <c>akash keys export</c> writes it.</summary>
/// <param name="Headers">Their names as written: <c>kdf</c>, <c>salt</c>, <c>type</c>.</param>
sealed record KeyArmor(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    const string Begin = "-----BEGIN TENDERMINT PRIVATE KEY-----";
    const string End = "-----END TENDERMINT PRIVATE KEY-----";
    const int ChecksumLength = 3;

    public static bool Is(string text) => text.TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal);

    /// <exception cref="PrivateKeyException">The text is not a whole exported private key.</exception>
    public static KeyArmor Read(string text)
    {
        var lines = text.Trim().Split('\n', StringSplitOptions.TrimEntries);
        if (lines is not [Begin, .. var inner, End])
        {
            throw new PrivateKeyException(
                $"The exported private key is not whole: expected the lines from {Begin} to {End}, as 'akash keys export' prints them, line breaks included");
        }

        var headers = inner.TakeWhile(line => line is not "").Select(line => line.Split(": ", 2)).ToList();
        var body = inner.Skip(headers.Count).Where(line => line is not "").ToList();
        if (headers.Any(header => header.Length < 2) || body is not [.. var data, ['=', .. var checksum]])
        {
            throw new PrivateKeyException("The exported private key is damaged: expected headers such as 'kdf: argon2', an empty line, base64 and a checksum");
        }

        return new KeyArmor(
            headers.DistinctBy(header => header[0]).ToDictionary(header => header[0], header => header[1]), Decode(string.Concat(data), checksum));
    }

    static byte[] Decode(string data, string checksum)
    {
        try
        {
            var body = Convert.FromBase64String(data);
            if (Convert.FromBase64String(checksum) is { Length: ChecksumLength } sum && (sum[0] << 16 | sum[1] << 8 | sum[2]) == Crc24(body)) return body;
        }
        catch (FormatException)
        {
            // Told below as what it is.
        }

        throw new PrivateKeyException("The exported private key is damaged: its checksum does not fit, so some of it is missing or changed");
    }

    static int Crc24(ReadOnlySpan<byte> bytes)
    {
        var sum = 0xb704ce;
        foreach (var value in bytes)
        {
            sum ^= value << 16;
            for (var bit = 0; bit < 8; bit++) sum = (sum << 1) ^ ((sum & 0x800000) == 0 ? 0 : 0x1864cfb);
        }

        return sum & 0xffffff;
    }
}
