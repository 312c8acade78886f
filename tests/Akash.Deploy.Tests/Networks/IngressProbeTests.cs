using Akash.Chain.Networks;
using Akash.Deploy.Networks;

namespace Akash.Deploy.Tests.Networks;

public sealed class IngressProbeTests
{
    const string Served = "HTTP/1.1 200 OK\nContent-Length: 2\nConnection: close\n\nv1";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_of_the_ingress_is_asked_at_its_address_by_its_own_name()
    {
        await using var peer = new HttpPeer(Served);
        using var probe = new IngressProbe(new NetworkIngress("ingress.test", "127.0.0.1", peer.Port), TimeProvider.System);

        var answer = await probe.AskAsync(new Uri("http://abc.ingress.test/health?x=1"), Stop);

        answer.Should().Be(new HttpAnswer(200, "v1"));
        peer.Requests.Should().ContainSingle().Which.Should().StartWith("GET /health?x=1 HTTP/1.1").And.Contain("Host: abc.ingress.test");
    }

    [Fact]
    public async Task Any_other_name_is_asked_where_it_is()
    {
        await using var peer = new HttpPeer(Served);
        using var probe = new IngressProbe(new NetworkIngress("ingress.test", "127.0.0.1", 1), TimeProvider.System);

        (await probe.AskAsync(new Uri($"http://127.0.0.1:{peer.Port}/"), Stop)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0\nConnection: close\n\n", 404)]
    [InlineData("HTTP/1.1 503 Service Unavailable\nContent-Length: 0\nConnection: close\n\n", 503)]
    [InlineData("HTTP/1.1 302 Found\nLocation: http://127.0.0.1:1/\nContent-Length: 0\nConnection: close\n\n", 302)]
    public async Task Whatever_answer_comes_is_the_answer(string served, int status)
    {
        await using var peer = new HttpPeer(served);
        using var probe = new IngressProbe(null, TimeProvider.System);

        (await probe.AskAsync(new Uri($"http://127.0.0.1:{peer.Port}/"), Stop)).Status.Should().Be(status);
    }

    [Fact]
    public async Task No_answer_is_a_failure_that_says_why()
    {
        using var probe = new IngressProbe(null, TimeProvider.System);

        var asking = () => probe.AskAsync(new Uri("http://127.0.0.1:1/"), Stop);

        (await asking.Should().ThrowAsync<DeploymentNetworkException>().WithMessage("http://127.0.0.1:1/*refused*"))
            .Which.Failure.Should().Be(NetworkFailure.Unavailable);
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_body_is_kept()
    {
        await using var peer = new HttpPeer("HTTP/1.1 200 OK\nConnection: close\n\n" + new string('x', 100_000));
        using var probe = new IngressProbe(null, TimeProvider.System);

        (await probe.AskAsync(new Uri($"http://127.0.0.1:{peer.Port}/"), Stop)).Body.Should().HaveLength(64 * 1024);
    }

    [Theory]
    [InlineData("abc.ingress.test", 8080, "abc.ingress.test:8080")]
    [InlineData("abc.ingress.test", 80, "abc.ingress.test")]
    [InlineData("www.example.org", 8080, "www.example.org")]
    public void Local_name_is_shown_with_the_port_it_needs(string host, int port, string address)
    {
        using var probe = new IngressProbe(new NetworkIngress("ingress.test", "127.0.0.1", port), TimeProvider.System);

        probe.AddressOf(host).Should().Be(address);
    }
}
