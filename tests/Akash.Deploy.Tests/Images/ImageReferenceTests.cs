using Akash.Deploy.Images;

namespace Akash.Deploy.Tests.Images;

public sealed class ImageReferenceTests
{
    const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "docker.io/library/nginx")]
    [InlineData("nginx:1.29", "docker.io/library/nginx:1.29")]
    [InlineData("owner/app", "docker.io/owner/app")]
    [InlineData("index.docker.io/owner/app", "docker.io/owner/app")]
    [InlineData("docker.io/nginx", "docker.io/library/nginx")]
    [InlineData("ghcr.io/owner/app:v1", "ghcr.io/owner/app:v1")]
    [InlineData("localhost/app", "localhost/app")]
    [InlineData("localhost:5000/app:x", "localhost:5000/app:x")]
    [InlineData("127.0.0.1:5000/a/b/c", "127.0.0.1:5000/a/b/c")]
    [InlineData("[::1]:5000/app", "[::1]:5000/app")]
    [InlineData("Registry/app", "Registry/app")]
    [InlineData("app@" + Digest, "docker.io/library/app@" + Digest)]
    [InlineData("ghcr.io/o/app:v1@" + Digest, "ghcr.io/o/app:v1@" + Digest)]
    [InlineData("a__b/c--d.e", "docker.io/a__b/c--d.e")]
    public void A_reference_is_completed_as_Docker_does(string written, string complete) =>
        ImageReference.Parse(written).ToString().Should().Be(complete);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("ghcr.io/Owner/app", "lower case")]
    [InlineData("a b", "space")]
    [InlineData("app:", "tag")]
    [InlineData("app:-x", "tag")]
    [InlineData("app@sha256:123", "digest")]
    [InlineData("app@md5:0123456789abcdef0123456789abcdef", "digest")]
    [InlineData("a//b", "repository")]
    [InlineData("/app", "repository")]
    [InlineData("a/-b", "repository")]
    [InlineData("a___b", "repository")]
    [InlineData("https://ghcr.io/o/app", "registry")]
    [InlineData("-x.io/app", "registry")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "image id")]
    public void What_Docker_refuses_is_refused_with_the_reason(string written, string reason)
    {
        var parse = () => ImageReference.Parse(written);

        parse.Should().Throw<ImageException>().Where(exception => exception.Failure == ImageFailure.InvalidReference).WithMessage($"*{reason}*");
    }

    [Fact]
    public void A_name_longer_than_255_characters_is_refused() =>
        ImageReference.TryParse("ghcr.io/" + new string('a', 250), out _, out _).Should().BeFalse();

    [Theory]
    [InlineData("localhost:5000/app", true)]
    [InlineData("127.8.9.1:5000/app", true)]
    [InlineData("[::1]:5000/app", true)]
    [InlineData("10.0.0.1:5000/app", false)]
    [InlineData("localhost.example/app", false)]
    [InlineData("app", false)]
    public void Only_this_machine_is_the_loopback(string written, bool loopback) =>
        ImageReference.Parse(written).IsLoopback.Should().Be(loopback);
}
