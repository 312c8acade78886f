using Akash.Proto.Audit.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf.WellKnownTypes;
using BidState = Akash.Proto.Market.V1Beta5.Bid.Types.State;
using GroupState = Akash.Proto.Deployment.V1Beta4.Group.Types.State;
using LeaseState = Akash.Proto.Market.V1.Lease.Types.State;
using OrderState = Akash.Proto.Market.V1Beta5.Order.Types.State;

namespace Akash.Sandbox.Ledger.Modules;

static partial class Market
{
    public static void Validate(MsgCreateBid message)
    {
        Identifiers.ValidateBid(MarketKey.Of(message.Id ?? new BidID()));
        Identifiers.Validate(message.Deposit);
        if (message.Price.Value().IsZero) throw MarketErrors.BidZeroPrice.Refusal();
        if (message.ReclamationWindow is { Seconds: < 0 }) throw MarketErrors.ReclamationWindowInvalid.Refusal();
    }

    public static void Validate(MsgCloseBid message)
    {
        Identifiers.ValidateBid(MarketKey.Of(message.Id ?? new BidID()));
        if ((int)message.Reason is not (>= 10000 and < 20000))
            throw MarketErrors.InvalidLeaseClosedReason.Refusal($"value \"{(int)message.Reason}\" range 10000..19999");
    }

    public static void CreateBid(Execution x, MsgCreateBid message)
    {
        var key = MarketKey.Of(message.Id);
        RequireDeposit(x.State, message);
        RequireRoom(x.State, key.Order);

        var order = FindOrder(x.State, key.Order) ?? throw MarketErrors.OrderNotFound.Refusal();
        if (order.State == OrderState.Active) throw MarketErrors.OrderActive.Refusal();
        if (order.State != OrderState.Open) throw MarketErrors.OrderClosed.Refusal();
        RequirePrice(order, message);
        RequireOffer(order, message.ResourcesOffer);
        RequireProvider(x.State, order, key.Provider);

        var deposits = Escrow.Authorize(x, key.Provider, message.Deposit, message);
        RequireReclamation(x.State, order, message.ReclamationWindow);
        if (x.State.Bids.Has(key)) throw MarketErrors.BidExists.Refusal();
        Set(x, new Bid
        {
            Id = message.Id, State = BidState.Open, Price = message.Price, CreatedAt = x.Height,
            ResourcesOffer = { message.ResourcesOffer }, ReclamationWindow = message.ReclamationWindow,
        });
        x.Emit(new EventBidCreated { Id = message.Id, Price = message.Price });
        Escrow.Open(x, key, key.Provider, deposits);
    }

    public static void CloseBid(Execution x, MsgCloseBid message)
    {
        var key = MarketKey.Of(message.Id);
        var bid = FindBid(x.State, key) ?? throw MarketErrors.UnknownBid.Refusal();
        var order = FindOrder(x.State, key.Order) ?? throw MarketErrors.UnknownOrderForBid.Refusal();
        if (bid.State == BidState.Open)
        {
            CloseBidAndAccount(x, bid);
            return;
        }

        var lease = FindLease(x.State, key) ?? throw MarketErrors.UnknownLeaseForBid.Refusal();
        switch (lease.State)
        {
            case LeaseState.Active when lease.Reclamation is not null: throw MarketErrors.ReclamationNotStarted.Refusal();
            case LeaseState.Active: break;
            case LeaseState.Reclaiming when x.Time.Seconds < lease.Reclamation.Deadline: throw MarketErrors.ReclamationWindowNotElapsed.Refusal();
            case LeaseState.Reclaiming: break;
            default: throw MarketErrors.LeaseNotActive.Refusal();
        }
        if (bid.State != BidState.Active) throw MarketErrors.BidNotActive.Refusal();

        Deployments.Pause(x, Deployments.FindGroup(x.State, key.Group) ?? throw DeploymentErrors.GroupNotFound.Refusal());
        EndLease(x, lease, LeaseState.Closed, message.Reason);
        CloseBidAndAccount(x, bid);
        CloseOrder(x, order);
        Refusable.Ignore(() => Escrow.ClosePayment(x, key));
    }

