using System.Security.Cryptography.X509Certificates;
using Akash.Provider.Tests.Peers;

namespace Akash.Provider.Tests.Trust;

public sealed class ProviderTrustTests
{
    [Fact]
    public async Task Gateway_is_trusted_when_its_certificate_is_the_one_on_chain()
    {
        await using var peer = await GatewayPeer.StartAsync(GatewayPeer.Answer(404));
        using var gateway = peer.Connect();

        await gateway.GetLeaseStatusAsync(new LeasePath(1, 1, 1), TestContext.Current.CancellationToken);
        await gateway.GetLeaseStatusAsync(new LeasePath(1, 1, 1), TestContext.Current.CancellationToken);

        peer.Requests.Should().HaveCount(2);
        peer.Registry.Lookups.Should().Be(1);
    }

    [Fact]
    public async Task Gateway_is_refused_when_its_certificate_names_somebody_else()
    {
        var certificate = TestCertificates.SelfSigned("akash1somebody");
        var registry = new TestRegistry().Publish("akash1somebody", certificate).Publish(GatewayPeer.Address, certificate);

        await Refuses(certificate, registry, "*names akash1somebody, not the provider*");
    }

    [Fact]
    public async Task Gateway_is_refused_when_its_certificate_was_issued_by_somebody_else()
    {
        using var somebody = TestCertificates.SelfSigned("akash1somebody");
        var certificate = TestCertificates.IssuedBy(somebody, GatewayPeer.Address);

        await Refuses(certificate, new TestRegistry().Publish(GatewayPeer.Address, certificate), "*issued by akash1somebody*");
    }

    [Fact]
    public async Task Gateway_is_refused_when_the_chain_does_not_hold_its_certificate()
    {
        var registry = new TestRegistry();

        await Refuses(TestCertificates.SelfSigned(GatewayPeer.Address), registry, "*holds no valid certificate*");

        registry.Lookups.Should().Be(1);
    }

    [Fact]
    public async Task Gateway_is_refused_when_the_chain_holds_another_certificate_of_that_serial()
    {
        var presented = TestCertificates.SelfSigned(GatewayPeer.Address);
        using var recorded = TestCertificates.SelfSigned(GatewayPeer.Address);
        var registry = new TestRegistry().Publish(GatewayPeer.Address, recorded, TestRegistry.SerialOf(presented));

        await Refuses(presented, registry, "*is not the one the chain holds*");
    }

    [Fact]
    public async Task Gateway_is_refused_when_its_certificate_on_chain_does_not_come_alone()
    {
        using var root = TestCertificates.SelfSigned("akash1somebody");
        using var between = TestCertificates.IssuedBy(root, $"{GatewayPeer.Address}, O=between");
        var certificate = TestCertificates.IssuedBy(between, GatewayPeer.Address);
        await using var peer = await GatewayPeer.StartAsync([certificate, between], GatewayPeer.Answer(200));
        using var gateway = peer.Connect();

        var asking = () => gateway.GetVersionAsync(TestContext.Current.CancellationToken);

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Failure.Should().Be(ProviderFailure.Untrusted);
        peer.Registry.Lookups.Should().Be(0);
    }

    [Fact]
    public async Task Gateway_is_refused_when_its_certificate_expired()
    {
        var certificate = TestCertificates.SelfSigned(GatewayPeer.Address, notAfter: new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));

        await Refuses(certificate, new TestRegistry().Publish(GatewayPeer.Address, certificate), "*expired 2026-02-01*");
    }

    [Fact]
    public async Task Gateway_is_refused_when_its_certificate_is_not_valid_yet()
    {
        var certificate = TestCertificates.SelfSigned(GatewayPeer.Address, notBefore: new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), notAfter: new DateTimeOffset(2028, 2, 1, 0, 0, 0, TimeSpan.Zero));

        await Refuses(certificate, new TestRegistry().Publish(GatewayPeer.Address, certificate), "*valid only from 2027-02-01*");
    }

    static async Task Refuses(X509Certificate2 certificate, TestRegistry registry, string because)
    {
        await using var peer = await GatewayPeer.StartAsync(certificate, GatewayPeer.Answer(200));
        using var gateway = peer.Connect(registry: registry);

        var sending = () => gateway.SendManifestAsync(1, "[]", TestContext.Current.CancellationToken);

        (await sending.Should().ThrowAsync<ProviderException>().WithMessage(because))
            .Which.Failure.Should().Be(ProviderFailure.Untrusted);
        peer.Requests.Should().BeEmpty("nothing is said to a stranger");
    }
}
