using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Akash.Provider.Certificates;
using Akash.Tests;

namespace Akash.Provider.Tests.Certificates;

public sealed class TenantCertificateTests
{
    const string Owner = "akash18dvr9tmqqgrsy98tvvykdfu72pwc6923p5mpxc";

    static readonly DateTimeOffset Now = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Certificate_has_the_shape_of_the_official_ones()
    {
        using var recording = JsonDocument.Parse(File.ReadAllText(SharedData.Require("recordings/provider-gateway.json")));
        using var official = X509Certificate2.CreateFromPem(recording.RootElement.GetProperty("client_certificates").GetProperty("valid")[0].GetProperty("pem").GetString()!);

        using var own = TenantCertificate.Create(Owner, Now, TimeSpan.FromDays(7));

        var made = own.Certificate;
        made.Subject.Should().Be(official.Subject);
        made.Issuer.Should().Be(official.Issuer);
        made.SignatureAlgorithm.Value.Should().Be(official.SignatureAlgorithm.Value);
        Extensions(made).Should().BeEquivalentTo(Extensions(official));
    }

    [Fact]
    public void Certificate_begins_before_now_and_ends_with_its_lifetime()
    {
        using var own = TenantCertificate.Create(Owner, Now, TimeSpan.FromDays(7));

        own.Certificate.NotBefore.ToUniversalTime().Should().BeBefore(Now.UtcDateTime);
        own.Certificate.NotAfter.ToUniversalTime().Should().Be(Now.UtcDateTime.AddDays(7));
        own.Certificate.HasPrivateKey.Should().BeTrue();
    }

    [Fact]
    public void Texts_for_the_chain_are_one_block_each_and_belong_together()
    {
        using var own = TenantCertificate.Create(Owner, Now, TimeSpan.FromDays(7));

        using var certificate = X509Certificate2.CreateFromPem(own.CertificatePem);
        certificate.RawData.Should().Equal(own.Certificate.RawData);
        var block = PemEncoding.Find(own.PublicKeyPem);
        own.PublicKeyPem[block.Label].Should().Be("EC PUBLIC KEY");
        Convert.FromBase64String(own.PublicKeyPem[block.Base64Data]).Should().Equal(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        (own.CertificatePem + own.PublicKeyPem).Should().NotContain("PRIVATE");
    }

    static IEnumerable<(string?, bool, string)> Extensions(X509Certificate2 certificate) =>
        certificate.Extensions.Select(extension => (extension.Oid?.Value, extension.Critical, Convert.ToHexString(extension.RawData)));
}
