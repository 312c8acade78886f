using System.Text;
using System.Text.Json;
using Akash.Sandbox.Providers.Manifests;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>What a real gateway answered, request by request, against ours: status, body and the headers that matter.</summary>
public sealed class GatewayRecordingTests
{
    /// <summary>The public keys of the accounts whose tokens were recorded.</summary>
    static readonly Dictionary<string, string> PublicKeys = new()
    {
        ["akash18dvr9tmqqgrsy98tvvykdfu72pwc6923p5mpxc"] = "0205349d230ef5cfaa6b85c2c683f926dfe2b63c15b3a680b40559ee05636b8263",
        ["akash1jwy6gm7r2nqvnqyznsnu9f77nvaqgp60a47n9k"] = "03202a5e8f4dac8dd874117e63cd252cc26af1c21d2dae58cb4b6617d6f798354e",
        ["akash14qhjhp02xupf426l4kypny4mgexpp7qnm98vd0"] = "03ecc03c5acf0762c3204918a7dd1422e115c300429233c02157f2887b4bbd42cf",
    };

    const string Owner = "akash18dvr9tmqqgrsy98tvvykdfu72pwc6923p5mpxc";
    const string AccountWithoutKey = "akash1zhf8nqhwr99v2ath9usghsfezs3yvtuelsstjc";

    [Theory]
    [InlineData("public")]
    [InlineData("router")]
    [InlineData("path")]
    [InlineData("auth-header")]
    [InlineData("jwt")]
    [InlineData("account")]
    public async Task Gateway_answers_requests_without_a_lease_as_recorded(string group)
    {
        using var recording = Read();
        await using var gateway = await StartAsync();

        foreach (var recorded in Cases(recording).Where(recorded => recorded.Group == group && !recorded.NeedsCertificate && recorded.Id != "public.status.with_leases"))
        {
            var answer = await PlayAsync(gateway, recorded);

            AssertSame(answer, recorded);
        }
    }

    [Fact]
    public async Task Gateway_refuses_credentials_of_every_route_as_recorded()
    {
        using var recording = Read();
        await using var gateway = await StartAsync();
        var refused = Cases(recording).Where(recorded => recorded.Group == "auth-matrix" && !recorded.NeedsCertificate && recorded.Status is 400 or 401 && recorded.Body.StartsWith('{'));

        foreach (var recorded in refused)
        {
            var answer = await PlayAsync(gateway, recorded);

            AssertSame(answer, recorded);
        }
    }

    [Fact]
    public async Task Gateway_checks_manifests_in_the_recorded_order_with_the_recorded_words()
    {
        using var recording = Read();
        await using var gateway = await StartAsync();
        var cases = Cases(recording).Where(recorded => recorded.Group == "manifest" && recorded.Method == "PUT" && recorded.RequestBody is not null && !recorded.NeedsCertificate).ToList();
        var right = cases.Single(recorded => recorded.Id == "manifest.cross.back").RequestBody!;
        var first = cases.Single(recorded => recorded.Id == "manifest.again.same").RequestBody!;
        var early = cases.Single(recorded => recorded.Id == "manifest.before_bid").RequestBody!;

        foreach (var recorded in cases)
        {
            // Given the groups of the right manifest and the hash that was on chain at that moment
            var granted = ManifestReader.Read(recorded.Id.Split('.')[1] switch { "again" => first, "cross" or "field" or "body" => right, _ => early });
            var hashed = recorded.Id.StartsWith("manifest.cross", StringComparison.Ordinal) ? ManifestReader.Read(recorded.RequestBody!) : granted;
            if (recorded.Status != 500 || !recorded.Body.StartsWith("rpc error", StringComparison.Ordinal))
            {
                gateway.Node.AddDeployment(Owner, recorded.Dseq, ManifestText.Hash(hashed), [.. granted.Groups.Select(TestManifest.Granted)]);
            }

            var answer = await PlayAsync(gateway, recorded);

            // Then it fails the same check; what passed all of them finds that there is no lease here
            if (recorded.Status == 200) (answer.Status, answer.Body).Should().Be((404, "no lease for deployment\n"), recorded.Id);
            else if (IsSyntaxError(recorded)) answer.Status.Should().Be(422, recorded.Id);
            else AssertSame(answer, recorded);
        }
    }

    [Fact]
    public async Task Gateway_refuses_migrations_it_cannot_make_as_recorded()
    {
        using var recording = Read();
        await using var gateway = await StartAsync();
        var refused = Cases(recording).Where(recorded =>
            recorded.Group == "migrate" && recorded.Status is 400 or 422 && recorded.Body is "" or "destination deployment does not exist\n" && recorded.Method == "POST" && !recorded.NeedsCertificate);

        foreach (var recorded in refused)
        {
            var answer = await PlayAsync(gateway, recorded);

            AssertSame(answer, recorded);
        }
    }

    [Fact]
    public async Task Gateway_answers_handshakes_that_fail_as_recorded()
    {
        using var recording = Read("recordings/provider-websocket.json");
        await using var gateway = await StartAsync();
        var refused = Cases(recording).Where(recorded => recorded.Status is not (0 or 101 or 431) && !recorded.NeedsCertificate).ToList();
        refused.Should().HaveCountGreaterThan(20);

        foreach (var recorded in refused)
        {
            var answer = await PlayAsync(gateway, recorded);

            AssertSame(answer, recorded);
        }
    }

