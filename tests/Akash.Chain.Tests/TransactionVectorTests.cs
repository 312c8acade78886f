using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Akash.Chain.Keys;
using Akash.Chain.Tests.Support;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Cosmos.Tx.Signing.V1Beta1;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Tests;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Chain.Tests;

public class TransactionVectorTests
{
    const string Vectors = "vectors/tx-vectors.json";

    public static TheoryData<string> Cases => Names("cases", "name");

    public static TheoryData<int> Wallets => [.. SharedData.Has(Vectors) ? Enumerable.Range(0, Load()["wallets"]!.AsArray().Count) : [0]];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Transaction_is_encoded_and_signed_byte_for_byte(string name)
    {
        // Given
        var vector = Load()["cases"]!.AsArray().Single(item => Text(item!["name"]) == name)!;
        var (input, expected) = (vector["input"]!, vector["expected"]!);
        using var wallet = Wallet.FromMnemonic(Text(input["mnemonic"]), Text(input["bip39_passphrase"]), HdPath.Parse(Text(input["hd_path"])));
        var draft = ToDraft(input);
        var (chainId, number) = (Text(input["chain_id"]), ulong.Parse(Text(input["account_number"]), CultureInfo.InvariantCulture));

        // When
        var signed = draft.Sign(wallet, chainId, number);

        // Then
        var (body, authInfo) = (draft.Body().ToByteString(), draft.AuthInfo(wallet.PublicKey, SignMode.Direct).ToByteString());
        var document = TransactionDraft.SignDocument(body, authInfo, chainId, number).ToByteArray();
        wallet.Address.Should().Be(Text(expected["address"]));
        Hex(wallet.PublicKey.Span).Should().Be(Text(expected["public_key_hex"]));
        draft.Messages.Select(message => Hex(message.ToByteArray()))
            .Should().Equal(expected["messages"]!.AsArray().Select(message => Text(message!["value_hex"])));
        Hex(body.Span).Should().Be(Text(expected["body_bytes_hex"]));
        Hex(authInfo.Span).Should().Be(Text(expected["auth_info_bytes_hex"]));
        Hex(document).Should().Be(Text(expected["sign_doc_hex"]));
        Hex(wallet.Sign(SHA256.HashData(document))).Should().Be(Text(expected["signature_hex"]));
        Hex(signed.Bytes.Span).Should().Be(Text(expected["tx_raw_hex"]));
        signed.Hash.Should().Be(Text(expected["tx_hash"]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Transaction_without_fee_and_signature_is_the_official_form_to_simulate(string name)
    {
        var vector = Load()["cases"]!.AsArray().Single(item => Text(item!["name"]) == name)!;
        var publicKey = Convert.FromHexString(Text(vector["expected"]!["public_key_hex"]));

        var simulated = (ToDraft(vector["input"]!) with { Fee = new Fee() }).ForSimulation(publicKey, []);

        Hex(simulated).Should().Be(Text(vector["expected"]!["simulate_tx_hex"]));
    }

    [Fact]
    public void Transaction_to_simulate_carries_its_fee_and_a_signature_of_full_length()
    {
        var draft = new TransactionDraft { Messages = [Messages.CloseDeployment("akash1", 1)], Fee = new Fee { GasLimit = 7 } };

        var simulated = TxRaw.Parser.ParseFrom(draft.ForSimulation(new byte[33]));

        simulated.Signatures.Should().ContainSingle().Which.Should().Equal(ByteString.CopyFrom(new byte[64]));
        AuthInfo.Parser.ParseFrom(simulated.AuthInfoBytes).Fee.GasLimit.Should().Be(7);
    }

    [Theory]
    [MemberData(nameof(Wallets))]
    public void Wallet_of_a_mnemonic_has_the_known_key_and_address(int index)
    {
        var known = JsonNode.Parse(File.ReadAllBytes(SharedData.Require(Vectors)))!["wallets"]![index]!;
        var (mnemonic, passphrase) = (Text(known["mnemonic"]), Text(known["bip39_passphrase"]));

        using var wallet = Wallet.FromMnemonic(mnemonic, passphrase, HdPath.Parse(Text(known["hd_path"])));

        Hex(Mnemonic.ToSeed(mnemonic, passphrase)).Should().Be(Text(known["bip39_seed_hex"]));
        wallet.SecretSpellings().Should().Contain(Text(known["private_key_hex"]));
        Hex(wallet.PublicKey.Span).Should().Be(Text(known["public_key_hex"]));
        wallet.Address.Should().Be(Text(known["address"]));
    }

    [Fact]
    public void Decimal_has_the_known_digits_on_the_wire()
    {
        foreach (var known in Load()["legacy_dec"]!.AsArray())
        {
            var value = Dec.Parse(Text(known!["decimal"]));

            value.ToWire().Should().Be(Text(known["wire_digits"]));
            Dec.FromWire(Text(known["wire_digits"])).Should().Be(value);
        }
    }

    static TransactionDraft ToDraft(JsonNode input)
    {
        var (body, fee) = (input["body"]!, input["fee"]!);
        return new TransactionDraft
        {
            Messages = [.. body["messages"]!.AsArray().Select(message => GatewayJson.ReadTyped(message!))],
            Memo = Text(body["memo"]),
            TimeoutHeight = ulong.Parse(Text(body["timeout_height"]), CultureInfo.InvariantCulture),
            Unordered = body["unordered"]!.GetValue<bool>(),
            Timeout = body["timeout_timestamp"] is { } time ? (Timestamp)GatewayJson.Read(Timestamp.Descriptor, time) : null,
            Sequence = ulong.Parse(Text(input["sequence"]), CultureInfo.InvariantCulture),
            Fee = (Fee)GatewayJson.Read(Fee.Descriptor, fee),
        };
    }

    static TheoryData<string> Names(string part, string key) =>
        [.. SharedData.Has(Vectors) ? Load()[part]!.AsArray().Select(item => Text(item![key])) : ["(absent)"]];

    static JsonNode Load() => JsonNode.Parse(File.ReadAllBytes(SharedData.Require(Vectors)))!;

    static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node!.ToJsonString();

    static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
