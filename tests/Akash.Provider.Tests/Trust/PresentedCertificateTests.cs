using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Akash.Provider.Tests.Peers;
using Akash.Provider.Trust;
using Akash.Tests;

namespace Akash.Provider.Tests.Trust;

public sealed class PresentedCertificateTests
{
    [Fact]
    public void Certificate_may_be_pinned_only_when_it_came_alone()
    {
        using var certificate = TestCertificates.SelfSigned(GatewayPeer.Address);

        var read = PresentedCertificate.Read(
            certificate, presented: 2, SslPolicyErrors.RemoteCertificateNameMismatch, GatewayPeer.Address, new SkippingTime().Now);

        read.Refusal.Should().Contain("RemoteCertificateNameMismatch");
    }

    [Fact]
    public void Recorded_provider_certificate_may_be_pinned_by_its_own_provider_alone()
    {
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/provider-gateway.json")));
        var provider = recording.RootElement.GetProperty("identities").GetProperty("provider2").GetString()!;
        var recorded = recording.RootElement.GetProperty("certificates").EnumerateObject().Select(entry => entry.Value)
            .First(entry => entry.GetProperty("subject").GetString()!.Contains(provider, StringComparison.Ordinal));
        using var certificate = X509Certificate2.CreateFromPem(recorded.GetProperty("pem").GetString()!);
        var now = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()).AddHours(1);

        var asItself = PresentedCertificate.Read(certificate, 1, SslPolicyErrors.RemoteCertificateChainErrors, provider, now);
        var asAnother = PresentedCertificate.Read(certificate, 1, SslPolicyErrors.RemoteCertificateChainErrors, "akash1another", now);

        asItself.Refusal.Should().BeNull();
        asItself.Serial.Should().Be(recorded.GetProperty("serial_decimal").GetString());
        asAnother.Refusal.Should().NotBeNull();
    }
}
