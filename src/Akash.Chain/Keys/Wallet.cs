using System.Security.Cryptography;

namespace Akash.Chain.Keys;

/// <summary>One account's key, held in pinned memory until disposed and then zeroed.</summary>
public sealed class Wallet : ISigner, IDisposable
{
    readonly byte[] privateKey;
    bool disposed;

    Wallet(byte[] pinnedKey)
    {
        privateKey = pinnedKey;
        PublicKey = Secp256k1.PublicKey(pinnedKey);
        Address = AccountAddress.FromPublicKey(PublicKey.Span);
    }

    public string Address { get; }

    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The wallet of a BIP-39 phrase; case and white space do not matter.</summary>
    /// <param name="path">Which of its keys; <c>m/44'/118'/0'/0/0</c> when null.</param>
    /// <exception cref="MnemonicException">The phrase cannot be one.</exception>
    public static Wallet FromMnemonic(string mnemonic, string passphrase = "", HdPath? path = null)
    {
        var seed = Mnemonic.ToSeed(mnemonic, passphrase);
        try
        {
            return new Wallet(HdKey.Derive(seed, path ?? HdPath.Account()));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>
    /// The wallet of a written private key: 64 hex digits (<c>akash keys export --unarmored-hex</c>), or the armored export
    /// of <c>akash keys export</c> with its passphrase.
    /// </summary>
    /// <exception cref="PrivateKeyException">The text is neither, or the passphrase does not open it.</exception>
    public static Wallet FromPrivateKey(string text, string passphrase = "")
    {
        var key = KeyArmor.Is(text) ? ExportedKey.Decrypt(text, passphrase) : ReadHex(text.Trim());
        return Secp256k1.IsKey(key)
            ? new Wallet(key)
            : throw new PrivateKeyException("The private key is not one of secp256k1: expected a number between 1 and the curve's order");
    }

    /// <summary>The wallet of a bare private key, 32 bytes; the bytes are copied.</summary>
    /// <exception cref="FormatException">The bytes are not a secp256k1 private key.</exception>
    public static Wallet FromPrivateKey(ReadOnlySpan<byte> key)
    {
        if (!Secp256k1.IsKey(key)) throw new FormatException("The private key is not one of secp256k1: expected 32 bytes between 1 and the curve's order");

        var pinned = GC.AllocateUninitializedArray<byte>(Secp256k1.KeyLength, pinned: true);
        key.CopyTo(pinned);
        return new Wallet(pinned);
    }

    static byte[] ReadHex(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        var key = GC.AllocateUninitializedArray<byte>(Secp256k1.KeyLength, pinned: true);
        return digits.Length == 2 * Secp256k1.KeyLength && Convert.FromHexString(digits, key, out _, out _) is System.Buffers.OperationStatus.Done
            ? key
            : throw new PrivateKeyException("The private key cannot be read: expected 64 hex digits, or what 'akash keys export' prints");
    }

    public byte[] Sign(ReadOnlySpan<byte> sha256Digest)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (sha256Digest.Length != SHA256.HashSizeInBytes) throw new ArgumentException("A SHA-256 digest has 32 bytes", nameof(sha256Digest));
        return Secp256k1.Sign(privateKey, sha256Digest);
    }

    /// <summary>Every spelling in which the key could slip into a log, to be masked before the first line is written.</summary>
    public IReadOnlyList<string> SecretSpellings()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var base64 = Convert.ToBase64String(privateKey);
        string[] spellings =
        [
            Convert.ToHexStringLower(privateKey), Convert.ToHexString(privateKey),
            base64, base64.TrimEnd('='), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        ];
        return [.. spellings.Distinct(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(privateKey);
    }
}
