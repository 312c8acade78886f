using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf.Collections;
using DeploymentState = Akash.Proto.Deployment.V1.Deployment.Types.State;
using GroupState = Akash.Proto.Deployment.V1Beta4.Group.Types.State;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Deployments and their groups (chain.md sections 7.2 and 10.2).</summary>
static class Deployments
{
    const int HashLength = 32;

    public static void Validate(MsgCreateDeployment message)
    {
        Identifiers.ValidateDeployment(MarketKey.Of(message.Id ?? new DeploymentID()));
        Identifiers.Validate(message.Deposit);
        if (message.Groups.Count == 0) throw DeploymentErrors.InvalidGroups.Refusal();
        ValidateHash(message.Hash.Length);
        if (message.Reclamation?.MinWindow is { Seconds: < 0 }) throw DeploymentErrors.InvalidReclamation.Refusal("min_window must be >= 0");

        foreach (var group in message.Groups)
        {
            GroupSpecs.Validate(group);
            var denom = GroupSpecs.Price(group).Denom;
            if (!message.Deposit.Amount.Units().IsZero && denom != message.Deposit.Amount.Denom)
                throw DeploymentErrors.InvalidDeposit.Refusal($"Mismatched denominations ({message.Deposit.Amount.Denom} != {denom})");
        }
    }

    public static void Validate(MsgUpdateDeployment message)
    {
        Identifiers.ValidateDeployment(MarketKey.Of(message.Id ?? new DeploymentID()));
        ValidateHash(message.Hash.Length);
    }

    public static void Create(Execution x, MsgCreateDeployment message)
    {
        var key = MarketKey.Of(message.Id);
        if (x.State.Deployments.Has(key)) throw DeploymentErrors.Exists.Refusal();
        RequireDeposit(x.State, message);
        RequireWindow(x.State, message.Reclamation);
        RequireGroups(message.Groups);

        var deposits = Escrow.Authorize(x, message.Id.Owner, message.Deposit, message);
        var deployment = new Deployment
        {
            Id = message.Id, State = DeploymentState.Active, Hash = message.Hash, CreatedAt = x.Height, Reclamation = message.Reclamation,
        };
        x.State.Deployments = x.State.Deployments.With(key, deployment);
        var groups = message.Groups.Select((spec, index) => new Group
        {
            Id = new GroupID { Owner = key.Owner, Dseq = key.Dseq, Gseq = (uint)index + 1 },
            State = GroupState.Open, GroupSpec = spec, CreatedAt = x.Height,
        }).ToList();
        foreach (var group in groups) Set(x, group);
        x.Emit(new EventDeploymentCreated { Id = message.Id, Hash = message.Hash });

        foreach (var group in groups) Market.OpenOrder(x, group, message.Reclamation);
        Escrow.Open(x, key, key.Owner, deposits);
    }

    public static void Update(Execution x, MsgUpdateDeployment message)
    {
        var deployment = Find(x.State, MarketKey.Of(message.Id)) ?? throw DeploymentErrors.NotFound.Refusal();
        if (deployment.State != DeploymentState.Active) throw DeploymentErrors.Closed.Refusal();
        if (deployment.Hash.Equals(message.Hash)) throw DeploymentErrors.InvalidHash.Refusal();

        deployment.Hash = message.Hash;
        Set(x, deployment);
        x.Emit(new EventDeploymentUpdated { Id = deployment.Id, Hash = deployment.Hash });
    }

    public static void Close(Execution x, MsgCloseDeployment message)
    {
        var key = MarketKey.Of(message.Id);
        var deployment = Find(x.State, key) ?? throw DeploymentErrors.NotFound.Refusal();
        if (deployment.State != DeploymentState.Active) throw DeploymentErrors.Closed.Refusal();

        // Everything else follows from the account: see Hooks.
        Escrow.CloseAccount(x, EscrowAccount.KeyOf(key));
    }

    public static void CloseGroup(Execution x, MsgCloseGroup message)
    {
        var group = FindGroup(x.State, MarketKey.Of(message.Id)) ?? throw DeploymentErrors.GroupNotFound.Refusal();
        if (group.State == GroupState.Closed) throw DeploymentErrors.GroupClosed.Refusal();
        EndGroup(x, group, GroupState.Closed);
        Refusable.Ignore(() => Market.OnGroupClosed(x, MarketKey.Of(group.Id), GroupState.Closed));
    }

    public static void PauseGroup(Execution x, MsgPauseGroup message)
    {
        var group = FindGroup(x.State, MarketKey.Of(message.Id)) ?? throw DeploymentErrors.GroupNotFound.Refusal();
        if (group.State == GroupState.Closed) throw DeploymentErrors.GroupClosed.Refusal();
        if (group.State == GroupState.Paused) throw DeploymentErrors.GroupPaused.Refusal();
        Pause(x, group);
        Refusable.Ignore(() => Market.OnGroupClosed(x, MarketKey.Of(group.Id), GroupState.Paused));
    }

