using System.Text.Json;
using Akash.Provider.Tests.Peers;
using Akash.Provider.Tokens;
using Akash.Tests;

namespace Akash.Provider.Tests.Tokens;

public sealed class SigningVectorTests
{
    [Fact]
    public void Token_is_the_official_one_byte_for_byte_for_every_signing_vector()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors/jwt-vectors.json")));
        var keys = vectors.RootElement.GetProperty("keys").EnumerateArray().ToDictionary(
            key => Text(key, "id"), key => new TestSigner(Text(key, "address"), Text(key, "privkey_hex")));
        var cases = vectors.RootElement.GetProperty("signing").EnumerateArray().ToList();

        cases.Should().NotBeEmpty();
        foreach (var vector in cases)
        {
            var algorithm = Text(vector, "alg") is "ES256K" ? TokenAlgorithm.Es256K : TokenAlgorithm.Es256KAdr36;

            var token = Jws.Sign(Text(vector, "header_json"), Text(vector, "payload_json"), algorithm, keys[Text(vector, "key")]);

            token.Should().Be(Text(vector, "token"), Text(vector, "id"));
        }
    }

    [Fact]
    public void Claims_are_written_as_the_official_SDK_writes_them()
    {
        const string expected =
            """{"exp":1780000345,"iat":1779999955,"iss":"akash1owner","leases":{"access":"granular","permissions":[{"access":"scoped","provider":"akash1provider","scope":["send-manifest","status"]}]},"nbf":1779999955,"version":"v1"}""";
        var now = DateTimeOffset.FromUnixTimeSeconds(1780000000);

        var token = ProviderToken.Create(
            TestSigner.Any, TokenAlgorithm.Es256K, "akash1provider", [TokenScope.SendManifest, TokenScope.Status], now, ProviderToken.UsualSkew);

        Payload(token).Should().Be(expected);
    }

    static string Payload(string token) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
