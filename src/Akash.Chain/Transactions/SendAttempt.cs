using System.Numerics;
using Akash.Chain.Errors;
using Akash.Chain.Networks;
using Akash.Chain.Transport;
using Akash.Money;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Google.Protobuf;

namespace Akash.Chain.Transactions;

/// <summary>One try at sending, and what a failed one teaches the next. Every way of trying again is bounded.</summary>
sealed record SendAttempt
{
    const int MostSequences = 8;
    const int MostGrowths = 2;
    const int MostRevivals = 1;

    public required IReadOnlyList<IMessage> Messages { get; init; }

    public required SendOptions Options { get; init; }

    public required AccountInfo Account { get; init; }

    public required DecCoin Price { get; init; }

    public required bool Ordered { get; init; }

    public required IChainNode Node { get; init; }

    public required TimeLimit Limit { get; init; }

    /// <summary>The gas limit where simulating would not help; null to simulate.</summary>
    public ulong? Gas { get; init; }

    /// <summary>Fees of attempts that were included and failed.</summary>
    public BigInteger Spent { get; init; }

    int Sequences { get; init; }

    int Growths { get; init; }

    int Revivals { get; init; }

    bool PriceRaised { get; init; }

    public TransactionDraft Draft(GasEstimate estimate) => new()
    {
        Messages = Messages,
        Memo = Options.Memo,
        Sequence = Ordered ? Account.Sequence : 0,
        Unordered = !Ordered,
        TimeoutHeight = Limit.Height,
        Timeout = Limit.Time,
        Fee = new Fee
        {
            Amount = { estimate.Fee.Amount.IsZero ? [] : [estimate.Fee.ToWire()] },
            GasLimit = estimate.Gas,
            Granter = Options.FeeGranter ?? "",
        },
    };

    /// <summary>The next attempt after a refusal that had no effect; null where trying again is useless.</summary>
    /// <param name="estimate">What was offered; null where the simulation was refused.</param>
    public SendAttempt? After(ChainRefusedException refused, GasEstimate? estimate) => refused.Failure switch
    {
        ChainFailure.SequenceMismatch when Ordered && Options.Sequence is null && Sequences < MostSequences && ErrorMapping.ExpectedSequence(refused.Refusal) is { } expected =>
            this with { Account = Account with { Sequence = expected }, Sequences = Sequences + 1 },
        ChainFailure.FeeTooLow when !PriceRaised && estimate is not null && ErrorMapping.RequiredFee(refused.Refusal, Price.Denom) is { } fee =>
            this with { Price = Price with { Amount = Dec.FromRatio(fee, estimate.Gas, Rounding.Up) }, PriceRaised = true },
        ChainFailure.Expired => Revived(),
        _ when !Ordered && IsNonceTaken(refused.Refusal) => Revived(),
        _ when !Ordered && KnowsNoUnordered(refused.Refusal) => this with { Ordered = true },
        _ => null,
    };

    /// <summary>The next attempt after one that died unseen; null where that happened before.</summary>
    public SendAttempt? Revived() => Revivals < MostRevivals ? this with { Revivals = Revivals + 1 } : null;

    /// <summary>The next attempt after one ran out of gas in a block, its fee spent; null after too many.</summary>
    public SendAttempt? Grown(GasEstimate estimate, IncludedTransaction failed) => Growths < MostGrowths
        ? this with
        {
            Gas = GasPolicy.AfterExhaustion(estimate.Gas, failed.GasUsed),
            Account = Account with { Sequence = Account.Sequence + 1 },
            Spent = Spent + estimate.Fee.Amount,
            Growths = Growths + 1,
        }
        : null;

    static bool IsNonceTaken(Refusal refusal) => refusal.Log.Contains("already used timeout", StringComparison.OrdinalIgnoreCase);

    static bool KnowsNoUnordered(Refusal refusal) =>
        refusal.Log.Contains("unordered transactions are not", StringComparison.OrdinalIgnoreCase)
        || (refusal.Log.Contains("errUnknownField", StringComparison.OrdinalIgnoreCase) && refusal.Log.Contains("TxBody", StringComparison.OrdinalIgnoreCase));
}
