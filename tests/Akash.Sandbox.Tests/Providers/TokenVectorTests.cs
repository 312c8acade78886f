using System.Text.Json;
using Akash.Sandbox.Providers.Access;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Every entry of the shared token vectors, against the verifier and the rules of access.</summary>
public sealed class TokenVectorTests
{
    [Fact]
    public void Verifier_accepts_and_refuses_every_vector_as_a_provider_does()
    {
        using var vectors = Read();
        var keys = Keys(vectors.RootElement);

        foreach (var vector in vectors.RootElement.GetProperty("verification").EnumerateArray())
        {
            var id = vector.GetProperty("id").GetString();
            var clock = new FixedTime(DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("now").GetInt64()));
            var verifier = new TokenVerifier(keys.GetValueOrDefault, clock);

            var verify = () => verifier.Verify(vector.GetProperty("token").GetString()!);

            if (vector.GetProperty("expect").GetString() == "accept") verify.Should().NotThrow(id);
            else AssertRefused(verify, vector, id!);
        }
    }

    [Fact]
    public void Verifier_accepts_every_token_of_the_signing_vectors_that_has_times_within_them()
    {
        using var vectors = Read();
        var keys = Keys(vectors.RootElement);

        foreach (var vector in vectors.RootElement.GetProperty("signing").EnumerateArray())
        {
            if (!vector.GetProperty("claims").TryGetProperty("nbf", out var notBefore)) continue;
            var now = DateTimeOffset.FromUnixTimeSeconds(notBefore.GetInt64());
            var verifier = new TokenVerifier(keys.GetValueOrDefault, new FixedTime(now));

            var verify = () => verifier.Verify(vector.GetProperty("token").GetString()!);

            verify.Should().NotThrow(vector.GetProperty("id").GetString());
        }
    }

    [Fact]
    public void Access_follows_claims_route_and_scope_in_every_vector()
    {
        using var vectors = Read();

        foreach (var vector in vectors.RootElement.GetProperty("authorization").EnumerateArray())
        {
            var decode = new Akash.Sandbox.Providers.GoDecoder();
            var caller = new Caller("akash1owner", LeaseAccess.Read(decode, vector.GetProperty("leases")));
            var request = vector.GetProperty("request");
            var subject = new Subject(
                request.TryGetProperty("dseq", out var dseq) ? dseq.GetUInt64() : null,
                request.TryGetProperty("gseq", out var gseq) ? gseq.GetUInt32() : null,
                request.TryGetProperty("oseq", out var oseq) ? oseq.GetUInt32() : null);

            var may = caller.May(request.GetProperty("provider").GetString()!, subject, ScopeOf(request.GetProperty("route").GetString()!));

            may.Should().Be(vector.GetProperty("allow").GetBoolean(), vector.GetProperty("id").GetString());
        }
    }

    [Fact]
    public void Header_is_read_as_in_every_vector()
    {
        using var vectors = Read();

        foreach (var vector in vectors.RootElement.GetProperty("headers").EnumerateArray())
        {
            var (id, result) = (vector.GetProperty("id").GetString(), vector.GetProperty("result"));
            var read = () => BearerToken.Read(vector.GetProperty("authorization_header").GetString());

            if (result.ValueKind == JsonValueKind.String) read().Should().BeNull(id);
            else if (result.TryGetProperty("token", out var token)) read().Should().Be(token.GetString(), id);
            else read.Should().Throw<AccessRefusedException>(id).Which.Status.Should().Be(result.GetProperty("http_status").GetInt32());
        }
    }

    static void AssertRefused(Func<TokenClaims> verify, JsonElement vector, string id)
    {
        var refusal = verify.Should().Throw<AccessRefusedException>(id).Which;
        refusal.Status.Should().Be(vector.GetProperty("http_status").GetInt32(), id);
        refusal.Message.Should().Be(vector.GetProperty("body").GetProperty("message").GetString(), id);
    }

    static string? ScopeOf(string route) => route.Split('/')[^1] switch
    {
        "manifest" when route.StartsWith("PUT", StringComparison.Ordinal) => AccessScope.SendManifest,
        "manifest" => AccessScope.GetManifest,
        "status" when route.Contains("/service/", StringComparison.Ordinal) => null,
        "status" => AccessScope.Status,
        "logs" => AccessScope.Logs,
        "kubeevents" => AccessScope.Events,
        "shell" => AccessScope.Shell,
        _ => null,
    };

    static JsonDocument Read() => JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("vectors/jwt-vectors.json")));

    static Dictionary<string, byte[]> Keys(JsonElement vectors) => vectors.GetProperty("keys").EnumerateArray().ToDictionary(
        key => key.GetProperty("address").GetString()!,
        key => Convert.FromHexString(key.GetProperty("pubkey_hex").GetString()!));
}
