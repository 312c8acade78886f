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