    public static void StartGroup(Execution x, MsgStartGroup message)
    {
        var group = FindGroup(x.State, MarketKey.Of(message.Id)) ?? throw DeploymentErrors.GroupNotFound.Refusal();
        if (group.State == GroupState.Closed) throw DeploymentErrors.GroupClosed.Refusal();
        if (group.State == GroupState.Open) throw DeploymentErrors.GroupOpen.Refusal();

        group.State = GroupState.Open;
        Set(x, group);
        x.Emit(new EventGroupStarted { Id = group.Id });
        var deployment = Find(x.State, MarketKey.Of(group.Id).Deployment) ?? throw DeploymentErrors.NotFound.Refusal();
        Market.OpenOrder(x, group, deployment.Reclamation);
    }

    public static Deployment? Find(LedgerState state, MarketKey key) => state.Deployments.Find(key)?.Clone();

    public static Group? FindGroup(LedgerState state, MarketKey key) => state.Groups.Find(key)?.Clone();

    public static IEnumerable<Group> GroupsOf(LedgerState state, MarketKey deployment) =>
        state.Groups.From(deployment).TakeWhile(row => row.Key.Deployment == deployment).Select(row => row.Value.Clone());

    public static void MarkClosed(Execution x, Deployment deployment)
    {
        deployment.State = DeploymentState.Closed;
        Set(x, deployment);
        x.Emit(new EventDeploymentClosed { Id = deployment.Id });
    }

    public static void EndGroup(Execution x, Group group, GroupState state)
    {
        group.State = state;
        Set(x, group);
        x.Emit(new EventGroupClosed { Id = group.Id });
    }

    public static void Pause(Execution x, Group group)
    {
        group.State = GroupState.Paused;
        Set(x, group);
        x.Emit(new EventGroupPaused { Id = group.Id });
    }

    static void Set(Execution x, Deployment deployment) => x.State.Deployments = x.State.Deployments.With(MarketKey.Of(deployment.Id), deployment.Clone());

    static void Set(Execution x, Group group) => x.State.Groups = x.State.Groups.With(MarketKey.Of(group.Id), group.Clone());

    static void ValidateHash(int length)
    {
        if (length == 0) throw DeploymentErrors.EmptyHash.Refusal();
        if (length != HashLength) throw DeploymentErrors.InvalidHash.Refusal();
    }

    static void RequireDeposit(LedgerState state, MsgCreateDeployment message)
    {
        var amount = message.Deposit.Amount;
        var minimum = state.DeploymentParams.MinDeposits.FirstOrDefault(coin => coin.Denom == amount.Denom)
            ?? throw DeploymentErrors.InvalidDeposit.PlainRefusal($"Invalid deposit denomination {amount.Denom}");
        if (amount.Units() < minimum.Units()) throw DeploymentErrors.InvalidDeposit.Refusal($"Deposit too low - {amount.Amount} < {minimum.Text()}");
        if (amount.Denom == Coins.Uakt) throw DeploymentErrors.InvalidDeposit.Refusal();
    }

    static void RequireWindow(LedgerState state, DeploymentReclamation? reclamation)
    {
        if (reclamation is null) return;
        var window = reclamation.MinWindow?.ToTimeSpan() ?? TimeSpan.Zero;
        if (window < state.MarketParams.MinReclamationWindow.ToTimeSpan()) throw DeploymentErrors.InvalidReclamation.Refusal("min_window below governance minimum");
        if (window > state.MarketParams.MaxReclamationWindow.ToTimeSpan()) throw DeploymentErrors.InvalidReclamation.Refusal("min_window above governance maximum");
    }

    static void RequireGroups(RepeatedField<GroupSpec> groups)
    {
        var denom = GroupSpecs.Price(groups[0]).Denom;
        var names = new HashSet<string>();
        foreach (var group in groups)
        {
            if (GroupSpecs.Price(group).Denom is var other && other != denom)
                throw DeploymentErrors.InvalidGroups.Refusal($"inconsistent group denomination: {denom} != {other}: {DeploymentErrors.InvalidPrice.Text}");
            if (!names.Add(group.Name))
                throw DeploymentErrors.InvalidGroups.Refusal($"duplicate deployment group name {group.Name}: {DeploymentErrors.DuplicateGroupName.Text}");
        }
        if (denom != Coins.Uact) throw DeploymentErrors.InvalidPrice.Refusal($"unsupported denomination {denom}");
    }
}
