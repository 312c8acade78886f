using System.Globalization;
using Akash.Proto.Cosmos.Base.Abci.V1Beta1;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Transactions;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger;

/// <summary>What a block did.</summary>
sealed record BlockResult(BlockHeader Header, IReadOnlyList<TransactionResult> Transactions, IReadOnlyList<LedgerEvent> Events);

/// <summary>
/// The state machine: the same genesis and the same blocks at the same times give the same states, answers and events. It has
/// no clock and talks to nobody.
/// </summary>
sealed class Chain
{
    readonly Dec minimumGasPrice;

    public Chain(Genesis genesis)
    {
        minimumGasPrice = genesis.MinimumGasPrice;
        Committed = genesis.State;
        Header = new BlockHeader(genesis.InitialHeight - 1, genesis.Time);
        CheckState = Committed.Fork();
    }

    /// <summary>The state after the last block.</summary>
    public LedgerState Committed { get; private set; }

    /// <summary>The last block.</summary>
    public BlockHeader Header { get; private set; }

    /// <summary>The committed state and, on top, what transactions waiting in the mempool have taken.</summary>
    public LedgerState CheckState { get; private set; }

    public Dec MinimumGasPrice => minimumGasPrice;

    /// <summary>Works off a block and commits it. <paramref name="outOfGas"/> names transactions that are known to run out of gas.</summary>
    public BlockResult Deliver(BlockHeader header, IReadOnlyList<ReadOnlyMemory<byte>> transactions, Func<int, bool>? outOfGas = null)
    {
        var state = Committed.Fork();
        var begin = new Execution(state, header, GasMeter.Unlimited);
        if (begin.State.Oracle is { SteadyPrice: { } price, Params.Sources: [var source, ..] }) Oracle.Report(begin, source, price, header.Time);
        Authorizations.RemoveExpired(begin);
        Bme.BeginBlock(begin);
        ForgetUnordered(begin);
        if (begin.State.Upgrade?.Height <= header.Height) begin.State.Upgrade = null;
        state = begin.State;

        var results = new List<TransactionResult>(transactions.Count);
        for (var i = 0; i < transactions.Count; i++)
        {
            var gas = outOfGas?.Invoke(i) == true ? GasRule.RunsOut : GasRule.Metered;
            var (result, after) = Run(state, header, transactions[i], RunMode.Deliver, gas);
            results.Add(result);
            state = after;
        }

        var end = new Execution(state, header, GasMeter.Unlimited);
        Bme.EndBlock(end);
        Oracle.EndBlock(end);
        (Committed, Header) = (end.State, header);
        CheckState = Committed.Fork();
        return new BlockResult(header, results, [.. end.Events.Select(e => e.With("mode", "EndBlock"))]);
    }

    /// <summary>CheckTx: what passes is counted in the check state until the next block.</summary>
    public TransactionResult Check(ReadOnlyMemory<byte> transaction)
    {
        var (result, after) = Run(CheckState, Header, transaction, RunMode.Check, GasRule.Metered);
        if (result.Code == 0) CheckState = after;
        return result;
    }

    /// <summary>Runs a transaction without keeping anything.</summary>
    public TransactionResult Simulate(ReadOnlyMemory<byte> transaction) => Run(CheckState, Header, transaction, RunMode.Simulate, GasRule.Free).Result;

    /// <summary>Changes the committed state outside of any transaction: the sandbox's own means, such as its treasury.</summary>
    public void Amend(Action<Execution> change)
    {
        var x = new Execution(Committed, Header, GasMeter.Unlimited);
        change(x);
        Committed = x.State;
        var check = new Execution(CheckState, Header, GasMeter.Unlimited);
        change(check);
        CheckState = check.State;
    }

    /// <summary>Goes back, or forth, to a state that was committed by a block.</summary>
    public void Restore(LedgerState state, BlockHeader header)
    {
        (Committed, Header) = (state, header);
        CheckState = Committed.Fork();
    }

    enum GasRule { Metered, Free, RunsOut }

    (TransactionResult Result, LedgerState After) Run(LedgerState before, BlockHeader header, ReadOnlyMemory<byte> bytes, RunMode mode, GasRule rule)
    {
        ulong wanted = 0;
        var gas = GasMeter.Unlimited;
        var (kept, events) = (before, (IReadOnlyList<LedgerEvent>)[]);
        try
        {
            var transaction = Transaction.Decode(bytes);
            if (transaction.Messages.Count == 0) throw SdkErrors.InvalidRequest.Refusal("must contain at least one message");
            foreach (var message in transaction.Messages) MessageHandlers.For(message).Validate(message);

            wanted = transaction.AuthInfo.Fee?.GasLimit ?? 0;
            gas = new GasMeter(rule == GasRule.Metered ? wanted : null);
            var ante = new Execution(before, header, gas);
            Ante.Run(ante, transaction, mode, minimumGasPrice);
            (kept, events) = (ante.State, ante.Events);
            if (mode == RunMode.Check) return (new TransactionResult(0, "", "", ByteString.Empty, wanted, gas.Used, [], []), kept);
            if (rule == GasRule.RunsOut) throw SdkErrors.OutOfGas.Refusal($"out of gas in location: WritePerByte; gasWanted: {wanted}, gasUsed: {wanted + 1}");

            var run = new Execution(kept, header, gas);
            var responses = RunMessages(run, transaction);
            return (new TransactionResult(0, "", "", Pack(responses), wanted, gas.Used, [.. events, .. run.Events], responses), run.State);
        }
        catch (LedgerException refusal)
        {
            return (TransactionResult.Refused(refusal, wanted, gas.Used, events), kept);
        }
        catch (Exception panic) when (panic is InvalidOperationException or ArgumentException or FormatException or NullReferenceException or OverflowException or KeyNotFoundException)
        {
            var refusal = new LedgerException(new LedgerError("undefined", 111222, $"recovered: {panic.Message}"), null);
            return (TransactionResult.Refused(refusal, wanted, gas.Used, events), kept);
        }
    }

    static List<IMessage> RunMessages(Execution x, Transaction transaction)
    {
        var responses = new List<IMessage>();
        for (var i = 0; i < transaction.Messages.Count; i++)
        {
            var message = transaction.Messages[i];
            var (handler, mark) = (MessageHandlers.For(message), x.Events.Count);
            try
            {
                responses.Add(handler.Run(x, message));
            }
            catch (LedgerException refusal) when (refusal.Error != SdkErrors.OutOfGas && refusal.Error.Code != 111222)
            {
                throw refusal.Within($"failed to execute message; message index: {i}");
            }

            var index = i.ToString(CultureInfo.InvariantCulture);
            var own = x.TakeEventsFrom(mark);
            x.Append([
                new LedgerEvent("message",
                [
                    new("action", "/" + message.Descriptor.FullName), new("sender", handler.Signer(message)), new("module", handler.Module), new("msg_index", index),
                ]),
                .. own.Select(e => e.With("msg_index", index)),
            ]);
        }
        return responses;
    }

    static ByteString Pack(IEnumerable<IMessage> responses) => new TxMsgData
    {
        MsgResponses = { responses.Select(response => new Any { TypeUrl = "/" + response.Descriptor.FullName, Value = response.ToByteString() }) },
    }.ToByteString();

    static void ForgetUnordered(Execution x)
    {
        foreach (var (key, nonce) in x.State.UnorderedNonces.All.Where(row => row.Value.Timeout < x.Time).ToList())
            x.State.UnorderedNonces = x.State.UnorderedNonces.Without(key);
    }
}
