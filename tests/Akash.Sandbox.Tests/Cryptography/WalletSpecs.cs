using System.Text.Json;
using Akash.Sandbox.Cryptography;
using Akash.Tests;

namespace Akash.Sandbox.Tests.Cryptography;

public class WalletSpecs
{
    const string Phrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    [Theory]
    [InlineData(0, "akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0")]
    [InlineData(1, "akash1jrkmdcwgq94uaamx6zax2luewlhf7u4k3rtk0c")]
    public void Wallet_derives_the_address_of_a_phrase(uint index, string address) =>
        Wallet.FromMnemonic(Phrase, index: index).Address.Should().Be(address);

    [Fact]
    public void Module_account_has_the_networks_address() =>
        AccountAddress.OfModule("escrow").Should().Be("akash14pphss726thpwws3yc458hggufynm9x77l4l2u");

    [Fact]
    public void Signatures_equal_the_golden_vectors_and_verify()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors/tx-vectors.json")));
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (input, expected) = (vector.GetProperty("input"), vector.GetProperty("expected"));
            var index = uint.Parse(input.GetProperty("hd_path").GetString()!.Split('/')[^1]);
            var wallet = Wallet.FromMnemonic(input.GetProperty("mnemonic").GetString()!, input.GetProperty("bip39_passphrase").GetString()!, index);
            var document = Convert.FromHexString(expected.GetProperty("sign_doc_hex").GetString()!);

            var signature = wallet.Sign(document);

            wallet.Address.Should().Be(expected.GetProperty("address").GetString());
            Convert.ToHexStringLower(signature).Should().Be(expected.GetProperty("signature_hex").GetString());
            Secp256k1.Verify(wallet.PublicKey, document, signature).Should().BeTrue();
            Secp256k1.Verify(wallet.PublicKey, [.. document, 0], signature).Should().BeFalse();
        }
    }

    [Theory]
    [InlineData("akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x1")]
    [InlineData("Akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0")]
    [InlineData("cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4")]
    [InlineData("akash1")]
    public void Address_of_another_network_or_with_a_typo_is_refused(string text) => AccountAddress.IsValid(text).Should().BeFalse();
}