    [Fact]
    public async Task Account_that_never_signed_gets_no_answer()
    {
        using var recording = Read();
        await using var gateway = await StartAsync();
        var recorded = Cases(recording).Single(recorded => recorded.Id == "account.no_pubkey");

        var answer = await PlayAsync(gateway, recorded);

        answer.Status.Should().Be(0);
    }

    static async Task<GatewayFixture> StartAsync()
    {
        var gateway = await GatewayFixture.StartAsync();
        foreach (var (address, key) in PublicKeys) gateway.Node.AddAccount(address, Convert.FromHexString(key));
        gateway.Node.AddAccount(AccountWithoutKey);
        return gateway;
    }

    static async Task<RawAnswer> PlayAsync(GatewayFixture gateway, Recorded recorded)
    {
        gateway.Clock.Now = recorded.Time;
        return await RawRequest.SendAsync(gateway.Address, gateway.Certificate, recorded.Method, recorded.Path, recorded.Headers, recorded.RequestBody);
    }

    static void AssertSame(RawAnswer answer, Recorded recorded)
    {
        answer.Status.Should().Be(recorded.Status, recorded.Id);
        if (recorded.Status is 200 or 101) return;
        answer.Body.Should().Be(recorded.Body, recorded.Id);
        foreach (var header in new[] { "Content-Type", "X-Content-Type-Options", "Location" })
        {
            answer.Headers.GetValueOrDefault(header).Should().Be(recorded.AnswerHeaders.GetValueOrDefault(header), $"of {header} in {recorded.Id}");
        }
    }

    /// <summary>The words of the JSON parser itself differ in the depth of a broken text.</summary>
    static bool IsSyntaxError(Recorded recorded) => recorded.Body.StartsWith("invalid character", StringComparison.Ordinal);

    static JsonDocument Read(string file = "recordings/provider-gateway.json") => JsonDocument.Parse(File.ReadAllBytes(SharedData.Require(file)));

    static IEnumerable<Recorded> Cases(JsonDocument recording) => recording.RootElement.GetProperty("cases").EnumerateArray().Select(element => new Recorded(element));

    sealed class Recorded(JsonElement element)
    {
        readonly JsonElement request = element.GetProperty("request");
        readonly JsonElement response = element.GetProperty("response");

        public string Id => element.GetProperty("id").GetString()!;

        public string Group => element.GetProperty("group").GetString()!;

        public string Method => request.GetProperty("method").GetString()!;

        public string Path => request.GetProperty("path").GetString()!.Replace("<token.jws>", Token ?? "", StringComparison.Ordinal);

        public ulong Dseq => ulong.Parse(Path.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>Made with a client certificate, without an answer, or with a body too long to be recorded.</summary>
        public bool NeedsCertificate =>
            request.GetProperty("client_certificate").ValueKind != JsonValueKind.Null || Status == 0 || request.TryGetProperty("body_note", out _);

        public int Status => response.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Number ? status.GetInt32() : 0;

        public string Body => response.TryGetProperty("body", out var body) ? body.GetString() ?? "" : "";

        public IReadOnlyDictionary<string, string> AnswerHeaders => response.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);

        public byte[]? RequestBody =>
            request.TryGetProperty("body_base64", out var base64) ? Convert.FromBase64String(base64.GetString()!)
            : request.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(body.GetString()!)
            : null;

        string? Token => request.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.Object ? token.GetProperty("jws").GetString() : null;

        /// <summary>
        /// When it was asked, as far as its token tells: the recorder set times relative to the request, by default 30 s before it.
        /// </summary>
        public DateTimeOffset Time
        {
            get
            {
                var token = Token ?? request.GetProperty("headers").EnumerateObject().FirstOrDefault(header => header.Name == "Authorization").Value.ToString();
                if (token.Split('.') is not [_, var payload, _] || !System.Buffers.Text.Base64Url.IsValid(payload)) return DateTimeOffset.UtcNow;
                var claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
                foreach (var name in new[] { "nbf", "iat", "exp" })
                {
                    if (System.Text.RegularExpressions.Regex.Match(claims, $"\"{name}\": ?(\\d{{10}})(?!\\d)") is { Success: true } claim)
                    {
                        return DateTimeOffset.FromUnixTimeSeconds(long.Parse(claim.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).AddSeconds(-Offset(name));
                    }
                }

                return DateTimeOffset.UtcNow;
            }
        }

        double Offset(string name) =>
            request.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.Object
            && token.GetProperty("times_relative_to_request_s") is { ValueKind: JsonValueKind.Object } times
            && times.TryGetProperty(name, out var offset) && offset.ValueKind == JsonValueKind.Number
                ? offset.GetDouble()
                : -30;

        public IEnumerable<(string, string)> Headers => request.GetProperty("headers").EnumerateObject()
            .Where(header => header.Name is not ("Content-Length" or "Transfer-Encoding" or "Expect"))
            .Select(header => (header.Name, header.Value.GetString()!.Replace("<token.jws>", Token ?? "", StringComparison.Ordinal)));
    }
}