    public static void CreateLease(Execution x, MsgCreateLease message)
    {
        var key = MarketKey.Of(message.BidId);
        var bid = FindBid(x.State, key) ?? throw MarketErrors.BidNotFound.Refusal();
        if (bid.State != BidState.Open) throw MarketErrors.BidNotOpen.Refusal();
        var order = FindOrder(x.State, key.Order) ?? throw MarketErrors.OrderNotFound.Refusal();
        if (order.State != OrderState.Open) throw MarketErrors.OrderNotOpen.Refusal();
        var group = Deployments.FindGroup(x.State, key.Group) ?? throw MarketErrors.GroupNotFound.Refusal();
        if (group.State != GroupState.Open) throw MarketErrors.GroupNotOpen.Refusal();

        Escrow.OpenPayment(x, key, bid.Price.Denom, bid.Price.Value());
        Set(x, new Lease
        {
            Id = key.ToLeaseId(), State = LeaseState.Active, Price = bid.Price, CreatedAt = x.Height,
            Reclamation = bid.ReclamationWindow is { } window ? new Reclamation { Window = window } : null,
        });
        x.Emit(new EventLeaseCreated { Id = key.ToLeaseId(), Price = bid.Price });
        Set(x, order.In(OrderState.Active));
        Set(x, bid.In(BidState.Active));

        // The chain stops at the first refusal, and closing a bid's account always refuses: see Hooks.
        foreach (var losing in BidsFor(x.State, key.Order, BidState.Open))
        {
            Set(x, losing.Clone().In(BidState.Lost));
            if (!Refusable.Ignore(() => Escrow.CloseAccount(x, EscrowAccount.KeyOf(MarketKey.Of(losing.Id))))) break;
        }
    }

    public static void CloseLease(Execution x, MsgCloseLease message)
    {
        var key = MarketKey.Of(message.Id);
        var order = FindOrder(x.State, key.Order) ?? throw MarketErrors.OrderNotFound.Refusal();
        if (order.State != OrderState.Active) throw MarketErrors.OrderClosed.Refusal();
        var bid = FindBid(x.State, key) ?? throw MarketErrors.BidNotFound.Refusal();
        if (bid.State != BidState.Active) throw MarketErrors.BidNotActive.Refusal();
        var lease = FindLease(x.State, key) ?? throw MarketErrors.LeaseNotFound.Refusal();
        if (lease.State is not (LeaseState.Active or LeaseState.Reclaiming)) throw MarketErrors.OrderClosed.Refusal();

        EndLease(x, lease, LeaseState.Closed, LeaseClosedReason.LeaseClosedOwner);
        CloseBidAndAccount(x, bid);
        CloseOrder(x, order);
        Escrow.ClosePayment(x, key);

        var group = Deployments.FindGroup(x.State, key.Group) ?? throw DeploymentErrors.GroupNotFound.Refusal();
        if (group.State == GroupState.Open) OpenOrder(x, group, order.Reclamation);
    }

    public static void WithdrawLease(Execution x, MsgWithdrawLease message)
    {
        var key = MarketKey.Of(message.Id);
        if (!x.State.Leases.Has(key)) throw MarketErrors.UnknownLease.Refusal();
        Escrow.Withdraw(x, key);
    }

    public static void StartReclaim(Execution x, MsgLeaseStartReclaim message)
    {
        var lease = FindLease(x.State, MarketKey.Of(message.Id)) ?? throw MarketErrors.UnknownLease.Refusal();
        if (lease.State != LeaseState.Active) throw MarketErrors.LeaseNotActive.Refusal();
        if (lease.Reclamation is null) throw MarketErrors.LeaseNotReclaimable.Refusal();
        if (lease.Reclamation.StartedAt != 0) throw MarketErrors.LeaseAlreadyReclaiming.Refusal();

        lease.State = LeaseState.Reclaiming;
        lease.Reclamation.StartedAt = x.Height;
        lease.Reclamation.Deadline = x.Time.Plus(lease.Reclamation.Window).Seconds;
        lease.Reclamation.Reason = message.Reason;
        Set(x, lease);
        x.Emit(new EventLeaseReclaimStarted { Id = lease.Id, Reason = message.Reason, Deadline = lease.Reclamation.Deadline });
    }

    static void RequireDeposit(LedgerState state, MsgCreateBid message)
    {
        var amount = message.Deposit.Amount;
        var minimum = state.MarketParams.BidMinDeposits.AmountOf(amount.Denom);
        if (minimum.IsZero) throw MarketErrors.InvalidDeposit.PlainRefusal($"unsupported denom {amount.Denom}");
        if (minimum <= amount.Units()) return;
        var sources = string.Join(' ', message.Deposit.Sources.Select(source => source.ToString().ToLowerInvariant()));
        throw MarketErrors.InvalidDeposit.PlainRefusal($"minimum:{minimum}{amount.Denom} received:{{{amount.Text()} [{sources}]}}");
    }

