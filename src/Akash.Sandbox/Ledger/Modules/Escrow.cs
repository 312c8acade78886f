using System.Numerics;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Escrow.Id.V1;
using Akash.Proto.Escrow.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Money set aside for deployments and bids: deposits, payments, refunds (chain.md section 11).</summary>
static partial class Escrow
{
    public static void Validate(MsgAccountDeposit message)
    {
        Identifiers.ValidateEscrowAccount(message.Id);
        if (message.Deposit?.Amount.Units() is not { IsZero: false }) throw EscrowErrors.InvalidDeposit.Refusal();
        Identifiers.ValidateSources(message.Deposit);
    }

    public static void Deposit(Execution x, MsgAccountDeposit message)
    {
        var deposits = Authorize(x, message.Signer, message.Deposit, message);
        var account = Find(x.State, EscrowAccount.KeyOf(message.Id.Scope, message.Id.Xid));
        if (account.State == EscrowState.Closed) throw EscrowErrors.AccountClosed.Refusal();

        Collect(x, account, deposits);
        if (account.State != EscrowState.Overdrawn)
        {
            Save(x, account);
            return;
        }

        var (payments, overdrawn) = Settle(x, account);
        foreach (var payment in payments)
        {
            if (payment.State == EscrowState.Open) payment.State = EscrowState.Closed;
            PayOut(x, payment);
        }
        if (!overdrawn) account.State = EscrowState.Closed;
        Save(x, account, payments);
    }

    /// <summary>Where a deposit comes from: the signer's balance and grants, in the order of its sources, until it is covered.</summary>
    public static IReadOnlyList<Deposited> Authorize(Execution x, string signer, Deposit deposit, IMessage message)
    {
        var denom = deposit.Amount.Denom;
        var missing = deposit.Amount.Units();
        var found = new List<Deposited>();
        foreach (var source in deposit.Sources)
        {
            if (missing.IsZero) break;
            if (source == Source.Balance)
            {
                var part = BigInteger.Min(Bank.BalanceOf(x.State, signer, denom), missing);
                if (part.IsZero) continue;
                found.Add(new Deposited(signer, x.Height, Source.Balance, denom, Dec.FromInteger(part)));
                missing -= part;
            }
            else
            {
                foreach (var (granter, part) in Draw(x, signer, denom, missing, message))
                {
                    found.Add(new Deposited(granter, x.Height, Source.Grant, denom, Dec.FromInteger(part)));
                    missing -= part;
                }
            }
        }
        return missing.IsZero ? found : throw MarketErrors.InvalidDeposit.PlainRefusal("insufficient balance");
    }

