using System.Net;
using Akash.Deploy.Images;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests.Images;

public sealed class RegistryClientTests : IDisposable
{
    internal static readonly RegistryCredentials Right = new("somebody", "correct horse");

    /// <summary>bcrypt of that password.</summary>
    internal const string PasswordFile = "somebody:$2b$04$fARIrYaFW9WNXwBvR.D8ju4OxW0VgeIzGEkild5hq/k9P5zgC55Xy";

    readonly HttpClient _http = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    RegistryClient Client => new(_http);

    static async Task<ImageException> FailureOf(Func<Task> action) => (await action.Should().ThrowAsync<ImageException>()).Which;

    [Fact]
    public async Task An_image_that_is_not_there_is_nothing_to_find_and_a_failure_to_pull()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync();
        var image = ImageReference.Parse($"{registry.Host}/no/such:tag");

        (await Client.FindAsync(image, null, Token)).Should().BeNull();
        (await FailureOf(() => Client.RequirePullableAsync(image, null, Token))).Failure.Should().Be(ImageFailure.NotFound);
    }

    [Fact]
    public async Task A_registry_with_a_password_denies_strangers_and_says_what_to_add()
    {
        Engine.Require();
        await using var registry = await DebianRegistry.StartAsync(PasswordFile);
        var image = ImageReference.Parse($"{registry.Host}/private/app:tag");

        var stranger = await FailureOf(() => Client.FindAsync(image, null, Token));
        var wrong = await FailureOf(() => Client.FindAsync(image, new("somebody", "wrong"), Token));
        var right = await Client.FindAsync(image, Right, Token);

        stranger.Failure.Should().Be(ImageFailure.Denied);
        stranger.Advice.Should().Contain("pull-username");
        wrong.Failure.Should().Be(ImageFailure.Denied);
        wrong.Message.Should().NotContain("wrong");
        right.Should().BeNull("it may look, and there is nothing");
    }

    [Fact]
    public async Task An_image_for_another_platform_is_refused()
    {
        var registry = new CannedRegistry
        {
            ["/v2/o/app/manifests/v1"] = """{"schemaVersion":2,"manifests":[{"digest":"sha256:aa","platform":{"os":"linux","architecture":"arm64"}},{"digest":"sha256:bb","platform":{"os":"windows","architecture":"amd64"}}]}""",
        };

        var failure = await FailureOf(() => registry.Client.RequirePullableAsync(ImageReference.Parse("example.io/o/app:v1"), null, Token));

        failure.Failure.Should().Be(ImageFailure.WrongPlatform);
        failure.Message.Should().Contain("linux/arm64, windows/amd64");
    }

    [Fact]
    public async Task A_token_is_fetched_from_the_realm_and_credentials_go_nowhere_else()
    {
        var registry = new CannedRegistry("Bearer realm=\"https://auth.example.io/token\",service=\"example.io\",scope=\"repository:o/app:pull\"")
        {
            ["/token"] = """{"token":"t0k3n"}""",
            ["/v2/o/app/manifests/v1"] = """{"schemaVersion":2,"manifests":[{"platform":{"os":"linux","architecture":"amd64"}}]}""",
        };

        var image = await registry.Client.RequirePullableAsync(ImageReference.Parse("example.io/o/app:v1"), Right, Token);

        image.RunsOnAkash.Should().BeTrue();
        registry.Requests.Should().Equal(
            "GET https://example.io/v2/o/app/manifests/v1 -",
            "GET https://auth.example.io/token?scope=repository%3Ao%2Fapp%3Apull&service=example.io Basic",
            "GET https://example.io/v2/o/app/manifests/v1 Bearer");
    }

    [Fact]
    public async Task A_realm_without_HTTPS_gets_no_credentials()
    {
        var registry = new CannedRegistry("Bearer realm=\"http://auth.example.io/token\"");

        var failure = await FailureOf(() => registry.Client.FindAsync(ImageReference.Parse("example.io/o/app:v1"), Right, Token));

        failure.Failure.Should().Be(ImageFailure.RegistryUnavailable);
        registry.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Docker_Hub_is_asked_at_its_own_address()
    {
        var registry = new CannedRegistry { ["/v2/library/nginx/manifests/latest"] = """{"manifests":[{"platform":{"os":"linux","architecture":"amd64"}}]}""" };

        await registry.Client.RequirePullableAsync(ImageReference.Parse("nginx"), null, Token);

        registry.Requests.Should().Equal("GET https://registry-1.docker.io/v2/library/nginx/manifests/latest -");
    }

    [Fact]
    public async Task Content_that_is_not_what_its_digest_says_is_refused()
    {
        var digest = "sha256:" + new string('a', 64);
        var registry = new CannedRegistry { [$"/v2/o/app/manifests/{digest}"] = """{"manifests":[]}""" };

        var failure = await FailureOf(() => registry.Client.FindAsync(ImageReference.Parse($"example.io/o/app@{digest}"), null, Token));

        failure.Message.Should().Contain("other content");
    }

    [Fact]
    public async Task Plain_HTTP_is_for_the_loopback_alone()
    {
        var registry = new CannedRegistry { Refuses = Uri.UriSchemeHttps };

        var failure = await FailureOf(() => registry.Client.FindAsync(ImageReference.Parse("10.0.0.1:5000/o/app"), null, Token));

        failure.Failure.Should().Be(ImageFailure.RegistryUnavailable);
        registry.Requests.Should().OnlyContain(request => request.StartsWith("GET https:"));
        (await registry.Client.FindAsync(ImageReference.Parse("127.0.0.1:5000/o/app"), null, Token)).Should().BeNull();
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>Answers by path; asks for authorization first where it has a challenge.</summary>
sealed class CannedRegistry(string? challenge = null) : HttpMessageHandler
{
    readonly Dictionary<string, string> _answers = [];

    public string this[string path] { set => _answers[path] = value; }

    /// <summary>A scheme nobody answers on.</summary>
    public string? Refuses { get; init; }

    public bool RefusesAll { get; init; }

    public List<string> Requests { get; } = [];

    public RegistryClient Client => new(new HttpClient(this, disposeHandler: false));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        Requests.Add($"{request.Method} {uri} {request.Headers.Authorization?.Scheme ?? "-"}");
        if (RefusesAll || uri.Scheme == Refuses) throw new HttpRequestException("connection refused");
        if (challenge is not null && request.Headers.Authorization is null && uri.AbsolutePath != "/token")
        {
            var wanted = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            wanted.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            return Task.FromResult(wanted);
        }
        return Task.FromResult(_answers.TryGetValue(uri.AbsolutePath, out var body)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
