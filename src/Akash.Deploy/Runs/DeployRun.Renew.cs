using Akash.Deploy.Networks;
using Akash.Deploy.Readiness;
using Akash.Deploy.Records;

namespace Akash.Deploy.Runs;

partial class DeployRun
{
    /// <summary>It runs as asked; a record that knew less is brought up to what we know now.</summary>
    async Task<Outcome> ConfirmAsync(CancellationToken cancellationToken)
    {
        if (record!.Hash != hash || record.Phase is not RecordPhase.Live) await WriteLiveAsync(cancellationToken);
        return await SettleAsync(OutcomeKind.Unchanged, "this version runs already: nothing was changed and nothing was spent", cancellationToken);
    }

    /// <summary>Hands the version over to what already serves; from the announcement on, a failure leaves it open (contract section 5).</summary>
    /// <param name="announce">The chain does not know the version yet.</param>
    async Task<Outcome> RenewAsync(ulong dseq, bool announce, CancellationToken cancellationToken)
    {
        var kind = announce || record!.Phase is RecordPhase.Updating ? OutcomeKind.Updated : OutcomeKind.Unchanged;
        var rollout = announce ? await AnnounceOverLiveAsync(dseq, cancellationToken) : HandedOverBefore();
        leased = true;
        try
        {
            await ServeAsync(rollout, cancellationToken);
            await WriteLiveAsync(cancellationToken);
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancelled) is { } failure && failure.Reason is not Reason.Cancelled)
        {
            var diagnosis = await DiagnoseAsync(failure);
            return Compose(kind, healthy: false, $"{failure.Message}; deployment {dseq} was left as it is") with
            {
                Reason = diagnosis.ImageNotPullable ? Reason.ImageNotPullable : failure.Reason,
                Diagnosis = diagnosis.Lines,
            };
        }

        return await SettleAsync(
            kind, kind is OutcomeKind.Updated ? $"deployment {dseq} serves the new version" : $"deployment {dseq} serves again", cancellationToken);
    }

    Rollout HandedOverBefore() => record!.Hash == hash ? new Rollout(record.Awaiting, AnyIsEnough: false) : Rollout.None;

    async Task<Rollout> AnnounceOverLiveAsync(ulong dseq, CancellationToken cancellationToken)
    {
        // What runs now must be known, to tell the new version from it; so a provider that does not answer ends it here.
        if (views.Count < Leases().Count) views = await watch.LookAsync(deployment!, wanted.Manifest, cancellationToken);

        var before = record!;
        var rollout = Rollout.To(before, hash, fingerprints, Generations());
        await WriteAsync(
            NewRecord(RecordPhase.Updating, dseq) with { Awaiting = PersistedAwaiting(rollout), Leases = Leases(), Url = before.Url }, cancellationToken);
        try
        {
            await journal.StepAsync("Announce the new version", () => AnnounceAsync(dseq, cancellationToken));
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.Rejected or NetworkFailure.InsufficientFunds)
        {
            await WriteAsync(before, cancellationToken);
            throw new DeployFailure(
                DeployFailure.Of(exception, cancelled)!.Reason, $"{DeployFailure.Of(exception, cancelled)!.Message}; the version that ran keeps running");
        }

        return rollout;
    }

    /// <summary>Puts the new hash on chain; whatever the network answers, what the chain shows afterwards counts.</summary>
    async Task AnnounceAsync(ulong dseq, CancellationToken cancellationToken)
    {
        try
        {
            journal.Add(await network.UpdateAsync(dseq, wanted.Hash.AsMemory(), cancellationToken));
        }
        catch (DeploymentNetworkException)
        {
            if (await network.FindAsync(dseq, cancellationToken) is not { State: DeploymentState.Active } found || !IsWanted(found)) throw;
        }

        await FindAsync(dseq, IsWanted, "has the new version", cancellationToken);
    }

    bool IsWanted(NetworkDeployment found) => found.Hash.Span.SequenceEqual(wanted.Hash.AsSpan());

    Dictionary<string, long> Generations() => views.SelectMany(view => view.Generations).ToDictionary();

    /// <summary>Where it is not known what changed, a later run cannot know either.</summary>
    static IReadOnlyDictionary<string, long> PersistedAwaiting(Rollout rollout) =>
        rollout.AnyIsEnough ? Rollout.None.Awaiting : rollout.Awaiting;
}
