using System.Numerics;
using System.Text.Json.Nodes;
using Akash.Chain.Errors;
using Akash.Tests;

namespace Akash.Chain.Tests;

public class ErrorMappingTests
{
    const string Recording = "recordings/chain-cases.json";

    /// <summary>A recorded case, and what it means to a caller.</summary>
    public static TheoryData<string, ChainFailure> Refusals => new()
    {
        { "check.fee-insufficient", ChainFailure.InsufficientFunds },
        { "check.unknown-account", ChainFailure.InsufficientFunds },
        { "create.insufficient", ChainFailure.InsufficientFunds },
        { "deposit.too-much", ChainFailure.InsufficientFunds },
        { "mint.too-much", ChainFailure.InsufficientFunds },
        { "create.deposit-low", ChainFailure.DepositTooSmall },
        { "create.deposit-zero", ChainFailure.DepositTooSmall },
        { "incl.out-of-gas", ChainFailure.OutOfGas },
        { "check.gas-tiny", ChainFailure.OutOfGas },
        { "check.low-fee", ChainFailure.FeeTooLow },
        { "check.uact-fee", ChainFailure.FeeTooLow },
        { "check.sequence.low", ChainFailure.SequenceMismatch },
        { "check.sequence.high", ChainFailure.SequenceMismatch },
        { "unordered.past", ChainFailure.Expired },
        { "check.timeout-height", ChainFailure.Expired },
        { "create.exists", ChainFailure.DeploymentExists },
        { "create.reuse-closed", ChainFailure.DeploymentExists },
        { "close.missing", ChainFailure.NotFound },
        { "update.missing", ChainFailure.NotFound },
        { "deposit.missing", ChainFailure.NotFound },
        { "cert.revoke-missing", ChainFailure.NotFound },
        { "life.close-again", ChainFailure.DeploymentClosed },
        { "update.closed", ChainFailure.DeploymentClosed },
        { "group.close-again", ChainFailure.DeploymentClosed },
        { "deposit.closed", ChainFailure.DeploymentClosed },
        { "update.same-hash", ChainFailure.Unchanged },
        { "lease.twice", ChainFailure.BidGone },
        { "losing.second-lease", ChainFailure.BidGone },
        { "lease.no-bid", ChainFailure.BidGone },
        { "groups.atomic", ChainFailure.BidGone },
        { "bid.no-order", ChainFailure.BidGone },
        { "lease.close-again", ChainFailure.LeaseGone },
        { "check.bad-signature", ChainFailure.Unauthorized },
        { "check.chain-id", ChainFailure.Unauthorized },
        { "close.not-owner", ChainFailure.Unauthorized },
        { "delegate.fee.no-grant", ChainFailure.Unauthorized },
        { "delegate.fee.too-high", ChainFailure.Unauthorized },
        { "delegate.exec.revoked", ChainFailure.Unauthorized },
        { "mint.stale", ChainFailure.MintingHalted },
        { "mint.no-price", ChainFailure.MintingHalted },
        { "send.uact", ChainFailure.Rejected },
        { "create.res.cpu-9", ChainFailure.Rejected },
        { "create.no-groups", ChainFailure.Rejected },
        { "create.price-uakt", ChainFailure.Rejected },
        { "check.no-pubkey", ChainFailure.Rejected },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refusal_of_a_real_node_becomes_an_error_of_its_kind(string id, ChainFailure failure)
    {
        var answer = Outcome(Case(id))!;

        var error = ErrorMapping.ToException(answer["codespace"]!.GetValue<string>(), answer["code"]!.GetValue<uint>(), Log(answer));

        error.Failure.Should().Be(failure, "it says {0}", error.Message);
        error.Advice.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("create.deposit-low", ChainFailure.DepositTooSmall)]
    [InlineData("create.insufficient", ChainFailure.InsufficientFunds)]
    [InlineData("create.exists", ChainFailure.DeploymentExists)]
    [InlineData("create.res.gpu-25", ChainFailure.Rejected)]
    [InlineData("send.uact", ChainFailure.Rejected)]
    public void Refusal_of_a_simulation_is_known_by_its_words(string id, ChainFailure failure)
    {
        var words = Case(id)["simulate"]!["body"]!["message"]!.GetValue<string>();

        var error = ErrorMapping.ToException("sdk", 6, $"rpc error: code = Unknown desc = {words}: unknown request");

        error.Failure.Should().Be(failure);
        error.Message.Should().NotContainAny("rpc error", "with gas used", "message index", ".go:");
    }

    /// <summary>The codes of chain.md section 6, by module.</summary>
    public static TheoryData<string, uint[]> Registered => new()
    {
        { "sdk", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 30, 32, 36, 37, 38, 41, 42] },
        { "bank", [5] },
        { "feegrant", [2, 3, 5] },
        { "authz", [2] },
        { "deployment", Range(1, 26) },
        { "market", Range(1, 41) },
        { "escrow", Range(1, 18) },
        { "cert", Range(1, 9) },
        { "provider", Range(1, 9) },
        { "audit", Range(1, 3) },
        { "bme", [2, 3, .. Range(5, 17)] },
        { "oracle.v2", Range(1, 7) },
        { "akash", Range(1, 4) },
    };

