namespace Akash.Provider.Tokens;

/// <summary>The account that owns the leases, as far as tokens need it.</summary>
public interface ITokenSigner
{
    /// <summary>The account's bech32 address, the token's issuer.</summary>
    string Address { get; }

    /// <summary>Signs a SHA-256 digest with the account's secp256k1 key: 64 bytes r‖s, big endian, low s.</summary>
    byte[] SignDigest(ReadOnlySpan<byte> digest);
}