    /// <summary>Lost bids don't count, and one more than the parameter still passes.</summary>
    static void RequireRoom(LedgerState state, MarketKey order)
    {
        var bids = state.Bids.From(order).TakeWhile(row => row.Key.Order == order).Count(row => row.Value.State != BidState.Lost);
        if (bids > state.MarketParams.OrderMaxBids) throw MarketErrors.InvalidBid.PlainRefusal($"too many existing bids ({state.MarketParams.OrderMaxBids})");
    }

    static void RequirePrice(Order order, MsgCreateBid message)
    {
        var price = message.Price;
        if (!Coins.IsDenom(price.Denom) || !Dec.TryFromWire(price.Amount, out var amount) || amount.IsNegative) throw MarketErrors.BidInvalidPrice.Refusal();
        var (denom, ceiling) = GroupSpecs.Price(order.Spec);
        if (denom != price.Denom)
            throw new LedgerException(new LedgerError("undefined", 111222, $"recovered: invalid coin denominations; {denom}, {price.Denom}"), null);
        if (ceiling < amount) throw MarketErrors.BidInvalidPrice.Refusal();
    }

    static void RequireOffer(Order order, IReadOnlyList<ResourceOffer> offers)
    {
        var units = order.Spec.Resources.ToDictionary(unit => unit.Resource.Id);
        if (offers.Any(offer => !units.TryGetValue(offer.Resources?.Id ?? 0, out var unit) || unit.Count != offer.Count))
            throw MarketErrors.CapabilitiesMismatch.Refusal();
    }

    static void RequireProvider(LedgerState state, Order order, string address)
    {
        if (!AccountAddress.IsValid(address)) throw MarketErrors.EmptyProvider.Refusal();
        var provider = state.Providers.Find(address) ?? throw MarketErrors.UnknownProvider.Refusal();
        var audits = state.Audits.From(new PairKey(address, "")).TakeWhile(row => row.Key.First == address).Select(row => row.Value).ToList();
        if (!Satisfies(order.Spec, provider.Attributes, audits)) throw MarketErrors.AttributeMismatch.Refusal();
        if (!HasResources(order.Spec, provider.Attributes)) throw MarketErrors.CapabilitiesMismatch.Refusal();
    }

    /// <summary>With auditors named, only what they signed counts; every one of all_of, and one of any_of.</summary>
    static bool Satisfies(GroupSpec spec, IReadOnlyList<Proto.Base.Attributes.V1.Attribute> own, List<AuditedProvider> audits)
    {
        var wanted = spec.Requirements?.Attributes.ToList() ?? [];
        var signedBy = spec.Requirements?.SignedBy;
        if (signedBy is null or { AllOf.Count: 0, AnyOf.Count: 0 }) return Attributes.AllIn(wanted, own);

        bool SignedBy(string auditor) => audits.Exists(audit => audit.Auditor == auditor && Attributes.AllIn(wanted, audit.Attributes));
        return signedBy.AllOf.All(SignedBy) && (signedBy.AnyOf.Count == 0 || signedBy.AnyOf.Any(SignedBy));
    }

    static bool HasResources(GroupSpec spec, IReadOnlyList<Proto.Base.Attributes.V1.Attribute> own) => spec.Resources.All(unit =>
        unit.Resource.Storage.All(volume => volume.Attributes.Count == 0 || Attributes.StorageClasses(own).Any(offered => Attributes.AllIn(volume.Attributes, offered)))
        && (unit.Resource.Gpu is not { Attributes.Count: > 0 } gpu || Attributes.AnyIn(gpu.Attributes, Attributes.Gpus(own))));

    static void RequireReclamation(LedgerState state, Order order, Duration? window)
    {
        if (order.Reclamation is { } wanted)
        {
            if (window is null) throw MarketErrors.ReclamationRequired.Refusal();
            if (window.ToTimeSpan() < (wanted.MinWindow?.ToTimeSpan() ?? TimeSpan.Zero)) throw MarketErrors.ReclamationWindowTooShort.Refusal();
        }
        if (window?.ToTimeSpan() is not { } offered) return;
        if (offered < state.MarketParams.MinReclamationWindow.ToTimeSpan() || offered > state.MarketParams.MaxReclamationWindow.ToTimeSpan())
            throw MarketErrors.ReclamationWindowInvalid.Refusal();
    }
}
