using Akash.Chain.Transport;

namespace Akash.Chain.Tests;

public sealed class GrpcAddressTests
{
    [Theory]
    [InlineData("akash.lavenderfive.com:443", "https://akash.lavenderfive.com/")]
    [InlineData("grpc.sandbox-2.aksh.pw:9090", "http://grpc.sandbox-2.aksh.pw:9090/")]
    [InlineData("https://node.example:9090/akash", "https://node.example:9090/akash")]
    [InlineData("127.0.0.1:9090", "http://127.0.0.1:9090/")]
    public void Address_means_tls_on_its_port_or_by_its_scheme(string text, string url)
    {
        GrpcAddress.Parse(text).Should().Be(new Uri(url));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("node.example")]
    [InlineData("node.example:9090/akash")]
    [InlineData("ftp://node.example:21")]
    public void What_is_neither_address_nor_url_is_none(string? text)
    {
        GrpcAddress.Parse(text).Should().BeNull();
    }
}
