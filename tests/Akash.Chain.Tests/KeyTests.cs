using Akash.Chain.Keys;

namespace Akash.Chain.Tests;

public class KeyTests
{
    const string Phrase = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    [Theory]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow", "2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6fa457fe1296106559a3c80937a1c1069be3a3a5bd381ee6260e8d9739fce1f607")]
    [InlineData("absurd document sheriff demise dress october topic angry exact priority boat stay bleak divert brand", "c4c7a088a9f2ec4f0fa362894fd740657a2e40840d275b7c0ba77d0c92c0054380d1a419738569c0098eab20f93e8e79f23a92621b87eb028b7c953422057289")]
    [InlineData("absurd document sheriff demise dress october topic angry exact priority boat stay bleak divert boss raw option best history hunt toast", "244eebf93c677249de65e4afc99077dbd3b99519ae75378acc8dd581f3e5ff3417b46f0b7f4256bdab524d269c95660d1ae7981869e59f7c0fdcb3737e557284")]
    [InlineData("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo when", "0cd6e5d827bb62eb8fc1e262254223817fd068a74b5b449cc2f667c3f1f985a76379b43348d952e2265b4cd129090758b3e3c2c49103b5051aac2eaeb890a528")]
    [InlineData("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote", "dd48c104698c30cfe2b6142103248622fb7bb0ff692eebb00089b32d22484e1613912f0a5b694407be899ffd31ed3992c456cdf60f5d4564b8ba3f05a69890ad")]
    public void Seed_is_that_of_the_BIP_39_vectors(string phrase, string seed)
    {
        Convert.ToHexStringLower(Mnemonic.ToSeed(phrase, "TREZOR")).Should().Be(seed);
    }

    [Theory]
    [InlineData("m/0'", "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea")]
    [InlineData("m/0'/1/2'/2/1000000000", "471b76e389e528d6de6d816857e012c5455051cad6660850e58372a6c3e6e7c8")]
    public void Key_at_a_path_is_that_of_the_BIP_32_vectors(string path, string key)
    {
        var seed = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");

        Convert.ToHexStringLower(HdKey.Derive(seed, HdPath.Parse(path))).Should().Be(key);
    }

    [Fact]
    public void Passphrase_and_path_lead_to_another_key()
    {
        using var wallet = Wallet.FromMnemonic(Phrase, "pass phrase", HdPath.Parse("m/44'/529'/3'/1/7"));

        wallet.SecretSpellings().Should().Contain("28ec5f26e2c15b92787de3886af9595ab99380842286a6fa1a4444aa9f938042");
    }

    [Fact]
    public void Passphrase_that_cannot_be_normalized_here_is_refused_rather_than_misread()
    {
        // These tests run without Unicode's tables, as the action does.
        FluentActions.Invoking(() => Wallet.FromMnemonic(Phrase, "päss"))
            .Should().Throw<MnemonicException>().WithMessage("*passphrase*beyond ASCII*").Which.ToString().Should().NotContain("päss");
    }

    [Fact]
    public void Mnemonic_is_read_whatever_its_case_and_white_space()
    {
        using var plain = Wallet.FromMnemonic(Phrase);

        using var messy = Wallet.FromMnemonic($"\n  {Phrase.ToUpperInvariant().Replace(" ", " \t\r\n ", StringComparison.Ordinal)}  ");

        messy.Address.Should().Be(plain.Address).And.Be("akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0");
    }

    [Theory]
    [InlineData("", "*is empty*")]
    [InlineData("secretword zoo", "*has 2 words*12, 15, 18, 21 or 24*")]
    [InlineData("abandon abandon secretword abandon abandon abandon abandon abandon abandon abandon abandon about", "Word 3 of the mnemonic*not in*list*")]
    [InlineData("abandon abandon secretword abandon abandon abandon abandon abandon abandon abandon abandon secretword", "Words 3, 12 of the mnemonic*")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", "*checksum*")]
    public void Mnemonic_that_cannot_be_one_is_refused_without_repeating_it(string phrase, string message)
    {
        var reading = () => Wallet.FromMnemonic(phrase);

        reading.Should().Throw<MnemonicException>().WithMessage(message).Which.ToString().Should().NotContainAny("secretword", "abandon");
    }

    [Fact]
    public void Wallet_signs_a_digest_deterministically_with_low_s()
    {
        using var wallet = Wallet.FromPrivateKey([.. new byte[31], 1]);
        var halfOrder = Secp256k1.Order.ShiftRight(1);

        for (var i = 0; i < 20; i++)
        {
            var digest = System.Security.Cryptography.SHA256.HashData([(byte)i]);
            var signature = wallet.Sign(digest);

            signature.Should().HaveCount(64).And.Equal(wallet.Sign(digest));
            new Org.BouncyCastle.Math.BigInteger(1, signature, 32, 32).CompareTo(halfOrder).Should().BeLessThanOrEqualTo(0);
        }
    }

    [Fact]
    public void Wallet_signs_as_the_RFC_6979_vector_of_secp256k1()
    {
        using var wallet = Wallet.FromPrivateKey([.. new byte[31], 1]);

        var signature = wallet.Sign(System.Security.Cryptography.SHA256.HashData("Satoshi Nakamoto"u8));

        Convert.ToHexStringLower(signature).Should().Be(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d82442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    }

    [Fact]
    public void Wallet_gives_nothing_away_once_disposed()
    {
        var wallet = Wallet.FromMnemonic(Phrase);

        wallet.Dispose();

        wallet.Invoking(gone => gone.Sign(new byte[32])).Should().Throw<ObjectDisposedException>();
        wallet.Invoking(gone => gone.SecretSpellings()).Should().Throw<ObjectDisposedException>();
        wallet.ToString().Should().NotContain("c4a48e2f");
    }

    [Fact]
    public void Wallet_of_something_that_is_no_key_is_refused()
    {
        FluentActions.Invoking(() => Wallet.FromPrivateKey(new byte[32])).Should().Throw<FormatException>();
        FluentActions.Invoking(() => Wallet.FromPrivateKey(Enumerable.Repeat((byte)0xff, 32).ToArray())).Should().Throw<FormatException>();
    }

    [Theory]
    [InlineData("akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0", true)]
    [InlineData("akash14pphss726thpwws3yc458hggufynm9x77l4l2u", true)]
    [InlineData("akash19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x1", false)]
    [InlineData("cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0a3mq6x0", false)]
    [InlineData("akash1", false)]
    [InlineData(null, false)]
    public void Address_is_known_by_its_prefix_and_checksum(string? text, bool valid)
    {
        AccountAddress.IsValid(text).Should().Be(valid);
    }

    [Theory]
    [InlineData("44'/118'/0'/0/0")]
    [InlineData("m/44'/x")]
    [InlineData("m/2147483648")]
    public void Path_that_is_none_is_refused(string text)
    {
        FluentActions.Invoking(() => HdPath.Parse(text)).Should().Throw<FormatException>().WithMessage($"*{text}*m/44'/118'/0'/0/0*");
    }
}