    [Theory]
    [MemberData(nameof(Registered))]
    public void Every_code_that_a_module_registers_has_a_meaning_and_advice(string codespace, uint[] codes)
    {
        foreach (var code in codes)
        {
            var error = ErrorMapping.ToException(codespace, code, "");

            error.Message.Should().NotBe("The chain refuses this", "{0} {1} is known", codespace, code);
            error.Message.Should().NotMatchRegex(@"\bcode \d");
            error.Advice.Should().NotBeEmpty();
        }
    }

    /// <summary>What a caller does next, which the advice must fit.</summary>
    static readonly Dictionary<ChainFailure, string> AdviceOf = new()
    {
        [ChainFailure.InsufficientFunds] = "Send ",
        [ChainFailure.DepositTooSmall] = "Raise the deposit",
        [ChainFailure.OutOfGas] = "Try again",
        [ChainFailure.FeeTooLow] = "gas price",
        [ChainFailure.SequenceMismatch] = "Try again",
        [ChainFailure.Expired] = "Try again",
        [ChainFailure.DeploymentExists] = "another dseq",
        [ChainFailure.DeploymentClosed] = "ew ",
        [ChainFailure.Unchanged] = "Nothing is to do",
        [ChainFailure.NotFound] = "Check ",
        [ChainFailure.LeaseGone] = "Nothing is to do",
        [ChainFailure.MintingHalted] = "ACT",
    };

    [Theory]
    [InlineData("recordings/chain-cases.json", 140)]
    [InlineData("recordings/chain-walk.json.gz", 20)]
    [InlineData("recordings/chain-history.jsonl.gz", 200)]
    public void Refusals_of_a_recording_are_known_for_what_they_are_with_fitting_advice(string recording, int least)
    {
        var told = 0;
        foreach (var (codespace, code, log) in AllRefusals(SharedData.Require(recording)))
        {
            var error = ErrorMapping.ToException(codespace, code, log);
            told++;
            error.Message.Should().NotMatchRegex(@"\bcode \d").And.NotMatchRegex(@"[^\x20-\x7e…]");
            if (codespace is not "undefined") error.Message.Should().NotStartWith("The chain refuses this", "{0} {1} is registered: {2}", codespace, code, log);
            if (AdviceOf.TryGetValue(error.Failure, out var words)) error.Advice.Should().Contain(words, "{0} means {1}", error.Message, error.Failure);
        }

        told.Should().BeGreaterThanOrEqualTo(least);
    }

    static uint[] Range(uint first, uint last) => [.. Enumerable.Range((int)first, (int)(last - first + 1)).Select(code => (uint)code)];

