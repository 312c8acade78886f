using System.Numerics;
using Akash.Chain.Errors;
using Akash.Chain.Transactions;
using Akash.Money;

namespace Akash.Chain.Bme;

/// <summary>What minting came to; nothing burned where it was not needed.</summary>
/// <param name="Burned">AKT.</param>
/// <param name="Receipts">The transactions, whose fees come on top.</param>
public sealed record Minted(Coin Burned, IReadOnlyList<TransactionReceipt> Receipts);

/// <summary>
/// Brings an account's ACT up to what it needs by burning AKT. Safe to repeat, also after a run that was killed anywhere: what
/// waits on the chain is waited for first, and a request is bound to the account's sequence from before that look, so that
/// it is refused if another one was sent meanwhile.
/// </summary>
/// <param name="options">How to send; the fee limit holds for each transaction.</param>
public sealed class ActMint(ChainClient chain, TransactionSender sender, SendOptions options)
{
    /// <summary>How often somebody else's transaction may come between before we give up.</summary>
    const int MostCollisions = 8;

    /// <summary>AKT left for the fees of what the ACT is for: 0.1 AKT.</summary>
    const int FeeReserve = 100_000;

    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    static readonly TimeSpan UsualBlock = TimeSpan.FromSeconds(6);

    /// <summary>Waits until the account holds what it needs, and mints what is missing.</summary>
    /// <param name="needed">ACT the account is to hold.</param>
    /// <param name="most">The most ACT to mint; null for no limit.</param>
    /// <param name="progress">Told what is waited for.</param>
    /// <exception cref="ChainException">Minting is halted, would exceed the limit or the AKT there is, or was cancelled by the chain.</exception>
    public async Task<Minted> EnsureAsync(Coin needed, Coin? most, Action<string> progress, CancellationToken cancellationToken)
    {
        var minted = new Minted(new Coin(Denoms.Uakt, 0), []);
        for (var collisions = 0; ;)
        {
            // First the sequence: whatever is sent after this is noticed.
            var sequence = (await chain.FindAccountAsync(sender.Address, cancellationToken))?.Sequence ?? 0;
            if (await chain.ListPendingMintsAsync(sender.Address, cancellationToken) is { Count: > 0 } pending)
            {
                await WaitAsync(pending, progress, cancellationToken);
                continue;
            }

            var balances = await chain.GetSpendableBalancesAsync(sender.Address, cancellationToken);
            var missing = needed.Amount - balances.TotalOf(Denoms.Uact).Amount;
            if (missing <= 0) return minted;
            if (minted.Receipts.Count > 0) throw await FellShortAsync(minted, new Coin(Denoms.Uact, missing), cancellationToken);

            var burn = await QuoteAsync(new Coin(Denoms.Uact, missing), most, balances.TotalOf(Denoms.Uakt), cancellationToken);
            try
            {
                progress($"burning {burn.ToDisplay()} for ACT");
                var receipt = await sender.SendAsync([Messages.MintAct(sender.Address, burn)], options with { Sequence = sequence }, cancellationToken);
                minted = new Minted(burn, [receipt]);
            }
            catch (ChainException failure) when (failure.Failure is ChainFailure.SequenceMismatch && ++collisions < MostCollisions)
            {
                progress("another transaction of this wallet is under way: looking again");
                await Task.Delay(await PauseAsync(cancellationToken), chain.Time, cancellationToken);
            }
        }
    }

    async Task<Coin> QuoteAsync(Coin missing, Coin? most, Coin akt, CancellationToken cancellationToken)
    {
        var state = await chain.GetMintStateAsync(cancellationToken);
        if (state.IsHalted || state.Terms is not { } terms)
            throw new ChainException(
                ChainFailure.MintingHalted, $"The wallet lacks {missing.ToDisplay()}, and {state.Describe()}",
                "Try again later, or use ACT of another wallet by a deposit grant; keep some ACT in stock");

        var least = BigInteger.Max(missing.Amount, terms.LeastReceived.Amount);
        if (most is { } limit && least > limit.Amount)
            throw new ChainException(
                ChainFailure.MintingAboveLimit,
                $"{new Coin(Denoms.Uact, least).ToDisplay()} would have to be minted, above the limit of {limit.ToDisplay()}",
                $"The chain mints at least {terms.LeastReceived.ToDisplay()} at a time and {missing.ToDisplay()} are missing: raise the limit, or lower the deposit");

        var burn = terms.BurnFor(missing);
        var total = burn with { Amount = burn.Amount + FeeReserve };
        return total.Amount <= akt.Amount ? burn : throw new ChainException(
            ChainFailure.InsufficientFunds,
            $"Minting {missing.ToDisplay()} burns {burn.ToDisplay()}, fees take up to {new Coin(Denoms.Uakt, FeeReserve).ToDisplay()}, and the wallet has {akt.ToDisplay()}",
            $"Send it {new Coin(Denoms.Uakt, total.Amount - akt.Amount).ToDisplay()}");
    }

    async Task WaitAsync(IReadOnlyList<PendingMint> pending, Action<string> progress, CancellationToken cancellationToken)
    {
        var burned = new Coin(Denoms.Uakt, pending.Aggregate(BigInteger.Zero, (sum, mint) => sum + mint.Burned.Amount));
        progress($"waiting for the ACT of {burned.ToDisplay()}, which the chain mints at the end of an epoch");
        var health = MintHealth.Open;
        while (true)
        {
            var state = await chain.GetMintStateAsync(cancellationToken);
            if (state.Health != health) progress($"{state.Describe()}; what waits is minted or refunded then");
            health = state.Health;
            await Task.Delay(await PauseAsync(cancellationToken), chain.Time, cancellationToken);
            var still = await chain.ListPendingMintsAsync(sender.Address, cancellationToken);
            if (!still.Any(mint => pending.Any(known => (known.Height, known.Sequence) == (mint.Height, mint.Sequence)))) return;
        }
    }

    async Task<ChainException> FellShortAsync(Minted minted, Coin missing, CancellationToken cancellationToken)
    {
        var cancelled = await chain.ListCancelledMintsAsync(sender.Address, minted.Receipts[0].Height, cancellationToken);
        return cancelled.Count > 0
            ? new ChainException(
                ChainFailure.MintingHalted, $"The chain cancelled the mint ({string.Join(", ", cancelled.Select(mint => mint.Reason).Distinct())}) and gave {minted.Burned.ToDisplay()} back",
                "Try again; if it is cancelled again, mint more at a time, or later")
            : new ChainException(
                ChainFailure.InsufficientFunds, $"{minted.Burned.ToDisplay()} were minted, and still {missing.ToDisplay()} are missing",
                "Another run of this wallet may have used it, or the price fell sharply: run this again");
    }

    async Task<TimeSpan> PauseAsync(CancellationToken cancellationToken)
    {
        var block = await chain.MeasureBlockTimeAsync(cancellationToken) ?? UsualBlock;
        return block < LongestPause ? block : LongestPause;
    }
}
