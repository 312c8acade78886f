using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Manifests;

public sealed class SendManifestTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Manifest_is_put_as_given_with_a_token_for_nothing_else()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(200));
        var tokens = new List<string>();
        using var gateway = peer.Connect(options: new ProviderOptions { TokenMade = tokens.Add });

        await gateway.SendManifestAsync(28451200, """[{"name":"dcloud"}]""", Stop);

        var request = peer.Requests.Should().ContainSingle().Subject;
        request.Method.Should().Be("PUT");
        request.PathAndQuery.Should().Be("/deployment/28451200/manifest");
        request.Body.Should().Be("""[{"name":"dcloud"}]""");
        request.Authorization.Should().Be($"Bearer {tokens.Single()}");
    }

    [Theory]
    [InlineData(404, "no lease for deployment\n")]
    [InlineData(500, "no lease for deployment\n")]
    [InlineData(422, "manifest version validation failed\n")]
    [InlineData(500, "manifest version validation failed\n")]
    [InlineData(500, "rpc error: code = NotFound desc = Deployment not found: key not found\n")]
    [InlineData(500, "not running\n")]
    [InlineData(502, "")]
    [InlineData(503, "")]
    [InlineData(400, """{"message":"JWT has invalid claims"}""")]
    [InlineData(401, """{"message":"JWT is invalid"}""")]
    [InlineData(500, """{"message":"unknown error while processing JWT. token is expired"}""")]
    public async Task Manifest_is_sent_again_when_the_refusal_may_pass(int status, string body)
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(status, body), GatewayPeer.Answer(200));
        using var gateway = peer.Connect();

        await gateway.SendManifestAsync(1, "[]", Stop);

        peer.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(422, "manifest cross-validation error: group \"dcloud\": …", ProviderFailure.ManifestInvalid)]
    [InlineData(500, "manifest cross-validation error: group \"dcloud\": …", ProviderFailure.ManifestInvalid)]
    [InlineData(422, "invalid manifest: zero global services", ProviderFailure.ManifestInvalid)]
    [InlineData(500, "invalid manifest: group count mismatch 1 != 2", ProviderFailure.ManifestInvalid)]
    [InlineData(500, "endpoints must not be nil", ProviderFailure.ManifestInvalid)]
    [InlineData(422, "manifest rejected: service \"web\" exposed on 80:TCP must have a hostname", ProviderFailure.ManifestInvalid)]
    [InlineData(422, "invalid character 'x' looking for beginning of value", ProviderFailure.ManifestInvalid)]
    [InlineData(500, "hostname not allowed: host \"www.example.org\" in use", ProviderFailure.HostnameRefused)]
    [InlineData(500, "\"www.example.org\" is blocked by this provider", ProviderFailure.HostnameRefused)]
    [InlineData(401, """{"message":"unauthorized access"}""", ProviderFailure.Unauthorized)]
    [InlineData(418, "", ProviderFailure.Unexpected)]
    public async Task Manifest_is_sent_once_when_it_is_refused_for_good(int status, string body, ProviderFailure failure)
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(status, body), GatewayPeer.Answer(200));
        using var gateway = peer.Connect();

        var sending = () => gateway.SendManifestAsync(1, "[]", Stop);

        (await sending.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(failure);
        peer.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(404, "no lease for deployment", ProviderFailure.LeaseUnknown, 220, 240)]
    [InlineData(422, "manifest version validation failed", ProviderFailure.ManifestVersionMismatch, 45, 60)]
    [InlineData(500, "rpc error: code = NotFound desc = Deployment not found: key not found", ProviderFailure.LeaseUnknown, 45, 60)]
    [InlineData(503, "", ProviderFailure.Unreachable, 220, 240)]
    public async Task Manifest_is_given_up_when_its_refusal_outlasts_the_patience(
        int status, string body, ProviderFailure failure, int atLeastSeconds, int atMostSeconds)
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(status, body));
        var time = new SkippingTime();
        var start = time.Now;
        using var gateway = peer.Connect(time);

        var sending = () => gateway.SendManifestAsync(1, "[]", Stop);

        (await sending.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(failure);
        (time.Now - start).TotalSeconds.Should().BeInRange(atLeastSeconds, atMostSeconds);
    }

    [Fact]
    public async Task Token_is_refused_for_good_when_a_fresh_one_fares_no_better()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(400, """{"message":"JWT has invalid claims"}"""));
        using var gateway = peer.Connect();

        var sending = () => gateway.SendManifestAsync(1, "[]", Stop);

        var failure = (await sending.Should().ThrowAsync<ProviderException>()).Which;
        failure.Failure.Should().Be(ProviderFailure.Unauthorized);
        failure.Advice.Should().Contain("clock");
        peer.Requests.Should().HaveCount(2);
        peer.Requests.Select(request => request.Authorization).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Manifest_is_sent_again_when_the_connection_is_closed_without_an_answer()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Hang, GatewayPeer.Answer(200));
        using var gateway = peer.Connect();

        await gateway.SendManifestAsync(1, "[]", Stop);

        peer.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Silent_gateway_is_given_up_after_a_time_of_our_own()
    {
        var released = new TaskCompletionSource();
        await using var peer = await GatewayPeer.StartAsync(_ => released.Task);
        using var gateway = peer.Connect(
            TimeProvider.System,
            new ProviderOptions { ManifestTimeout = TimeSpan.FromSeconds(1), ManifestPatience = TimeSpan.Zero });

        var sending = () => gateway.SendManifestAsync(1, "[]", Stop);

        (await sending.Should().ThrowAsync<ProviderException>().WithMessage("*did not answer within 1 s*"))
            .Which.Advice.Should().Contain("first transaction");
        released.SetResult();
    }

    [Fact]
    public async Task Nothing_listens_is_said_as_such()
    {
        var identity = new ProviderIdentity(GatewayPeer.Address, new Uri("https://127.0.0.1:1"));
        using var gateway = new ProviderGateway(
            identity, TestSigner.Any, new TestRegistry(), new ProviderOptions { ManifestPatience = TimeSpan.Zero }, new SkippingTime());

        var sending = () => gateway.SendManifestAsync(1, "[]", Stop);

        (await sending.Should().ThrowAsync<ProviderException>().WithMessage("*127.0.0.1:1*cannot be reached*"))
            .Which.Failure.Should().Be(ProviderFailure.Unreachable);
    }
}
