using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Bme.V1;
using Akash.Proto.Escrow.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;

namespace Akash.Sandbox.Ledger.Modules;

static partial class Escrow
{
    /// <summary>
    /// Brings an account up to the present block: every open payment gets its rate times the blocks since the last time, cut to
    /// whole units. What is short makes account and payments overdrawn. Nothing is stored yet.
    /// </summary>
    static (List<EscrowPayment> Payments, bool Overdrawn) Settle(Execution x, EscrowAccount account)
    {
        if (account.State == EscrowState.Closed) throw EscrowErrors.AccountClosed.Refusal();
        if (account.Funds[0].Amount.IsNegative) return ([], true);

        long blocks = 0;
        if (account.State != EscrowState.Overdrawn)
        {
            blocks = x.Height - account.SettledAt;
            account.SettledAt = x.Height;
        }

        // In the block of the last settlement the chain skips open payments (chain.md section 11.5).
        EscrowState[] states = blocks == 0 ? [EscrowState.Overdrawn] : [EscrowState.Overdrawn, EscrowState.Open];
        var payments = PaymentsUnder(x.State, account.Key, states);
        if (payments.Count == 0) return ([], false);

        foreach (var (payment, due) in payments.Select(payment => (payment, Due(payment, blocks))).ToList()) Charge(account, payment, due);
        if (payments.Exists(payment => payment.State == EscrowState.Overdrawn)) PayInAkt(x, account, payments);
        if (!payments.Exists(payment => payment.State == EscrowState.Overdrawn)) return (payments, false);

        account.State = EscrowState.Overdrawn;
        foreach (var payment in payments)
        {
            payment.State = EscrowState.Overdrawn;
            PayOut(x, payment);
        }
        return (payments, true);
    }

    /// <summary>
    /// By prefix of the key, as on the chain: a dseq that begins another's dseq pays for it as well (chain.md section 11.5).
    /// </summary>
    static List<EscrowPayment> PaymentsUnder(LedgerState state, string accountKey, EscrowState[] states)
    {
        var under = state.EscrowPayments.From(accountKey).TakeWhile(row => row.Key.Text.StartsWith(accountKey, StringComparison.Ordinal)).ToList();
        return [.. states.SelectMany(wanted => under.Where(row => row.Value.State == wanted)).Select(row => row.Value.Copy())];
    }

    static Dec Due(EscrowPayment payment, long blocks)
    {
        if (payment.State != EscrowState.Overdrawn) return (payment.Rate * Dec.FromInteger(blocks)).TruncateToWhole();
        var unsettled = payment.Unsettled;
        payment.Unsettled = Dec.Zero;
        return unsettled;
    }

    static void Charge(EscrowAccount account, EscrowPayment payment, Dec due)
    {
        // The rate's denom need not be the account's first; the chain panics on one it does not hold.
        var (paid, overdrawn) = Deduct(account, payment.Denom, due);
        payment.Balance += paid;
        payment.State = overdrawn ? EscrowState.Overdrawn : EscrowState.Open;
        if (overdrawn) payment.Unsettled += due - paid;
    }

    /// <summary>Takes from the deposits of a denom, oldest first; what is missing turns the funds negative.</summary>
    static (Dec Paid, bool Overdrawn) Deduct(EscrowAccount account, string denom, Dec amount)
    {
        var (fund, transferred) = (account.Funds.Single(fund => fund.Denom == denom), account.Transferred.Single(fund => fund.Denom == denom));
        var (remaining, paid) = (amount, Dec.Zero);
        for (var i = 0; i < account.Deposits.Count && !remaining.IsZero; i++)
        {
            var deposit = account.Deposits[i];
            if (deposit.Denom != denom) continue;
            var part = deposit.Amount < remaining ? deposit.Amount : remaining;
            account.Deposits[i] = deposit with { Amount = deposit.Amount - part };
            (remaining, paid) = (remaining - part, paid + part);
            transferred.Amount += part;
        }
        account.Deposits.RemoveAll(deposit => deposit.Amount.IsZero);
        fund.Amount = fund.Amount - paid - remaining;
        return (paid, !remaining.IsZero);
    }

    /// <summary>With minting halted and a healthy price, AKT in the account pays what ACT can't (chain.md section 9.6).</summary>
    static void PayInAkt(Execution x, EscrowAccount account, List<EscrowPayment> payments)
    {
        if (account.Funds.Find(fund => fund.Denom == Coins.Uakt) is not { Amount.IsPositive: true } akt) return;
        if (x.State.Bme.Status.Status_ < MintStatus.HaltCr) return;
        if (Oracle.PriceOrNothing(x.State, Coins.Uakt) is not { IsPositive: true } price) return;

        foreach (var payment in payments.Where(payment => payment.State == EscrowState.Overdrawn && !payment.Unsettled.IsZero))
        {
            var (paid, overdrawn) = Deduct(account, Coins.Uakt, payment.Unsettled / price);
            if (paid.IsZero) continue;
            if (overdrawn) akt.Amount = Dec.Zero;
            if (paid.Truncate() is var whole && whole.Sign > 0) Bank.Move(x, Accounts.Escrow, payment.Owner, Coins.Of(Coins.Uakt, whole));

            payment.Unsettled -= paid * price;
            if (!payment.Unsettled.IsPositive)
            {
                payment.Unsettled = Dec.Zero;
                payment.State = EscrowState.Open;
            }
            if (overdrawn) break;
        }
    }

    /// <summary>Pays the whole units of a payment's balance to its provider.</summary>
    static void PayOut(Execution x, EscrowPayment payment)
    {
        var whole = payment.Balance.Truncate();
        if (whole.IsZero) return;
        Bank.Move(x, Accounts.Escrow, payment.Owner, Coins.Of(payment.Denom, whole));
        payment.Withdrawn += whole;
        payment.Balance -= Dec.FromInteger(whole);
    }

    static void Save(Execution x, EscrowAccount account, List<EscrowPayment> payments)
    {
        Save(x, account);
        foreach (var payment in payments)
        {
            x.State.EscrowPayments = x.State.EscrowPayments.With(payment.Key, payment.Copy());
            if (payment.State != EscrowState.Open) Hooks.OnPaymentClosed(x, payment);
        }
    }

    /// <summary>Stores an account. One that is closed or overdrawn gives back what is left to those who deposited it.</summary>
    static void Save(Execution x, EscrowAccount account)
    {
        if (account.State != EscrowState.Open)
        {
            foreach (var deposit in account.Deposits.Where(deposit => deposit.Amount.IsPositive)) Refund(x, account, deposit);
            account.Deposits = [];
        }
        x.State.EscrowAccounts = x.State.EscrowAccounts.With(account.Key, account.Copy());
        if (account.State != EscrowState.Open) Hooks.OnAccountClosed(x, account);
    }

    static void Refund(Execution x, EscrowAccount account, Deposited deposit)
    {
        var whole = deposit.Amount.Truncate();
        Bank.Move(x, Accounts.Escrow, deposit.Owner, Coins.Of(deposit.Denom, whole));
        if (deposit.Source == Source.Grant && Authorizations.DepositGrant(x.State, deposit.Owner, account.Owner) is { } grant)
        {
            var refilled = DepositGrants.Refill(grant.Authorization.Unpack<DepositAuthorization>(), deposit.Denom, whole);
            Authorizations.Save(x, grant with { Authorization = DepositGrants.Pack(refilled) });
        }
        account.Funds.Single(fund => fund.Denom == deposit.Denom).Amount -= deposit.Amount;
    }
}
