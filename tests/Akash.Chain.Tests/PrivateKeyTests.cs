using Akash.Chain.Keys;
using Akash.Tests;

namespace Akash.Chain.Tests;

/// <summary>Exports made outside of this project: Argon2id, bcrypt and the ciphers of the noble libraries and bcryptjs.</summary>
public sealed class PrivateKeyTests
{
    const string Hex = "c4a48e2fce1481cd3294b4490f6678090ea98d3d0e5cd984558ab0968741b104";
    const string Address = "akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0";

    const string Bcrypt = """
        -----BEGIN TENDERMINT PRIVATE KEY-----
        salt: 00112233445566778899AABBCCDDEEFF
        type: secp256k1
        kdf: bcrypt

        AAECAwQFBgcICQoLDA0ODxAREhMUFRYX3e9/cjFg35n9lUqqrxcozR8U3NrIQ6c0
        jZiksowO/wgfpi8ZcvEU3Tblr2bclPmKbLUJ0Rk=
        =oD6T
        -----END TENDERMINT PRIVATE KEY-----
        """;

    [Theory]
    [InlineData(KeyExport.Armored)]
    [InlineData(Bcrypt)]
    public void Exported_key_opens_with_its_passphrase(string export)
    {
        using var wallet = Wallet.FromPrivateKey($"\n{export.ReplaceLineEndings("\r\n")}\r\n", KeyExport.Passphrase);

        wallet.Address.Should().Be(Address);
        wallet.SecretSpellings().Should().Contain(Hex);
    }

    [Theory]
    [InlineData(KeyExport.Armored)]
    [InlineData(Bcrypt)]
    public void Exported_key_stays_shut_with_another_passphrase(string export)
    {
        FluentActions.Invoking(() => Wallet.FromPrivateKey(export, "correct horse"))
            .Should().Throw<PrivateKeyException>().WithMessage("*passphrase*").Which.ToString().Should().NotContain("correct horse");
    }

    [Theory]
    [InlineData(Hex)]
    [InlineData("  0x" + Hex + "\n")]
    public void Bare_key_is_read_from_hex(string text)
    {
        using var wallet = Wallet.FromPrivateKey(text);

        wallet.Address.Should().Be(Address);
    }

    [Theory]
    [InlineData("", "*64 hex digits*akash keys export*")]
    [InlineData("c4a48e2f", "*64 hex digits*")]
    [InlineData("zza48e2fce1481cd3294b4490f6678090ea98d3d0e5cd984558ab0968741b104", "*64 hex digits*")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "*between 1 and*")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "*between 1 and*")]
    [InlineData("-----BEGIN TENDERMINT PRIVATE KEY----- kdf: argon2 -----END TENDERMINT PRIVATE KEY-----", "*not whole*line breaks*")]
    [InlineData("-----BEGIN TENDERMINT PUBLIC KEY-----\n-----END TENDERMINT PUBLIC KEY-----", "*not whole*")]
    public void What_is_no_key_is_refused_without_repeating_it(string text, string message)
    {
        FluentActions.Invoking(() => Wallet.FromPrivateKey(text))
            .Should().Throw<PrivateKeyException>().WithMessage(message).Which.ToString().Should().NotContain("c4a48e2f").And.NotContain("zza48e2f");
    }

    [Theory]
    [InlineData("qQY+D8T66", "qQY+D8T67", "*checksum does not fit*")]
    [InlineData("=Ps0B", "", "*damaged*")]
    [InlineData("kdf: argon2", "kdf: scrypt", "*scrypt*argon2 or bcrypt*")]
    [InlineData("type: secp256k1", "type: sr25519", "*sr25519*secp256k1*")]
    [InlineData("salt: 0011", "salt: zz11", "*salt*")]
    [InlineData("kdf: argon2", "kdf", "*damaged*")]
    public void Export_that_is_damaged_says_what_is_wrong(string part, string instead, string message)
    {
        FluentActions.Invoking(() => Wallet.FromPrivateKey(KeyExport.Armored.Replace(part, instead, StringComparison.Ordinal), KeyExport.Passphrase))
            .Should().Throw<PrivateKeyException>().WithMessage(message);
    }
}
