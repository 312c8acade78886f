using Akash.Chain.Networks;
using Akash.Money;

namespace Akash.Chain.Tests;

public sealed class NetworkDefinitionTests : IDisposable
{
    readonly string file = Path.Combine(Path.GetTempPath(), $"network-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("mainnet", "akashnet-2")]
    [InlineData("sandbox", "sandbox-2")]
    public void Public_network_is_known_by_its_name(string name, string chainId)
    {
        var network = NetworkDefinition.Load(name);

        network.ChainId.Should().Be(chainId);
        network.Name.Should().Be(name);
        network.Rpc.Should().NotBeEmpty().And.OnlyContain(rpc => rpc.Scheme == "https");
    }

    [Fact]
    public void Network_file_is_read_with_all_its_keys()
    {
        Write("""
            {
              "chainId": "local",
              "rpc": ["http://127.0.0.1:26657/rpc"],
              "rest": ["http://127.0.0.1:1317"],
              "grpc": ["127.0.0.1:9090"],
              "faucet": "http://127.0.0.1:8000/",
              "gasPrice": "0.0025uakt",
              "ingress": { "suffix": "ingress.local", "address": "127.0.0.1:8080" }
            }
            """);

        var network = NetworkDefinition.Load(file);

        network.Should().BeEquivalentTo(new
        {
            Name = Path.GetFileName(file),
            ChainId = "local",
            Rpc = new[] { new Uri("http://127.0.0.1:26657/rpc") },
            Rest = new[] { new Uri("http://127.0.0.1:1317") },
            Grpc = new[] { "127.0.0.1:9090" },
            Faucet = new Uri("http://127.0.0.1:8000/"),
            GasPrice = new DecCoin("uakt", Dec.Parse("0.0025")),
            Ingress = new NetworkIngress("ingress.local", "127.0.0.1", 8080),
        });
    }

    [Fact]
    public void Network_file_needs_chain_id_and_rpc_only()
    {
        Write("""{"chainId":"local","rpc":["http://127.0.0.1:1"]}""");

        var network = NetworkDefinition.Load(file);

        network.Should().BeEquivalentTo(new { Rest = Array.Empty<Uri>(), GasPrice = (DecCoin?)null, Ingress = (NetworkIngress?)null });
    }

    [Theory]
    [InlineData("""{"rpc":["http://a"]}""", "'chainId' is missing*")]
    [InlineData("""{"chainId":"a"}""", "'rpc' is missing*")]
    [InlineData("""{"chainId":"a","rpc":[]}""", "'rpc' is missing*at least one*")]
    [InlineData("""{"chainId":"a","rpc":["localhost:1"]}""", "'rpc?0?' is 'localhost:1': expected an absolute http*")]
    [InlineData("""{"chainId":"a","rpc":["http://a"],"gasPrice":"cheap"}""", "'gasPrice' is 'cheap'*0.025uakt*")]
    [InlineData("""{"chainId":"a","rpc":["http://a"],"ingress":{"suffix":"x","address":"y"}}""", "'ingress.address' is 'y'*host:port*")]
    [InlineData("""{"chainId":"a","rpc":["http://a"],"ingress":{"address":"y:1"}}""", "'ingress.suffix' is missing*")]
    [InlineData("""{"chainId":"a","rpc":"http://a"}""", "*at $.rpc")]
    [InlineData("null", "expected a JSON object*")]
    public void Network_file_with_a_fault_is_refused_naming_file_and_key(string json, string problem)
    {
        Write(json);

        FluentActions.Invoking(() => NetworkDefinition.Load(file)).Should().Throw<NetworkDefinitionException>().WithMessage($"{file}:*{problem}");
    }

    [Fact]
    public void Network_that_is_neither_name_nor_file_is_refused_with_the_choices()
    {
        FluentActions.Invoking(() => NetworkDefinition.Load("mainet"))
            .Should().Throw<NetworkDefinitionException>().WithMessage("There is no network 'mainet': expected mainnet, sandbox, or the path of a network file");
    }

    [Theory]
    [InlineData("ingress.local", true)]
    [InlineData("abc.Ingress.Local", true)]
    [InlineData("notingress.local", false)]
    public void Ingress_serves_names_under_its_suffix(string host, bool served)
    {
        new NetworkIngress("ingress.local", "127.0.0.1", 80).Serves(host).Should().Be(served);
    }

    void Write(string json) => File.WriteAllText(file, json);
}
