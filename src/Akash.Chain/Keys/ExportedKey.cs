using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Akash.Chain.Keys;

/// <summary>
/// The private key inside an export of <c>akash keys export</c>. Cosmos SDK 0.50 and later encrypt with ChaCha20-Poly1305
/// under an Argon2id key, earlier ones with XSalsa20-Poly1305 under a bcrypt hash (cosmos-sdk crypto/armor.go).
/// </summary>
static class ExportedKey
{
    const int CipherKeyLength = 32;
    const int TagLength = 16;
    const int SalsaNonceLength = 24;
    const int SaltLength = 16;
    const int BcryptCost = 12;
    const int Argon2Memory = 64 * 1024;
    const int Argon2Lanes = 4;

    /// <summary>The type of the key in Amino, and its length.</summary>
    static readonly byte[] AminoPrefix = [0xe1, 0xb0, 0xf7, 0x9b, Secp256k1.KeyLength];

    /// <summary>The 32 bytes of the key in pinned memory. The caller zeroes them.</summary>
    /// <exception cref="PrivateKeyException">The text is not an export, not of a secp256k1 key, or the passphrase is not its own.</exception>
    public static byte[] Decrypt(string text, string passphrase)
    {
        var armor = KeyArmor.Read(text);
        if (armor.Headers.GetValueOrDefault("type", "secp256k1") is not "secp256k1" and var type)
        {
            throw new PrivateKeyException($"The exported private key is of type {type}: expected secp256k1, which Akash accounts use");
        }

        var salt = Salt(armor.Headers.GetValueOrDefault("salt"));
        var password = passphrase.ToCharArray();
        var cipherKey = GC.AllocateUninitializedArray<byte>(CipherKeyLength, pinned: true);
        var content = GC.AllocateArray<byte>(armor.Body.Length, pinned: true);
        try
        {
            return KeyIn(armor.Headers.GetValueOrDefault("kdf") switch
            {
                "argon2" => OpenChaCha(armor.Body, Argon2(password, salt, cipherKey), content),
                "bcrypt" => OpenSalsa(armor.Body, Bcrypt(password, salt, cipherKey), content),
                var other => throw new PrivateKeyException($"The exported private key names the key derivation '{other}': expected argon2 or bcrypt"),
            });
        }
        finally
        {
            Array.Clear(password);
            CryptographicOperations.ZeroMemory(cipherKey);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    static byte[] Salt(string? hex) => hex is { Length: 2 * SaltLength } && hex.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(hex)
        : throw new PrivateKeyException("The exported private key has no salt of 32 hex digits");

    static byte[] Argon2(char[] password, byte[] salt, byte[] key)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        var generator = new Argon2BytesGenerator();
        generator.Init(new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13).WithIterations(1).WithMemoryAsKB(Argon2Memory).WithParallelism(Argon2Lanes).WithSalt(salt).Build());
        generator.GenerateBytes(bytes, key);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The SHA-256 of the whole bcrypt text, as the SDK takes it.</summary>
    static byte[] Bcrypt(char[] password, byte[] salt, byte[] key)
    {
        var hash = Encoding.ASCII.GetBytes(OpenBsdBCrypt.Generate("2a", password, salt, BcryptCost));
        SHA256.HashData(hash, key);
        CryptographicOperations.ZeroMemory(hash);
        return key;
    }

    /// <summary>The nonce is zero: every export has a key of its own from its salt.</summary>
    static ReadOnlySpan<byte> OpenChaCha(byte[] body, byte[] key, byte[] content)
    {
        if (body.Length <= TagLength) throw WrongPassphrase();

        try
        {
            using var cipher = new ChaCha20Poly1305(key);
            var opened = content.AsSpan(0, body.Length - TagLength);
            cipher.Decrypt(new byte[12], body.AsSpan(0, opened.Length), body.AsSpan(opened.Length), opened);
            return opened;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw WrongPassphrase(e);
        }
    }

    /// <summary>The secretbox of NaCl: nonce, tag, then the text; the first 32 bytes of the key stream authenticate.</summary>
    static ReadOnlySpan<byte> OpenSalsa(byte[] body, byte[] key, byte[] content)
    {
        if (body.Length <= SalsaNonceLength + TagLength) throw WrongPassphrase();

        var stream = new XSalsa20Engine();
        stream.Init(forEncryption: false, new ParametersWithIV(new KeyParameter(key), body, 0, SalsaNonceLength));
        var authenticator = GC.AllocateArray<byte>(CipherKeyLength, pinned: true);
        stream.ProcessBytes(new byte[CipherKeyLength], 0, CipherKeyLength, authenticator, 0);

        var mac = new Poly1305();
        mac.Init(new KeyParameter(authenticator));
        CryptographicOperations.ZeroMemory(authenticator);
        var start = SalsaNonceLength + TagLength;
        mac.BlockUpdate(body, start, body.Length - start);
        var tag = new byte[TagLength];
        mac.DoFinal(tag, 0);
        if (!CryptographicOperations.FixedTimeEquals(tag, body.AsSpan(SalsaNonceLength, TagLength))) throw WrongPassphrase();

        stream.ProcessBytes(body, start, body.Length - start, content, 0);
        return content.AsSpan(0, body.Length - start);
    }

    static byte[] KeyIn(ReadOnlySpan<byte> content)
    {
        if (content.Length != AminoPrefix.Length + Secp256k1.KeyLength || !content.StartsWith(AminoPrefix))
        {
            throw new PrivateKeyException("The exported private key holds something else than a secp256k1 key");
        }

        var key = GC.AllocateUninitializedArray<byte>(Secp256k1.KeyLength, pinned: true);
        content[AminoPrefix.Length..].CopyTo(key);
        return key;
    }

    static PrivateKeyException WrongPassphrase(Exception? inner = null) =>
        new("The passphrase is not the one the private key was exported with, or the export was changed", inner);
}
