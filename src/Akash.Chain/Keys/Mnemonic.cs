using System.Security.Cryptography;
using System.Text;

namespace Akash.Chain.Keys;

/// <summary>BIP-39 phrases of the English list: 12, 15, 18, 21 or 24 words.</summary>
public static class Mnemonic
{
    const int WordBits = 11;
    const int SeedRounds = 2048;
    const int SeedLength = 64;

    static readonly string[] Words = ReadWords();

    /// <summary>The phrase as its seed is made from it: lower case, single spaces.</summary>
    public static string Normalize(string phrase) => string.Join(' ', Split(phrase));

    /// <summary>What is wrong with a phrase.</summary>
    /// <exception cref="MnemonicException">Empty, a wrong number of words, a word that is not in the list, or a checksum that does not fit.</exception>
    public static void Validate(string phrase)
    {
        var words = Split(phrase);
        if (words is []) throw new MnemonicException("The mnemonic is empty: expected the 12 to 24 words of the wallet, separated by spaces");
        if (words.Length is not (12 or 15 or 18 or 21 or 24))
        {
            throw new MnemonicException($"The mnemonic has {words.Length} words: expected 12, 15, 18, 21 or 24, separated by spaces");
        }

        var indices = words.Select(word => Array.BinarySearch(Words, word, StringComparer.Ordinal)).ToArray();
        var unknown = indices.Index().Where(word => word.Item < 0).Select(word => word.Index + 1).ToArray();
        if (unknown is not [])
        {
            throw new MnemonicException(unknown is [var position]
                ? $"Word {position} of the mnemonic is not in the BIP-39 English list: check its spelling"
                : $"Words {string.Join(", ", unknown)} of the mnemonic are not in the BIP-39 English list: check their spelling");
        }

        if (!ChecksumFits(indices))
        {
            throw new MnemonicException("The checksum of the mnemonic does not fit: a word is wrong or two have changed places");
        }
    }

    /// <summary>The 64 bytes every key of the wallet comes from, in pinned memory. The caller zeroes them.</summary>
    internal static byte[] ToSeed(string phrase, string passphrase)
    {
        Validate(phrase);
        var password = Encoding.UTF8.GetBytes(Normalize(phrase));
        var salt = Encoding.UTF8.GetBytes("mnemonic" + Decompose(passphrase));
        try
        {
            var seed = GC.AllocateUninitializedArray<byte>(SeedLength, pinned: true);
            Rfc2898DeriveBytes.Pbkdf2(password, salt, seed, SeedRounds, HashAlgorithmName.SHA512);
            return seed;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
            CryptographicOperations.ZeroMemory(salt);
        }
    }

    /// <summary>
    /// BIP-39 takes a passphrase in NFKD. A program built without globalization data leaves text as it is, which would
    /// silently lead to another wallet.
    /// </summary>
    static string Decompose(string passphrase) => Ascii.IsValid(passphrase) || "\u00e4".Normalize(NormalizationForm.FormKD).Length == 2
        ? passphrase.Normalize(NormalizationForm.FormKD)
        : throw new MnemonicException("The passphrase of the mnemonic has characters beyond ASCII, which this program cannot normalize");

    static string[] Split(string phrase) =>
        phrase.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A phrase of n words holds 32n/3 bits of entropy and n/3 bits of their SHA-256.</summary>
    static bool ChecksumFits(int[] indices)
    {
        var checksumBits = indices.Length / 3;
        var entropyBits = (indices.Length * WordBits) - checksumBits;
        var entropy = new byte[entropyBits / 8];
        var checksum = 0;
        for (var bit = 0; bit < indices.Length * WordBits; bit++)
        {
            var value = (indices[bit / WordBits] >> (WordBits - 1 - (bit % WordBits))) & 1;
            if (bit < entropyBits) entropy[bit / 8] |= (byte)(value << (7 - (bit % 8)));
            else checksum = (checksum << 1) | value;
        }

        var expected = SHA256.HashData(entropy)[0] >> (8 - checksumBits);
        CryptographicOperations.ZeroMemory(entropy);
        return checksum == expected;
    }

    static string[] ReadWords()
    {
        using var stream = typeof(Mnemonic).Assembly.GetManifestResourceStream("bip39-english")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
