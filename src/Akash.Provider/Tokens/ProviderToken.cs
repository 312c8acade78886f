using System.Text;
using System.Text.Json;

namespace Akash.Provider.Tokens;

/// <summary>
/// The narrowest token for a call: granular, for one provider, with just the scopes the call needs. It names no
/// deployment, since that would need every service's name and gateways do not enforce those.
/// </summary>
static class ProviderToken
{
    /// <summary>Gateways allow a token's times no leeway, and clocks differ.</summary>
    public static readonly TimeSpan UsualSkew = TimeSpan.FromSeconds(45);

    /// <summary>For a second try after the times were refused.</summary>
    public static readonly TimeSpan LargeSkew = TimeSpan.FromMinutes(10);

    /// <summary>Only the moment a request or an upgrade arrives counts.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="skew">By how much the provider's clock may differ, either way.</param>
    public static string Create(
        ITokenSigner signer, TokenAlgorithm algorithm, string provider, IReadOnlyList<TokenScope> scopes, DateTimeOffset now, TimeSpan skew)
    {
        var header = algorithm is TokenAlgorithm.Es256K
            ? """{"alg":"ES256K","typ":"JWT"}"""
            : """{"alg":"ES256KADR36","typ":"JWT"}""";
        return Jws.Sign(header, Claims(signer.Address, provider, scopes, now - skew, now + Lifetime + skew), algorithm, signer);
    }

    /// <summary>The claims with keys in alphabetical order, as the official SDK writes them.</summary>
    internal static string Claims(
        string issuer, string provider, IReadOnlyList<TokenScope> scopes, DateTimeOffset notBefore, DateTimeOffset expires)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("exp", expires.ToUnixTimeSeconds());
            json.WriteNumber("iat", notBefore.ToUnixTimeSeconds());
            json.WriteString("iss", issuer);
            json.WriteStartObject("leases");
            json.WriteString("access", "granular");
            json.WriteStartArray("permissions");
            json.WriteStartObject();
            json.WriteString("access", "scoped");
            json.WriteString("provider", provider);
            json.WriteStartArray("scope");
            foreach (var scope in scopes) json.WriteStringValue(scope.Spelling());
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteNumber("nbf", notBefore.ToUnixTimeSeconds());
            json.WriteString("version", "v1");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
