using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Akash.Sandbox.Cryptography;

namespace Akash.Sandbox.Providers.Access;

/// <summary>Looks up the public key of an account as the chain knows it.</summary>
/// <returns>The 33-byte key; null where there is no such account.</returns>
/// <exception cref="UnsignedAccountException">The account never signed, so the chain has no key of it.</exception>
delegate byte[]? PublicKeyLookup(string address);

/// <summary>An account without a public key on chain: a provider closes the connection without an answer.</summary>
sealed class UnsignedAccountException(string address) : Exception($"account {address} has no public key on chain");

/// <summary>Checks bearer tokens in a provider's order: form, algorithm, issuer, signature, claims (AEP-64, provider.md 2.2).</summary>
sealed class TokenVerifier(PublicKeyLookup publicKeyOf, TimeProvider time)
{
    /// <exception cref="AccessRefusedException">401 or 400, as the provider answers.</exception>
    public TokenClaims Verify(string token)
    {
        var (claims, algorithm, signed, signature) = Take(token);
        if (!AccountAddress.IsValid(claims.Issuer)) throw AccessRefusedException.InvalidToken();
        var key = publicKeyOf(claims.Issuer.ToLowerInvariant()) ?? throw AccessRefusedException.InvalidToken();
        var message = algorithm == "ES256K" ? Encoding.ASCII.GetBytes(signed) : ArbitraryData(signed, claims.Issuer);
        if (!Secp256k1.Verify(key, message, signature)) throw AccessRefusedException.InvalidToken();
        return ClaimRules.Hold(claims, time.GetUtcNow()) ? claims : throw AccessRefusedException.InvalidClaims();
    }

    static (TokenClaims Claims, string Algorithm, string Signed, byte[] Signature) Take(string token)
    {
        if (token.Split('.') is [var head, var body, var tail]
            && Decode(head) is { } header
            && Decode(body) is { } payload
            && TokenClaims.Read(payload) is { } claims
            && Decode(tail) is { } signature
            && Algorithm(header) is { } algorithm and ("ES256K" or "ES256KADR36"))
        {
            return (claims, algorithm, $"{head}.{body}", signature);
        }

        throw AccessRefusedException.InvalidToken();
    }

    static byte[]? Decode(string segment) =>
        segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && Base64Url.IsValid(segment)
            ? Base64Url.DecodeFromChars(segment)
            : null;

    static string? Algorithm(byte[] header)
    {
        try
        {
            using var document = JsonDocument.Parse(header);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("alg", out var algorithm)
                && algorithm.ValueKind == JsonValueKind.String
                    ? algorithm.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The amino sign document of ADR-36 for wallets that sign "arbitrary data".</summary>
    static byte[] ArbitraryData(string signed, string signer) => Encoding.UTF8.GetBytes(
        """{"account_number":"0","chain_id":"","fee":{"amount":[],"gas":"0"},"memo":"","msgs":[{"type":"sign/MsgSignData","value":{"data":"DATA","signer":"SIGNER"}}],"sequence":"0"}"""
            .Replace("DATA", Convert.ToBase64String(Encoding.ASCII.GetBytes(signed)), StringComparison.Ordinal)
            .Replace("SIGNER", signer, StringComparison.Ordinal));
}
