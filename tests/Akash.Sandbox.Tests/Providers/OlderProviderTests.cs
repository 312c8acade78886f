using Akash.Sandbox.Providers;
using Akash.Sandbox.Tests.Providers.Recordings;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Gateways that act like older providers (provider.md 3.13), by what a current one was recorded to answer.</summary>
public sealed class OlderProviderTests
{
    [Theory]
    [InlineData("jwt.no_iss", 500, "unknown error while processing JWT")]
    [InlineData("public.version.expired_token", 500, "unknown error while processing JWT")]
    [InlineData("public.version.malformed_header", 500, "unknown error while processing JWT")]
    [InlineData("manifest.before_lease_wrong", 500, "manifest version validation failed")]
    [InlineData("manifest.body.array_empty", 422, "invalid manifest: manifest is empty")]
    public async Task Provider_before_v0_12_answers_500_to_most_refusals(string id, int status, string text)
    {
        await using var gateway = await RecordedGateway.StartAsync(new ProviderBehaviour { Age = ProviderAge.BeforeStatuses });
        var recorded = Find(id);
        if (recorded.Method == "PUT") gateway.Create(recorded.Owner, recorded.Dseq, Find("manifest.before_bid").RequestBody!);

        var answer = await gateway.PlayAsync(recorded);

        answer.Status.Should().Be(status);
        answer.Body.Should().Contain(text);
    }

    [Fact]
    public async Task Provider_before_v0_7_takes_no_token_and_asks_for_a_certificate_under_every_name()
    {
        await using var gateway = await RecordedGateway.StartAsync(new ProviderBehaviour { Age = ProviderAge.BeforeTokens }, withAuthority: false);

        var byToken = await gateway.PlayAsync(Find("lifecycle.no_lease.status"));
        var byCertificate = await gateway.PlayAsync(Find("run2.mtls_public_sni"));

        (byToken.Status, byToken.Body).Should().Be((401, "\n"));
        byCertificate.Status.Should().Be(404, "the lease is unknown, the tenant is not");
    }

    static RecordedCase Find(string id) => RecordedCase.ReadHttp().Single(recorded => recorded.Id == id);
}
