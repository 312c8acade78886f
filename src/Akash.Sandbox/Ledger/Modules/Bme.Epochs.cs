using Akash.Proto.Bme.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using CancelReason = Akash.Proto.Bme.V1.LedgerCanceledRecord.Types.BMCancelReason;

namespace Akash.Sandbox.Ledger.Modules;

static partial class Bme
{
    const long LongestEpoch = 14_400;

    /// <summary>Numbers of requests count anew in every block.</summary>
    public static void BeginBlock(Execution x) => x.State.Bme = x.State.Bme with { Sequence = 0 };

    /// <summary>Carries out what waits when an epoch ends: ACT into AKT first, then the breaker is judged, then AKT into ACT.</summary>
    public static void EndBlock(Execution x)
    {
        if (x.State.Bme.BurnEpoch <= x.Height)
        {
            x.State.Bme = x.State.Bme with { BurnEpoch = x.Height + x.State.Bme.Params.MinEpochBlocks };
            CarryOut(x, Coins.Uact, Coins.Uakt);
        }

        var (status, changed) = JudgeBreaker(x);
        var epoch = x.State.Bme.MintEpoch;
        if (changed && status.PreviousStatus >= MintStatus.HaltCr && status.Status_ <= MintStatus.Warning)
        {
            x.State.Bme = x.State.Bme with { MintEpoch = x.Height + status.EpochHeightDiff };
        }
        else if (status.Status_ <= MintStatus.Warning && epoch == x.Height)
        {
            x.State.Bme = x.State.Bme with { MintEpoch = x.Height + status.EpochHeightDiff };
            CarryOut(x, Coins.Uakt, Coins.Uact);
            JudgeBreaker(x);
        }
    }

    static void CarryOut(Execution x, string denom, string toDenom)
    {
        var first = new LedgerKey(denom, toDenom, "", 0, 0);
        var waiting = x.State.Bme.Pending.From(first).TakeWhile(row => row.Key.Denom == denom && row.Key.ToDenom == toDenom);
        foreach (var (key, pending) in waiting.Take((int)x.State.Bme.Params.MaxEndblockerRecords).ToList())
        {
            try
            {
                x.Atomically(() => Execute(x, key, pending));
            }
            catch (LedgerException refusal)
            {
                Postpone(x, key, pending, refusal.Error);
            }
        }
    }

    /// <summary>What will never work is cancelled at once, what may pass is tried again a few times.</summary>
    static void Postpone(Execution x, LedgerKey key, LedgerPendingRecord pending, LedgerError error)
    {
        CancelReason? reason =
            error == BmeErrors.Epsilon ? CancelReason.Epsilon
            : error == BmeErrors.InvalidDenom ? CancelReason.InvalidDenom
            : error == BmeErrors.InvalidAmount ? CancelReason.InvalidAmount
            : error == BmeErrors.MinimumMint ? CancelReason.MinimumMint
            : pending.Attempts + 1 >= x.State.Bme.Params.MaxPendingAttempts ? CancelReason.MaxAttempts
            : null;
        if (reason is { } final)
        {
            Cancel(x, key, pending, final);
            return;
        }

        var again = pending.Clone();
        again.Attempts++;
        x.State.Bme = x.State.Bme with { Pending = x.State.Bme.Pending.With(key, again) };
    }

    static (Status Status, bool Changed) JudgeBreaker(Execution x)
    {
        var before = x.State.Bme.Status;
        var (status, ratio) = (before.Clone(), Dec.Zero);
        try
        {
            ratio = CollateralRatio(x.State);
            var points = (ratio * Dec.FromInteger(10_000)).Truncate() is var exact && exact > uint.MaxValue ? uint.MaxValue : (long)exact;
            status.Status_ = points > x.State.Bme.Params.CircuitBreakerWarnThreshold ? MintStatus.Healthy
                : points > x.State.Bme.Params.CircuitBreakerHaltThreshold ? MintStatus.Warning
                : MintStatus.HaltCr;
            if (status.Status_ != MintStatus.HaltCr) status.EpochHeightDiff = EpochBlocks(x.State.Bme.Params, points);
        }
        catch (LedgerException)
        {
            status.Status_ = MintStatus.HaltOracle;
        }

        if (status.Equals(before)) return (before, false);
        status.PreviousStatus = before.Status_;
        x.State.Bme = x.State.Bme with { Status = status };
        x.Emit(new EventMintStatusChange { PreviousStatus = status.PreviousStatus, NewStatus = status.Status_, CollateralRatio = ratio.ToWire() });
        return (status, true);
    }

    /// <summary>Epochs grow by a percentage for every tenth of a percent under the warning threshold, up to a day.</summary>
    static long EpochBlocks(Params parameters, long points)
    {
        var steps = Math.Max(0, (parameters.CircuitBreakerWarnThreshold - points) / 10);
        var growth = Dec.FromInteger(100 + parameters.EpochBlocksBackoffPercent) / Dec.FromInteger(100);
        var blocks = Dec.FromInteger(parameters.MinEpochBlocks);
        for (var step = 0; step < steps && blocks < Dec.FromInteger(LongestEpoch); step++) blocks *= growth;
        return Math.Clamp((long)blocks.Truncate(), parameters.MinEpochBlocks, LongestEpoch);
    }
}
