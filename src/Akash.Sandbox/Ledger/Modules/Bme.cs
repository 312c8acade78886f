using System.Collections.Immutable;
using System.Numerics;
using Akash.Proto.Bme.V1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using CancelReason = Akash.Proto.Bme.V1.LedgerCanceledRecord.Types.BMCancelReason;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Burning AKT for ACT and back (chain.md section 9). Requests wait for the end of an epoch, which is in the other part.</summary>
static partial class Bme
{
    public static void Validate(MsgBurnMint message)
    {
        if (!AccountAddress.IsValid(message.Owner)) throw SdkErrors.InvalidAddress.Refusal($"invalid owner address: {message.Owner}");
        if (!AccountAddress.IsValid(message.To)) throw SdkErrors.InvalidAddress.Refusal($"invalid to address: {message.To}");
        if (message.Owner != message.To) throw BmeErrors.Unauthorized.Refusal("owner and to addresses must match");
        if (message.CoinsToBurn is not { } coin || !coin.IsValid()) throw SdkErrors.InvalidCoins.Refusal($"invalid coins: {message.CoinsToBurn?.Text()}");
        if (coin.Units().IsZero) throw BmeErrors.InvalidAmount.Refusal("amount must not be 0");
        if (!Coins.IsDenom(message.DenomToMint)) throw BmeErrors.InvalidDenom.Refusal($"invalid denom to mint: {message.DenomToMint}");
    }

    public static MsgBurnMint Mint(MsgMintACT message) =>
        new() { Owner = message.Owner, To = message.To, CoinsToBurn = message.CoinsToBurn, DenomToMint = Coins.Uact };

    public static MsgBurnMint Burn(MsgBurnACT message) =>
        new() { Owner = message.Owner, To = message.To, CoinsToBurn = message.CoinsToBurn, DenomToMint = Coins.Uakt };

    /// <summary>Queues a request; the coins go to the module at once.</summary>
    public static LedgerRecordID Request(Execution x, MsgBurnMint message)
    {
        var (coin, to) = (message.CoinsToBurn, message.DenomToMint);
        if ((coin.Denom, to) is not ((Coins.Uakt, Coins.Uact) or (Coins.Uact, Coins.Uakt)))
            throw BmeErrors.InvalidDenom.Refusal($"invalid swap route {coin.Denom} -> {to}");
        Oracle.Price(x.State, coin.Denom);
        Oracle.Price(x.State, to);
        RequireOpenBreaker(x.State.Bme.Status.Status_, coin.Denom);

        var sequence = x.State.Bme.Sequence + 1;
        var key = new LedgerKey(coin.Denom, to, message.Owner, x.Height, sequence);
        Bank.Move(x, message.Owner, Accounts.Bme, coin);
        x.State.Bme = x.State.Bme with
        {
            Sequence = sequence,
            PendingBalances = Add(x.State.Bme.PendingBalances, coin.Denom, coin.Units()),
            Pending = x.State.Bme.Pending.With(key,
                new LedgerPendingRecord { Owner = message.Owner, To = message.To, CoinsToBurn = coin, DenomToMint = to }),
        };
        return key.ToId();
    }

    /// <summary>Vault AKT that is not pending, in US$, for each ACT there is; refuses without a price.</summary>
    public static Dec CollateralRatio(LedgerState state)
    {
        var (akt, act) = (Oracle.Price(state, Coins.Uakt), Oracle.Price(state, Coins.Uact));
        var vault = Bank.BalanceOf(state, Accounts.Bme, Coins.Uakt) - state.Bme.PendingBalances[Coins.Uakt];
        var ratio = Dec.FromInteger(vault) * (akt / act);
        var outstanding = Bank.SupplyOf(state, Coins.Uact);
        return outstanding.Sign > 0 ? ratio / Dec.FromInteger(outstanding) : ratio;
    }

    /// <summary>A halt for the ratio stops minting; a halt for the price stops both ways.</summary>
    static void RequireOpenBreaker(MintStatus status, string burned)
    {
        if (status < MintStatus.HaltCr || (status == MintStatus.HaltCr && burned == Coins.Uact)) return;
        throw BmeErrors.CircuitBreakerActive.Refusal();
    }

