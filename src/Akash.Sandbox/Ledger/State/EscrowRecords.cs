using System.Globalization;
using System.Numerics;
using Akash.Proto.Base.Deposit.V1;
using Akash.Proto.Escrow.Id.V1;
using Akash.Proto.Escrow.Types.V1;
using Akash.Sandbox.Ledger.Values;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;
using Messages = Akash.Proto.Escrow.Types.V1;

namespace Akash.Sandbox.Ledger.State;

/// <summary>Money of one denom that an account holds, or owes when negative.</summary>
sealed class Fund(string denom, Dec amount)
{
    public string Denom => denom;
    public Dec Amount { get; set; } = amount;
}

/// <summary>A deposit that is not used up yet; the rest goes back to its owner.</summary>
sealed record Deposited(string Owner, long Height, Source Source, string Denom, Dec Amount);

/// <summary>Money set aside for a deployment or a bid.</summary>
sealed class EscrowAccount
{
    public required Scope Scope { get; init; }
    public required string Xid { get; init; }
    public required string Owner { get; init; }
    public EscrowState State { get; set; } = EscrowState.Open;
    public long SettledAt { get; set; }
    public List<Fund> Funds { get; init; } = [];
    public List<Fund> Transferred { get; init; } = [];
    public List<Deposited> Deposits { get; set; } = [];

    public string Key => KeyOf(Scope, Xid);

    public static string KeyOf(Scope scope, string xid) => $"{(scope == Scope.Deployment ? "deployment" : "bid")}/{xid}";

    public static string KeyOf(MarketKey place) => place.Provider.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"deployment/{place.Owner}/{place.Dseq}")
        : string.Create(CultureInfo.InvariantCulture, $"bid/{place.Owner}/{place.Dseq}/{place.Gseq}/{place.Oseq}/{place.Provider}");

    public EscrowAccount Copy() => new()
    {
        Scope = Scope,
        Xid = Xid,
        Owner = Owner,
        State = State,
        SettledAt = SettledAt,
        Funds = [.. Funds.Select(fund => new Fund(fund.Denom, fund.Amount))],
        Transferred = [.. Transferred.Select(fund => new Fund(fund.Denom, fund.Amount))],
        Deposits = [.. Deposits],
    };

    public Messages.Account ToWire() => new()
    {
        Id = new Proto.Escrow.Id.V1.Account { Scope = Scope, Xid = Xid },
        State = new AccountState
        {
            Owner = Owner,
            State = State,
            SettledAt = SettledAt,
            Transferred = { Transferred.Select(fund => Coins.Of(fund.Denom, fund.Amount)) },
            Funds = { Funds.Select(fund => new Balance { Denom = fund.Denom, Amount = fund.Amount.ToWire() }) },
            Deposits =
            {
                Deposits.Select(deposit => new Depositor
                {
                    Owner = deposit.Owner,
                    Height = deposit.Height,
                    Source = deposit.Source,
                    Balance = Coins.Of(deposit.Denom, deposit.Amount),
                }),
            },
        },
    };
}

/// <summary>What a lease pays its provider out of a deployment's account.</summary>
sealed class EscrowPayment
{
    public required MarketKey Lease { get; init; }
    public required string Owner { get; init; }
    public required string Denom { get; init; }
    public required Dec Rate { get; init; }
    public EscrowState State { get; set; } = EscrowState.Open;
    public Dec Balance { get; set; }
    public Dec Unsettled { get; set; }
    public BigInteger Withdrawn { get; set; }

    string Xid => string.Create(CultureInfo.InvariantCulture, $"{Lease.Gseq}/{Lease.Oseq}/{Lease.Provider}");

    public string Key => KeyOf(Lease);

    public static string KeyOf(MarketKey lease) =>
        string.Create(CultureInfo.InvariantCulture, $"{EscrowAccount.KeyOf(lease.Deployment)}/{lease.Gseq}/{lease.Oseq}/{lease.Provider}");

    public EscrowPayment Copy() => (EscrowPayment)MemberwiseClone();

    public Messages.Payment ToWire() => new()
    {
        Id = new Proto.Escrow.Id.V1.Payment
        {
            Aid = new Proto.Escrow.Id.V1.Account
            {
                Scope = Scope.Deployment,
                Xid = string.Create(CultureInfo.InvariantCulture, $"{Lease.Owner}/{Lease.Dseq}"),
            },
            Xid = Xid,
        },
        State = new PaymentState
        {
            Owner = Owner,
            State = State,
            Rate = Coins.Of(Denom, Rate),
            Balance = Coins.Of(Denom, Balance),
            Unsettled = Coins.Of(Denom, Unsettled),
            Withdrawn = Coins.Of(Denom, Withdrawn),
        },
    };
}
