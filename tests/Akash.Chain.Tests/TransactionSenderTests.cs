using Akash.Chain.Errors;
using Akash.Chain.Keys;
using Akash.Chain.Tests.Support;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Akash.Chain.Tests;

public sealed class TransactionSenderTests : IDisposable
{
    readonly PromptTime time = new();
    readonly ScriptedChain chain;
    readonly Wallet wallet = Wallet.FromPrivateKey([.. new byte[31], 1]);

    public TransactionSenderTests() => chain = new ScriptedChain(time);

    public void Dispose()
    {
        wallet.Dispose();
        chain.Dispose();
    }

    IReadOnlyList<IMessage> Update => [Messages.UpdateDeployment(wallet.Address, 1, new byte[32])];

    [Fact]
    public async Task Transaction_is_simulated_with_its_fee_and_sent_unordered_with_gas_in_reserve()
    {
        chain.SimulatedGas = 100_000;

        var receipt = await SendAsync(Sender());

        // 100,000 and 5 %, 10,000 in reserve, 4,000 for the nonce; times 0.025.
        var sent = chain.Broadcasts.Should().ContainSingle().Which;
        sent.AuthInfo.Fee.Should().BeEquivalentTo(new { GasLimit = 119_000ul, Amount = new[] { new { Denom = "uakt", Amount = "2975" } } });
        sent.AuthInfo.SignerInfos.Should().ContainSingle().Which.Sequence.Should().Be(0);
        sent.Body.Unordered.Should().BeTrue();
        sent.Body.TimeoutTimestamp.ToDateTimeOffset().Should().BeWithin(TimeSpan.FromSeconds(62)).After(sent.At);
        receipt.Should().BeEquivalentTo(new { sent.Hash, Height = 101, Fee = new Coin("uakt", 2975) });

        var simulated = TxRaw.Parser.ParseFrom(chain.Simulations.Should().ContainSingle().Which.TxBytes);
        simulated.BodyBytes.Should().Equal(TxRaw.Parser.ParseFrom(sent.Bytes).BodyBytes);
        simulated.Signatures.Should().Equal(ByteString.CopyFrom(new byte[64]));
        AuthInfo.Parser.ParseFrom(simulated.AuthInfoBytes).Fee.Amount.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Closing_takes_more_reserve_because_settlement_grows()
    {
        await Sender().SendAsync([Messages.CloseDeployment(wallet.Address, 1)], SendOptions.Default, default);

        chain.Broadcasts.Single().AuthInfo.Fee.GasLimit.Should().Be(159_000);
    }

    [Fact]
    public async Task A_transaction_bound_to_a_sequence_is_ordered_and_given_up_when_another_was_faster()
    {
        var bound = SendOptions.Default with { Sequence = 6 };
        chain.Execute = sent => sent.AuthInfo.SignerInfos[0].Sequence == 7
            ? new Execution("", 0, "", 1)
            : new Execution("sdk", 32, "account sequence mismatch, expected 7, got 6: incorrect account sequence", 1);

        var late = () => Sender().SendAsync(Update, bound, default);
        await Sender().SendAsync(Update, bound with { Sequence = 7 }, default);

        (await late.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.SequenceMismatch);
        chain.Broadcasts.Should().OnlyContain(sent => !sent.Body.Unordered && sent.Body.TimeoutHeight > 0).And.HaveCount(2);
    }

    [Fact]
    public async Task Two_transactions_of_one_moment_have_different_nonces()
    {
        var sender = Sender();

        await SendAsync(sender);
        await SendAsync(sender);

        chain.Broadcasts.Select(sent => sent.Body.TimeoutTimestamp.Nanos).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Estimate_spends_nothing()
    {
        var estimate = await Sender().EstimateAsync(Update, SendOptions.Default, default);

        estimate.Should().Be(new GasEstimate(119_000, new Coin("uakt", 2975)));
        chain.Broadcasts.Should().BeEmpty();
    }

    [Fact]
    public async Task Transaction_whose_answer_was_lost_happens_once()
    {
        var sender = Sender();
        chain["one"].After = method => Lose(method is "broadcast_tx_sync");

        var receipt = await SendAsync(sender);

        chain.Broadcasts.Should().ContainSingle().Which.Hash.Should().Be(receipt.Hash);
    }

    [Fact]
    public async Task Transaction_that_got_lost_goes_to_another_endpoint_in_the_same_bytes()
    {
        var sender = Sender("http://one", "http://two");
        List<string> lost = [];
        chain["one"].Before = method => Lose(method is "broadcast_tx_sync");
        chain["two"].Mempool = sent =>
        {
            lost.Add(sent.Hash);
            return null;
        };

        var receipt = await SendAsync(sender);

        lost.Should().Equal(receipt.Hash);
    }

    [Fact]
    public async Task Refusal_elsewhere_is_not_believed_after_an_answer_was_lost()
    {
        var sender = Sender("http://one", "http://two");
        chain["one"].After = method => Lose(method is "broadcast_tx_sync");
        chain["two"].Mempool = _ => new Execution("sdk", 18, "failed to add unordered nonce: sender akash1 has already used timeout 1: invalid request", 0);

        var receipt = await SendAsync(sender);

        chain.Broadcasts.Select(sent => sent.Hash).Distinct().Should().Equal(receipt.Hash);
    }

    [Fact]
    public async Task Transaction_that_vanished_is_made_anew_only_once_it_is_certainly_dead()
    {
        var sender = Sender();
        List<DateTimeOffset> attempts = [];
        chain["one"].Before = method =>
        {
            if (method is not "broadcast_tx_sync") return null;
            attempts.Add(time.GetUtcNow());
            return Lose(attempts is [_]);
        };

        var receipt = await SendAsync(sender);

        attempts.Should().HaveCount(2);
        (attempts[1] - attempts[0]).Should().BeGreaterThan(SendOptions.Default.Lifetime);
        receipt.Hash.Should().Be(chain.Broadcasts.Single().Hash);
    }

    [Fact]
    public async Task Transaction_that_vanishes_again_and_again_is_given_up_without_effect()
    {
        var sender = Sender();
        chain["one"].Before = method => Lose(method is "broadcast_tx_sync");

        var sending = () => SendAsync(sender);

        (await sending.Should().ThrowAsync<ChainException>()).Which.Failure.Should().Be(ChainFailure.Expired);
        chain.Broadcasts.Should().BeEmpty();
    }

    [Fact]
    public async Task Transaction_on_a_chain_that_stands_still_is_unconfirmed_and_named()
    {
        chain.Halted = true;

        var sending = () => SendAsync(Sender());

        (await sending.Should().ThrowAsync<TransactionUnconfirmedException>()).Which.Transaction.Should().Be(chain.Broadcasts.Single().Hash);
    }

    [Fact]
    public async Task Transaction_that_is_already_in_the_mempool_counts_as_accepted()
    {
        var sender = Sender("http://one", "http://two");
        chain["one"].After = method => Lose(method is "broadcast_tx_sync");

        var receipt = await SendAsync(sender);

        chain.Broadcasts.Should().HaveCount(2).And.OnlyContain(sent => sent.Hash == receipt.Hash);
    }

    [Fact]
    public async Task Transaction_that_no_endpoint_takes_was_not_sent()
    {
        var sender = Sender("http://one", "http://two");
        chain["one"].Mempool = _ => new Execution("sdk", 20, "mempool is full: number of txs 5000", 0);
        chain["two"].Before = method => method is "broadcast_tx_sync"
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            : null;

        var sending = () => SendAsync(sender);

        (await sending.Should().ThrowAsync<ChainException>().WithMessage("*nothing was sent*one*mempool is full*two*"))
            .Which.Failure.Should().Be(ChainFailure.Unavailable);
    }

    [Fact]
    public async Task Confirmation_moves_on_when_the_endpoint_that_took_it_dies()
    {
        var sender = Sender("http://one", "http://two");
        chain["one"].Before = method => Lose(chain.Broadcasts is not [] && method is not "broadcast_tx_sync");

        var receipt = await SendAsync(sender);

        chain["two"].Calls.Should().Contain(call => call.Method == "tx");
        receipt.Hash.Should().Be(chain.Broadcasts.Single().Hash);
    }

    [Fact]
    public async Task Transaction_that_ran_out_of_gas_is_sent_again_with_more_and_both_fees_are_told()
    {
        chain.Execute = sent => sent.AuthInfo.Fee.GasLimit < 150_000
            ? new Execution("sdk", 11, "out of gas in location: WritePerByte; gasWanted: 119000, gasUsed: 120500: out of gas", 120_500)
            : new Execution("", 0, "", 1);

        var receipt = await SendAsync(Sender());

        chain.Broadcasts.Select(sent => sent.AuthInfo.Fee.GasLimit).Should().Equal(119_000, 180_750);
        receipt.Fee.Should().Be(new Coin("uakt", 2975 + 4519));
    }

    [Fact]
    public async Task Out_of_gas_without_end_is_given_up()
    {
        chain.Execute = _ => new Execution("sdk", 11, "out of gas in location: X; gasWanted: 1, gasUsed: 2: out of gas", 2);

        var sending = () => SendAsync(Sender());

        (await sending.Should().ThrowAsync<ChainRefusedException>()).Which.Failure.Should().Be(ChainFailure.OutOfGas);
        chain.Broadcasts.Should().HaveCount(3);
    }

    [Fact]
    public async Task Ordered_transaction_takes_the_sequence_the_node_expects()
    {
        var sender = Sender();
        chain["one"].Mempool = sent => sent.AuthInfo.SignerInfos[0].Sequence == 9
            ? null
            : new Execution("sdk", 32, $"account sequence mismatch, expected 9, got {sent.AuthInfo.SignerInfos[0].Sequence}: incorrect account sequence", 0);

        await sender.SendAsync(Update, SendOptions.Default with { Ordered = true }, default);

        chain.Broadcasts.Select(sent => sent.AuthInfo.SignerInfos[0].Sequence).Should().Equal(7, 9);
        chain.Broadcasts[1].Body.Should().BeEquivalentTo(new { Unordered = false, TimeoutHeight = 110ul });
    }

    [Fact]
    public async Task Node_that_knows_no_unordered_transactions_gets_an_ordered_one()
    {
        var sender = Sender();
        chain["one"].Mempool = sent => sent.Body.Unordered
            ? new Execution("sdk", 2, "errUnknownField \"*tx.TxBody\": {TagNum: 4, WireType:\"varint\"}: tx parse error: tx parse error", 0)
            : null;

        await SendAsync(sender);

        chain.Broadcasts[^1].Body.Unordered.Should().BeFalse();
        chain.Broadcasts[^1].AuthInfo.SignerInfos[0].Sequence.Should().Be(7);
    }

    [Fact]
    public async Task Fee_is_raised_to_what_the_node_asks_for()
    {
        var sender = Sender();
        chain["one"].Mempool = sent => sent.AuthInfo.Fee.Amount[0].Amount is "2975"
            ? new Execution("sdk", 13, "insufficient fees; got: 2975uakt required: 5950uakt: insufficient fee", 0)
            : null;

        var receipt = await SendAsync(sender);

        receipt.Fee.Should().Be(new Coin("uakt", 5950));
    }

    [Fact]
    public async Task Price_of_gas_is_the_higher_one_of_network_and_node()
    {
        chain.MinimumGasPrice = "1.000000000000000000ibc/AB,0.500000000000000000uakt";

        var price = await chain.Client().GetGasPriceAsync(default);

        price.Should().Be(new DecCoin("uakt", Dec.Parse("0.5")));
    }

    [Fact]
    public async Task Fee_above_the_limit_is_not_paid()
    {
        var sending = () => Sender().SendAsync(Update, SendOptions.Default with { MaxFee = new Coin("uakt", 2974) }, default);

        (await sending.Should().ThrowAsync<ChainException>().WithMessage("*0.002975 AKT, above the limit of 0.002974 AKT*"))
            .Which.Failure.Should().Be(ChainFailure.FeeAboveLimit);
        chain.Broadcasts.Should().BeEmpty();
    }

    [Fact]
    public async Task Failure_in_the_block_is_an_error_that_names_the_transaction()
    {
        chain.Execute = _ => new Execution("market", 12, "failed to execute message; message index: 0: bid not open", 5);

        var sending = () => SendAsync(Sender());

        var error = (await sending.Should().ThrowAsync<ChainRefusedException>()).Which;
        error.Failure.Should().Be(ChainFailure.BidGone);
        error.Transaction.Should().Be(chain.Broadcasts.Single().Hash);
    }

    [Fact]
    public async Task Refusal_by_the_mempool_is_an_error_at_once()
    {
        var sender = Sender();
        chain["one"].Mempool = _ => new Execution("sdk", 5, "spendable balance 0uakt is smaller than 2975uakt: insufficient funds: insufficient funds", 0);

        var sending = () => SendAsync(sender);

        (await sending.Should().ThrowAsync<ChainRefusedException>()).Which.Failure.Should().Be(ChainFailure.InsufficientFunds);
        chain.Broadcasts.Should().ContainSingle();
    }

    [Fact]
    public async Task Wallet_the_chain_does_not_know_is_told_to_be_funded()
    {
        chain.Account = null;

        var sending = () => SendAsync(Sender());

        (await sending.Should().ThrowAsync<ChainException>().WithMessage($"*{wallet.Address}*never received anything*"))
            .Which.Failure.Should().Be(ChainFailure.InsufficientFunds);
    }

    TransactionSender Sender(params string[] bases) => new(chain.Client(bases), wallet);

    Task<TransactionReceipt> SendAsync(TransactionSender sender) => sender.SendAsync(Update, SendOptions.Default, default);

    static HttpResponseMessage? Lose(bool really) =>
        really ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection broke") : null;
}