    static void Execute(Execution x, LedgerKey key, LedgerPendingRecord pending)
    {
        var burn = pending.CoinsToBurn;
        var (from, to) = (Oracle.Price(x.State, burn.Denom), Oracle.Price(x.State, pending.DenomToMint));
        if (from.IsZero || to.IsZero) throw BmeErrors.ZeroPrice.Refusal($"oracle prices must be non-zero ({burn.Denom}={from}, {pending.DenomToMint}={to})");
        if (burn.Denom == Coins.Uact && Bank.SupplyOf(x.State, Coins.Uact) < burn.Units()) throw BmeErrors.InsufficientVaultFunds.Refusal();

        var exact = Dec.FromInteger(burn.Units()) * (from / to);
        var gross = exact.Truncate();
        if (gross.Sign <= 0) throw BmeErrors.Epsilon.Refusal();
        if (gross < x.State.Bme.Params.MinMint.AmountOf(pending.DenomToMint)) throw BmeErrors.MinimumMint.Refusal();
        var points = burn.Denom == Coins.Uakt ? x.State.Bme.Params.MintSpreadBps : x.State.Bme.Params.SettleSpreadBps;
        var spread = (exact * Dec.FromInteger(points) / Dec.FromInteger(10_000)).Truncate();

        var minted = Coins.Of(pending.DenomToMint, gross);
        var record = new LedgerRecord
        {
            BurnedFrom = pending.Owner, MintedTo = pending.To, Burner = "bme", Minter = "bme", Spread = Coins.Of(minted.Denom, spread),
        };
        if (burn.Denom == Coins.Uakt) MintAct(x, record, burn, from, minted, to);
        else BurnAct(x, record, burn, from, minted, to);
        Bank.Move(x, Accounts.Bme, pending.To, Coins.Of(minted.Denom, gross - spread));
        Record(x, key, record, burn);
    }

    /// <summary>The AKT is kept as credit for minting it again, not destroyed.</summary>
    static void MintAct(Execution x, LedgerRecord record, Coin burn, Dec price, Coin minted, Dec mintedPrice)
    {
        Bank.Mint(x, Accounts.Bme, minted);
        record.RemintCreditAccrued = At(burn, price);
        record.Minted = At(minted, mintedPrice);
        x.State.Bme = x.State.Bme with { RemintCredit = x.State.Bme.RemintCredit + burn.Units() };
    }

    /// <summary>AKT comes out of the credit first; only what it lacks is minted.</summary>
    static void BurnAct(Execution x, LedgerRecord record, Coin burn, Dec price, Coin wanted, Dec wantedPrice)
    {
        var credit = BigInteger.Min(x.State.Bme.RemintCredit, wanted.Units());
        var missing = wanted.Units() - credit;
        Bank.Burn(x, Accounts.Bme, burn);
        record.Burned = At(burn, price);
        if (missing.Sign > 0)
        {
            Bank.Mint(x, Accounts.Bme, Coins.Of(wanted.Denom, missing));
            record.Minted = At(Coins.Of(wanted.Denom, missing), wantedPrice);
        }
        if (credit.Sign > 0) record.RemintCreditIssued = At(Coins.Of(wanted.Denom, credit), wantedPrice);
        x.State.Bme = x.State.Bme with { RemintCredit = x.State.Bme.RemintCredit - credit };
    }

    static void Record(Execution x, LedgerKey key, LedgerRecord record, Coin burn)
    {
        var bme = x.State.Bme;
        x.State.Bme = bme with
        {
            Pending = bme.Pending.Without(key),
            Executed = bme.Executed.With(key, record),
            PendingBalances = Add(bme.PendingBalances, burn.Denom, -burn.Units()),
            TotalMinted = record.Minted is { } minted ? Add(bme.TotalMinted, minted.Coin.Denom, minted.Coin.Units()) : bme.TotalMinted,
            TotalBurned = record.Burned is { } burned ? Add(bme.TotalBurned, burned.Coin.Denom, burned.Coin.Units()) : bme.TotalBurned,
        };
        x.Emit(new EventLedgerRecordExecuted
        {
            Id = key.ToId(), BurnedFrom = record.BurnedFrom, MintedTo = record.MintedTo, Burner = record.Burner, Minter = record.Minter,
            Burned = record.Burned, Minted = record.Minted, Spread = record.Spread,
            RemintCreditIssued = record.RemintCreditIssued, RemintCreditAccrued = record.RemintCreditAccrued,
        });
    }

    static void Cancel(Execution x, LedgerKey key, LedgerPendingRecord pending, CancelReason reason)
    {
        var bme = x.State.Bme;
        x.State.Bme = bme with
        {
            Pending = bme.Pending.Without(key),
            PendingBalances = Add(bme.PendingBalances, pending.CoinsToBurn.Denom, -pending.CoinsToBurn.Units()),
            Canceled = bme.Canceled.With(key, new LedgerCanceledRecord
            {
                Owner = pending.Owner, To = pending.To, CancelReason = reason, CoinsToBurn = pending.CoinsToBurn, DenomToMint = pending.DenomToMint,
            }),
        };
        Bank.Move(x, Accounts.Bme, pending.Owner, pending.CoinsToBurn);
        x.Emit(new EventLedgerRecordCanceled
        {
            Id = key.ToId(), CancelReason = reason, Owner = pending.Owner, To = pending.To,
            CoinsToBurn = pending.CoinsToBurn, DenomToMint = pending.DenomToMint,
        });
    }

    static CoinPrice At(Coin coin, Dec price) => new() { Coin = coin, Price = price.ToWire() };

    static ImmutableSortedDictionary<string, BigInteger> Add(ImmutableSortedDictionary<string, BigInteger> amounts, string denom, BigInteger amount) =>
        amounts.SetItem(denom, amounts.GetValueOrDefault(denom) + amount);
}