    public static void Open(Execution x, MarketKey place, string owner, IReadOnlyList<Deposited> deposits)
    {
        var key = EscrowAccount.KeyOf(place);
        if (x.State.EscrowAccounts.Has(key)) throw EscrowErrors.AccountExists.Refusal();
        var (scope, xid) = (place.Provider.Length == 0 ? Scope.Deployment : Scope.Bid, key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var account = new EscrowAccount { Scope = scope, Xid = xid, Owner = owner, SettledAt = x.Height };
        Collect(x, account, deposits);
        x.State.EscrowAccounts = x.State.EscrowAccounts.With(key, account);
    }

    public static void CloseAccount(Execution x, string key)
    {
        var account = Find(x.State, key);
        if (account.State == EscrowState.Closed) throw EscrowErrors.AccountClosed.Refusal();

        var (payments, _) = Settle(x, account);
        if (account.State == EscrowState.Open) account.State = EscrowState.Closed;
        foreach (var payment in payments)
        {
            if (payment.State == EscrowState.Open) payment.State = EscrowState.Closed;
            PayOut(x, payment);
        }
        Save(x, account, payments);
    }

    public static void OpenPayment(Execution x, MarketKey lease, string denom, Dec rate)
    {
        var account = Find(x.State, EscrowAccount.KeyOf(lease.Deployment));
        var (_, overdrawn) = Settle(x, account);
        if (overdrawn) throw EscrowErrors.AccountOverdrawn.Refusal();
        if (!account.Funds.Exists(fund => fund.Denom == denom)) throw EscrowErrors.InvalidDenomination.Refusal();
        if (rate.IsZero) throw EscrowErrors.PaymentRateZero.Refusal();
        var key = EscrowPayment.KeyOf(lease);
        if (x.State.EscrowPayments.Has(key)) throw EscrowErrors.PaymentExists.Refusal();

        // Only the account is kept: what the settlement did to payments is lost here, on the chain as well.
        Save(x, account);
        x.State.EscrowPayments = x.State.EscrowPayments.With(key,
            new EscrowPayment { Lease = lease, Owner = lease.Provider, Denom = denom, Rate = rate });
    }

    public static void Withdraw(Execution x, MarketKey lease)
    {
        var account = Find(x.State, EscrowAccount.KeyOf(lease.Deployment));
        var key = EscrowPayment.KeyOf(lease);
        if (FindPayment(x.State, key).State != EscrowState.Open) throw EscrowErrors.PaymentClosed.Refusal();

        var (payments, overdrawn) = Settle(x, account);
        if (!overdrawn)
        {
            var payment = payments.FirstOrDefault(payment => payment.Key == key)
                ?? throw new LedgerException(new LedgerError("undefined", 111222, $"recovered: couldn't find payment {key}"), null);
            PayOut(x, payment);
        }
        Save(x, account, payments);
    }

    public static void ClosePayment(Execution x, MarketKey lease)
    {
        var account = Find(x.State, EscrowAccount.KeyOf(lease.Deployment));
        var key = EscrowPayment.KeyOf(lease);
        if (FindPayment(x.State, key).State == EscrowState.Closed) throw EscrowErrors.PaymentClosed.Refusal();

        var (payments, _) = Settle(x, account);
        foreach (var payment in payments.Where(payment => payment.Key == key))
        {
            if (payment.State == EscrowState.Open) payment.State = EscrowState.Closed;
            PayOut(x, payment);
        }
        Save(x, account, payments);
    }

    public static EscrowAccount Find(LedgerState state, string key) =>
        state.EscrowAccounts.Find(key)?.Copy() ?? throw EscrowErrors.AccountNotFound.Refusal();

    static EscrowPayment FindPayment(LedgerState state, string key) =>
        state.EscrowPayments.Find(key)?.Copy() ?? throw EscrowErrors.PaymentNotFound.Refusal();

    static List<(string Granter, BigInteger Part)> Draw(Execution x, string signer, string denom, BigInteger missing, IMessage message)
    {
        var drawn = new List<(string, BigInteger)>();
        foreach (var grant in Authorizations.DepositGrantsTo(x.State, signer))
        {
            if (missing.IsZero) break;
            var authorization = grant.Authorization.Unpack<DepositAuthorization>();
            var scope = DepositGrants.ScopeOf(message);
            if (DepositGrants.Draw(authorization, scope, denom, missing, partial: true) is not { } rest) continue;
            var part = authorization.SpendLimits.AmountOf(denom) - rest.SpendLimits.AmountOf(denom);
            Authorizations.Save(x, grant with { Authorization = DepositGrants.Pack(rest) });
            drawn.Add((grant.Granter, part));
            missing -= part;
        }
        return drawn;
    }

    static void Collect(Execution x, EscrowAccount account, IReadOnlyList<Deposited> deposits)
    {
        foreach (var deposit in deposits)
        {
            var fund = account.Funds.Find(fund => fund.Denom == deposit.Denom);
            if (fund is null) account.Funds.Add(fund = new Fund(deposit.Denom, Dec.Zero));
            if (!account.Transferred.Exists(transferred => transferred.Denom == deposit.Denom)) account.Transferred.Add(new Fund(deposit.Denom, Dec.Zero));
            if (fund.Amount.IsNegative) fund.Amount = Dec.Zero;

            Bank.Move(x, deposit.Owner, Accounts.Escrow, Coins.Of(deposit.Denom, deposit.Amount.Truncate()));
            fund.Amount += deposit.Amount;
            account.Deposits.Add(deposit);
        }
    }
}
