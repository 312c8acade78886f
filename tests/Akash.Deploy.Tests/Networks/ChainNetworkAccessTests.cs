using Akash.Deploy.Networks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Akash.Deploy.Tests.Networks;

public sealed class ChainNetworkAccessTests
{
    const string Words = "addict worth drip violin note olive final pelican perfect feel goat game horror brass fence deposit dutch improve setup stuff frost spirit smart alien";

    [Fact]
    public void Wallet_is_opened_on_a_known_network_and_its_key_registered()
    {
        var secrets = new List<string>();

        using var network = ChainNetwork.Open(new NetworkAccess("mainnet", Words, null), secrets.Add, TimeProvider.System, NullLogger.Instance);

        network.ChainId.Should().Be("akashnet-2");
        network.Owner.Should().Be("akash1qufa3xzrf34qvwyejkhvnc4psf49fftaw0asmh");
        secrets.Should().Contain("f9f6eca1743a30df6d6c84e5cbb4c7a35467c52bf8bb9ea15c104c9f24510232");
    }

    [Fact]
    public void Words_that_are_no_mnemonic_are_refused_without_repeating_them()
    {
        var opening = () => ChainNetwork.Open(
            new NetworkAccess("mainnet", "addict worth drip quux", null), _ => { }, TimeProvider.System, NullLogger.Instance);

        opening.Should().Throw<NetworkAccessException>().Which.Should().Match<NetworkAccessException>(
            failure => failure.Input == "mnemonic" && !failure.ToString().Contains("quux"));
    }

    [Fact]
    public void Network_that_is_neither_known_nor_a_file_is_refused()
    {
        var opening = () => ChainNetwork.Open(new NetworkAccess("nowhere.json", Words, null), _ => { }, TimeProvider.System, NullLogger.Instance);

        opening.Should().Throw<NetworkAccessException>().WithMessage("*nowhere.json*").Which.Input.Should().Be("network");
    }

    [Fact]
    public void Access_is_printed_without_its_words() =>
        new NetworkAccess("mainnet", Words, null).ToString().Should().NotContain("addict");
}
