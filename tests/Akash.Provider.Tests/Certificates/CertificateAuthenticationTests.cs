using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akash.Provider.Certificates;
using Akash.Provider.Streams;
using Akash.Provider.Tests.Peers;
using Microsoft.AspNetCore.Http;

namespace Akash.Provider.Tests.Certificates;

/// <summary>Providers older than tokens ask for a certificate instead.</summary>
public sealed class CertificateAuthenticationTests
{
    const string Status = """{"services":{},"forwarded_ports":null,"ips":null}""";

    static readonly LeasePath Lease = new(7, 1, 1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Certificate_takes_the_place_of_tokens_when_they_are_refused_without_a_word()
    {
        // Given a gateway from before there were tokens
        await using var peer = await GatewayPeer.StartAsync(BeforeTokens(GatewayPeer.Answer(200, Status)));
        using var certificates = new TestCertificatesOfTenant();
        using var gateway = peer.Connect(certificates: certificates);

        // When it is asked twice
        await gateway.GetLeaseStatusAsync(Lease, Stop);
        await gateway.GetLeaseStatusAsync(Lease, Stop);

        // Then it saw a token once, and a certificate without one from then on
        peer.Requests.Select(request => request.Authorization is not null).Should().Equal(true, false, false);
        certificates.Asked.Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task Streams_find_out_about_a_gateway_that_takes_no_tokens()
    {
        await using var peer = await GatewayPeer.StartAsync(BeforeTokens(SocketPeer.Logs(("web-1", "hello"))));
        using var certificates = new TestCertificatesOfTenant();
        using var gateway = peer.Connect(certificates: certificates);

        var lines = new List<LogLine>();
        await foreach (var line in gateway.ReadLogsAsync(Lease, new LogQuery([], false, null), Stop)) lines.Add(line);

        lines.Should().ContainSingle().Which.Message.Should().Be("hello");
    }

    [Fact]
    public async Task No_token_is_made_when_a_certificate_is_asked_for()
    {
        await using var peer = await GatewayPeer.StartAsync(BeforeTokens(GatewayPeer.Answer(200, Status)));
        using var certificates = new TestCertificatesOfTenant();
        var tokens = new List<string>();
        using var gateway = peer.Connect(
            options: new ProviderOptions { Authentication = AuthenticationMethod.Certificate, TokenMade = tokens.Add }, certificates: certificates);

        await gateway.GetLeaseStatusAsync(Lease, Stop);

        tokens.Should().BeEmpty();
        peer.Requests.Should().ContainSingle().Which.Authorization.Should().BeNull();
    }

    [Theory]
    [InlineData(AuthenticationMethod.Token, true)]
    [InlineData(AuthenticationMethod.Automatic, false)]
    public async Task Refused_tokens_are_said_to_be_unknown_when_no_certificate_may_take_their_place(AuthenticationMethod method, bool withCertificates)
    {
        await using var peer = await GatewayPeer.StartAsync(BeforeTokens(GatewayPeer.Answer(200, Status)));
        using var certificates = new TestCertificatesOfTenant();
        using var gateway = peer.Connect(options: new ProviderOptions { Authentication = method }, certificates: withCertificates ? certificates : null);

        var asking = () => gateway.GetLeaseStatusAsync(Lease, Stop);

        (await asking.Should().ThrowAsync<ProviderException>().WithMessage("*takes no tokens*")).Which.Failure.Should().Be(ProviderFailure.Unauthorized);
        certificates.Asked.Should().Be(0);
    }

    [Fact]
    public async Task Refusal_with_a_reason_costs_no_certificate()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(401, """{"message":"unauthorized access"}"""));
        using var certificates = new TestCertificatesOfTenant();
        using var gateway = peer.Connect(certificates: certificates);

        var asking = () => gateway.GetLeaseStatusAsync(Lease, Stop);

        await asking.Should().ThrowAsync<ProviderException>();
        certificates.Asked.Should().Be(0);
    }

    static Func<HttpContext, Task> BeforeTokens(Func<HttpContext, Task> answer) => async context =>
    {
        if (await context.Connection.GetClientCertificateAsync() is { } shown && shown.GetNameInfo(X509NameType.SimpleName, false) == TestSigner.Any.Address) await answer(context);
        else await GatewayPeer.Answer((int)HttpStatusCode.Unauthorized, "\n")(context);
    };

    sealed class TestCertificatesOfTenant : ITenantCertificates, IDisposable
    {
        readonly TenantCertificate certificate = TenantCertificate.Create(TestSigner.Any.Address, DateTimeOffset.UtcNow, TimeSpan.FromDays(1));

        public int Asked { get; private set; }

        public Task<X509Certificate2> GetAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(certificate.Certificate);
        }

        public void Dispose() => certificate.Dispose();
    }
}
