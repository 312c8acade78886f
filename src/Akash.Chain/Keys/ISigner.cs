namespace Akash.Chain.Keys;

/// <summary>An account that can sign: transactions here, tokens elsewhere.</summary>
public interface ISigner
{
    /// <summary>The account's address, <c>akash1…</c>.</summary>
    string Address { get; }

    /// <summary>The compressed secp256k1 public key, 33 bytes.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs a SHA-256 digest (32 bytes): r and s, 32 bytes each, low s, the same for the same digest (RFC 6979).</summary>
    byte[] Sign(ReadOnlySpan<byte> sha256Digest);
}