    /// <summary>Whatever in a recording has a code and its codespace, however deep.</summary>
    static IEnumerable<(string Codespace, uint Code, string Log)> AllRefusals(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz") ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress) : file);
        var parts = path.Contains(".jsonl") ? Lines(reader) : [reader.ReadToEnd()];
        foreach (var part in parts)
        {
            foreach (var found in Walk(JsonNode.Parse(part))) yield return found;
        }

        static IEnumerable<string> Lines(StreamReader reader)
        {
            while (reader.ReadLine() is { } line) yield return line;
        }

        static IEnumerable<(string, uint, string)> Walk(JsonNode? node)
        {
            if (node is JsonObject item && item["codespace"]?.GetValue<string>() is { Length: > 0 } codespace && item["code"]?.GetValue<uint>() is > 0 and var code)
                yield return (codespace, code, Log(item) ?? "");

            var children = node switch { JsonObject o => o.Select(member => member.Value), JsonArray array => array, _ => [] };
            foreach (var child in children)
            {
                foreach (var found in Walk(child)) yield return found;
            }
        }
    }

    [Fact]
    public void Every_recorded_refusal_is_told_in_printable_words_without_a_bare_code()
    {
        var told = 0;
        foreach (var item in JsonNode.Parse(File.ReadAllBytes(SharedData.Require(Recording)))!["cases"]!.AsArray())
        {
            if (Outcome(item!) is not { } answer) continue;

            var error = ErrorMapping.ToException(answer["codespace"]!.GetValue<string>(), answer["code"]!.GetValue<uint>(), Log(answer));

            error.Message.Should().NotMatchRegex(@"[^\x20-\x7e]").And.NotMatchRegex(@"\bcode \d").And.NotBeEmpty();
            error.Refusal.Log.TrimEnd('…').Should().NotMatchRegex(@"[^\x20-\x7e]");
            told++;
        }

        told.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Deposit_that_is_too_small_is_told_with_the_least_the_chain_takes()
    {
        var error = ErrorMapping.ToException("deployment", 20, "failed to execute message; message index: 0: Deposit too low - 100000 < 500000uact: Deposit invalid");

        error.Message.Should().Be("The deposit is too small: 0.1 ACT offered, the chain asks for at least 0.5 ACT");
        error.Advice.Should().Contain("500000uact");
    }

    [Fact]
    public void Failure_of_an_included_transaction_names_it()
    {
        var error = ErrorMapping.ToException("market", 12, "failed to execute message; message index: 0: bid not open", "ABCD");

        error.Transaction.Should().Be("ABCD");
        error.Message.Should().Be("The bid is no longer open: bid not open (transaction ABCD)");
    }

    [Fact]
    public void Numbers_a_node_expects_are_read_from_its_words()
    {
        ErrorMapping.ExpectedSequence(new Refusal("sdk", 32, "account sequence mismatch, expected 8, got 7: incorrect account sequence")).Should().Be(8);
        ErrorMapping.RequiredFee(new Refusal("sdk", 13, "insufficient fees; got: 100uakt required: 7ibc/AB,10000uakt: insufficient fee"), "uakt").Should().Be(new BigInteger(10_000));
        ErrorMapping.RequiredFee(new Refusal("sdk", 13, "insufficient fees"), "uakt").Should().BeNull();
    }

    static JsonNode Case(string id) =>
        JsonNode.Parse(File.ReadAllBytes(SharedData.Require(Recording)))!["cases"]!.AsArray().First(item => item!["id"]!.GetValue<string>() == id)!;

    /// <summary>The refusal of a case, by the mempool or in the block, whichever transport it came through.</summary>
    static JsonNode? Outcome(JsonNode item) => new[] { item["included"], item["broadcast"] }
        .Select(part => part?["body"])
        .Select(body => body?["tx_response"] ?? body?["result"])
        .FirstOrDefault(answer => answer?["code"] is JsonValue code && code.GetValue<uint>() != 0);

    static string? Log(JsonNode answer) => (answer["raw_log"] ?? answer["log"])?.GetValue<string>();
}
