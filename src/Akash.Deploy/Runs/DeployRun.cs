using Akash.Deploy.Bids;
using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Deploy.Readiness;
using Akash.Deploy.Records;
using Akash.Sdl;

namespace Akash.Deploy.Runs;

/// <summary>
/// One deploy inside its environment: looks, plans, carries out. Every step that opens or changes something is preceded by a
/// record of it, so that a run which dies anywhere is finished by the next one.
/// </summary>
sealed partial class DeployRun(
    IDeploymentNetwork network, IRecordSession session, IDeployReporter reporter, TimeProvider time, string run,
    DeployRequest request, CompiledSdl wanted, CancellationToken cancelled)
{
    /// <summary>How far one endpoint may lag behind another.</summary>
    const int LagBlocks = 20;

    readonly RunJournal journal = new(reporter, time);
    readonly ReadinessWatch watch = new(network, reporter, time);
    readonly BidCollector collector = new(network, reporter, time);
    readonly string hash = Convert.ToHexStringLower(wanted.Hash.AsSpan());
    readonly IReadOnlyDictionary<string, string> fingerprints = Fingerprints.Of(wanted.ManifestJson);

    NetworkCondition condition = null!;

    /// <summary>The network's warnings that the log has already.</summary>
    IReadOnlyList<string> told = [];

    /// <summary>What the environment's record says now; follows every write.</summary>
    DeploymentRecord? record;

    /// <summary>What is known to run, for the outcome.</summary>
    NetworkDeployment? deployment;
    IReadOnlyList<LeaseView> views = [];

    public async Task<Outcome> ExecuteAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var plan = await journal.StepAsync("Compare with what runs", () => PlanAsync(cancellationToken));
                try
                {
                    return await CarryOutAsync(plan, cancellationToken);
                }
                catch (StateChangedException)
                {
                    reporter.Info("the deployment changed meanwhile: planning again");
                }
            }
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancelled) is { } failure)
        {
            return Failed(failure, failure.Message);
        }
    }

    async Task<Plan> PlanAsync(CancellationToken cancellationToken)
    {
        condition = await network.CheckAsync(cancellationToken);
        foreach (var warning in condition.Warnings.Except(told)) reporter.Warn(warning);
        told = condition.Warnings;

        var state = await ReadStateAsync(cancellationToken);
        var plan = Planner.Decide(state, wanted);
        reporter.Planned(plan);
        return plan;
    }

    async Task<CurrentState> ReadStateAsync(CancellationToken cancellationToken)
    {
        record ??= await UsableRecordAsync(cancellationToken);
        if (record is null) return new CurrentState(null, null, false, false);

        deployment = await network.FindAsync(record.Dseq, cancellationToken);
        var serving = false;
        if (deployment is { State: DeploymentState.Active } && record.Phase is not (RecordPhase.Closing or RecordPhase.Closed))
        {
            views = await LookAsync(deployment, cancellationToken);
            serving = views.Count == deployment.Groups.Count && await watch.IsServingAsync(views, request.HealthPath, cancellationToken);
            foreach (var lease in deployment.Groups.Select(group => group.ActiveLease).Where(lease => lease?.State is LeaseState.Reclaiming))
                reporter.Warn($"provider {lease!.Id.Provider} is taking its resources back: move group {lease.Id.Gseq} before the notice period ends");
        }

        return new CurrentState(record, deployment, serving, request.Dseq is not null);
    }

    /// <summary>A provider that does not answer now has nothing to show; what to do about it is for the steps to find out.</summary>
    async Task<IReadOnlyList<LeaseView>> LookAsync(NetworkDeployment running, CancellationToken cancellationToken)
    {
        try
        {
            return await watch.LookAsync(running, wanted.Manifest, cancellationToken);
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.ProviderUnavailable)
        {
            reporter.Warn(exception.Message);
            return [];
        }
    }

    /// <summary>A timestamp of the clock that lies so far ahead.</summary>
    long Deadline(TimeSpan ahead) => time.GetTimestamp() + (long)(ahead.TotalSeconds * time.TimestampFrequency);

    Task<Outcome> CarryOutAsync(Plan plan, CancellationToken cancellationToken) => plan switch
    {
        Plan.Nothing => ConfirmAsync(cancellationToken),
        Plan.Redeliver redeliver => RenewAsync(redeliver.Dseq, announce: false, cancellationToken),
        Plan.Update update => RenewAsync(update.Dseq, announce: true, cancellationToken),
        Plan.Resume resume => FinishCreationAsync(resume.Dseq, replaces: null, cancellationToken),
        Plan.Create create => CreateAsync(create, cancellationToken),
        Plan.Refuse refuse => throw new DeployFailure(refuse.Reason, refuse.Because),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    /// <summary>The record of this environment, if it is about this account and chain; or what the caller addressed.</summary>
    async Task<DeploymentRecord?> UsableRecordAsync(CancellationToken cancellationToken)
    {
        var current = session.Current;
        if (current is not null && (current.ChainId != network.ChainId || current.Owner != network.Owner))
        {
            if (current.Phase is not RecordPhase.Closed)
                reporter.Warn($"the record of {request.Environment} is about deployment {current.Dseq} of {current.Owner} on {current.ChainId}, which is left alone: close it from there if it still runs");
            current = null;
        }

        if (request.Dseq is not { } dseq || dseq == current?.Dseq) return current;
        if (current is not null && await network.FindAsync(current.Dseq, cancellationToken) is { State: DeploymentState.Active })
            throw new DeployFailure(Reason.InputInvalid,
                $"dseq {dseq} is not the deployment of {request.Environment}, which is {current.Dseq} and still open: leave dseq out, close {current.Dseq} first, or use another environment");
        return NewRecord(RecordPhase.Live, dseq) with { Hash = "", Images = [], Fingerprints = new Dictionary<string, string>() };
    }

    DeploymentRecord NewRecord(RecordPhase phase, ulong dseq) => new()
    {
        Phase = phase,
        ChainId = network.ChainId,
        Owner = network.Owner,
        Dseq = dseq,
        Hash = hash,
        Images = request.Images,
        Run = run,
        Fingerprints = fingerprints,
    };

    async Task WriteAsync(DeploymentRecord next, CancellationToken cancellationToken)
    {
        await session.WriteAsync(next, cancellationToken);
        record = next;
    }

    /// <summary>Looks until the chain shows what a confirmed transaction must have made of it: endpoints lag behind one another.</summary>
    async Task<NetworkDeployment> FindAsync(ulong dseq, Func<NetworkDeployment, bool> expected, string expectation, CancellationToken cancellationToken)
    {
        var giveUp = Deadline(condition.BlockTime * LagBlocks);
        while (true)
        {
            deployment = await network.FindAsync(dseq, cancellationToken) ?? deployment;
            if (deployment is { State: DeploymentState.Closed } && deployment.Dseq == dseq)
                throw new DeployFailure(Reason.DeploymentGone, $"deployment {dseq} was closed meanwhile");
            if (deployment?.Dseq == dseq && expected(deployment)) return deployment;
            if (time.GetTimestamp() >= giveUp)
                throw new DeployFailure(Reason.NetworkUnavailable, $"the network does not show that deployment {dseq} {expectation}: its endpoints lag, try again later");
            await Task.Delay(condition.BlockTime / 2, time, cancellationToken);
        }
    }
}

/// <summary>What the plan was made from is no longer so.</summary>
sealed class StateChangedException() : Exception("the deployment changed meanwhile");
