namespace Akash.Tests;

/// <summary>A private key as it is exported today, made outside of this project: Argon2id and the ciphers of the noble libraries.</summary>
static class KeyExport
{
    public const string Passphrase = "correct horse battery";

    public const string Armored = """
        -----BEGIN TENDERMINT PRIVATE KEY-----
        kdf: argon2
        salt: 00112233445566778899AABBCCDDEEFF
        type: secp256k1

        qQY+D8T66Rpsuy7QpDo1H7A8ggEjlmBfriOgfwYhOlJGIG/QpbP5jVSeku1Y+sve
        vKhzK9k=
        =Ps0B
        -----END TENDERMINT PRIVATE KEY-----
        """;
}
