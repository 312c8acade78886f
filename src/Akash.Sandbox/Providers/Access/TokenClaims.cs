using System.Text.Json;
using Akash.Sandbox.Cryptography;
using static Akash.Sandbox.Providers.GoDecoder;

namespace Akash.Sandbox.Providers.Access;

/// <summary>What a token says (provider.md 2.2); times are Unix seconds.</summary>
sealed record TokenClaims
{
    public string Issuer { get; private init; } = "";

    public long? IssuedAt { get; private init; }

    public long? NotBefore { get; private init; }

    public long? Expires { get; private init; }

    public string Version { get; private init; } = "";

    public LeaseAccess Leases { get; private init; } = new();

    /// <summary>Null where a claim has the wrong type or the payload is no JSON object.</summary>
    public static TokenClaims? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var decode = new GoDecoder();
            var claims = Read(decode, document.RootElement);
            return decode.Error is null ? claims : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static TokenClaims Read(GoDecoder decode, JsonElement value)
    {
        var claims = new TokenClaims();
        decode.Object(value, At(""), (name, member) => name switch
        {
            "iss" => () => claims = claims with { Issuer = decode.String(member, At(name), claims.Issuer) },
            "iat" => () => claims = claims with { IssuedAt = decode.UnixTime(member, At(name)) },
            "nbf" => () => claims = claims with { NotBefore = decode.UnixTime(member, At(name)) },
            "exp" => () => claims = claims with { Expires = decode.UnixTime(member, At(name)) },
            "version" => () => claims = claims with { Version = decode.String(member, At(name), claims.Version) },
            "leases" => () => claims = claims with { Leases = LeaseAccess.Read(decode, member) },
            "sub" or "jti" => () => decode.String(member, At(name), ""),
            "aud" when member.ValueKind != JsonValueKind.String => () => decode.Strings(member, At(name)),
            _ => null,
        });
        return claims;
    }

    internal static Field At(string name) => new("Claims", name, "claim");
}

/// <summary>The <c>leases</c> claim: full, scoped or granular access.</summary>
sealed record LeaseAccess
{
    public string Access { get; private init; } = "";

    public IReadOnlyList<string>? Scope { get; private init; }

    public IReadOnlyList<ProviderAccess>? Permissions { get; private init; }

    public static LeaseAccess Read(GoDecoder decode, JsonElement value)
    {
        var access = new LeaseAccess();
        decode.Object(value, TokenClaims.At("leases"), (name, member) => name switch
        {
            "access" => () => access = access with { Access = decode.String(member, TokenClaims.At(name), access.Access) },
            "scope" => () => access = access with { Scope = decode.Strings(member, TokenClaims.At(name)) },
            "permissions" => () => access = access with { Permissions = decode.List(member, TokenClaims.At(name), item => ProviderAccess.Read(decode, item)) },
            _ => null,
        });
        return access;
    }
}

/// <summary>One entry of <c>permissions</c>: access at one provider.</summary>
sealed record ProviderAccess
{
    public string Provider { get; private init; } = "";

    public string Access { get; private init; } = "";

    public IReadOnlyList<string>? Scope { get; private init; }

    public IReadOnlyList<DeploymentAccess>? Deployments { get; private init; }

    public static ProviderAccess Read(GoDecoder decode, JsonElement value)
    {
        var access = new ProviderAccess();
        decode.Object(value, TokenClaims.At("permissions"), (name, member) => name switch
        {
            "provider" => () =>
            {
                access = access with { Provider = decode.String(member, TokenClaims.At(name), access.Provider) };
                if (access.Provider.Length > 0 && !AccountAddress.IsValid(access.Provider)) decode.Refuse($"{access.Provider} is no account address");
            }
            ,
            "access" => () => access = access with { Access = decode.String(member, TokenClaims.At(name), access.Access) },
            "scope" => () => access = access with { Scope = decode.Strings(member, TokenClaims.At(name)) },
            "deployments" => () => access = access with { Deployments = decode.List(member, TokenClaims.At(name), item => DeploymentAccess.Read(decode, item)) },
            _ => null,
        });
        return access;
    }
}

/// <summary>One entry of <c>deployments</c>; a group or order of 0 means any.</summary>
sealed record DeploymentAccess
{
    public ulong Dseq { get; private init; }

    public uint Gseq { get; private init; }

    public uint Oseq { get; private init; }

    public IReadOnlyList<string>? Scope { get; private init; }

    public IReadOnlyList<string>? Services { get; private init; }

    public static DeploymentAccess Read(GoDecoder decode, JsonElement value)
    {
        var access = new DeploymentAccess();
        decode.Object(value, TokenClaims.At("deployments"), (name, member) => name switch
        {
            "dseq" => () => access = access with { Dseq = decode.UInt64(member, TokenClaims.At(name), access.Dseq) },
            "gseq" => () => access = access with { Gseq = decode.UInt32(member, TokenClaims.At(name), access.Gseq) },
            "oseq" => () => access = access with { Oseq = decode.UInt32(member, TokenClaims.At(name), access.Oseq) },
            "scope" => () => access = access with { Scope = decode.Strings(member, TokenClaims.At(name)) },
            "services" => () => access = access with { Services = decode.Strings(member, TokenClaims.At(name)) },
            _ => null,
        });
        return access;
    }
}
