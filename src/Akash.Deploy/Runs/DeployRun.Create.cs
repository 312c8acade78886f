using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Deploy.Readiness;
using Akash.Deploy.Records;
using Akash.Money;

namespace Akash.Deploy.Runs;

partial class DeployRun
{
    async Task<Outcome> CreateAsync(Plan.Create plan, CancellationToken cancellationToken)
    {
        if (plan.Close is { } leftover)
            await journal.StepAsync("Close what is left over", async () =>
            {
                await WriteAsync(record! with { Phase = RecordPhase.Closing, Run = run }, cancellationToken);
                journal.Add(await network.CloseAsync(leftover, cancellationToken));
                await WriteAsync(record with { Phase = RecordPhase.Closed }, cancellationToken);
            });

        deployment = null;
        views = [];
        var create = await journal.StepAsync("Check funds and fees", () => PrepareAsync(plan, cancellationToken));
        await WriteAsync(NewRecord(RecordPhase.Opening, create.Dseq), cancellationToken);
        reporter.Opening(create.Dseq);
        return await GuardAsync(create.Dseq, async () =>
        {
            await journal.StepAsync("Create the deployment", () => OpenAsync(create, cancellationToken));
            return await LeaseAndServeAsync(create.Dseq, plan.Replaces, cancellationToken);
        });
    }

    Task<Outcome> FinishCreationAsync(ulong dseq, ulong? replaces, CancellationToken cancellationToken)
    {
        reporter.Opening(dseq);
        mayBeOpen = true;
        return GuardAsync(dseq, () => LeaseAndServeAsync(dseq, replaces, cancellationToken));
    }

    async Task<CreateDeployment> PrepareAsync(Plan.Create plan, CancellationToken cancellationToken)
    {
        if (plan.Close is not null) condition = await network.CheckAsync(cancellationToken);
        var deposit = Preflight.DepositOf(condition, request.Deposit);
        if (request.MintAct is { } most && condition.DepositBalance.Amount < deposit.Amount) await MintAsync(deposit, most, cancellationToken);
        await Preflight.CheckFundsAsync(network, condition, deposit, cancellationToken);
        var create = new CreateDeployment(
            plan.Dseq ?? await network.ChooseDseqAsync(cancellationToken), wanted.Groups, wanted.Hash.AsMemory(), deposit, wanted.ReclamationMinWindow);
        try
        {
            var estimate = await network.EstimateCreateAsync(create, cancellationToken);
            await Preflight.CheckFeesAsync(network, condition, estimate, cancellationToken);
            reporter.Info($"the deposit is {Quantities.Amounts.ForPeople(deposit)}, the fee of creating it {Quantities.Amounts.ForPeople(estimate.Fee)}");
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.Rejected && plan.Dseq is not null)
        {
            // The earlier attempt may have come to be since we looked.
            if (await network.FindAsync(create.Dseq, cancellationToken) is not null) throw new StateChangedException();
            throw;
        }

        return create;
    }

    /// <summary>
    /// Nothing is recorded for it: the chain itself tells the next run what waits to be minted and what has been.
    /// </summary>
    async Task MintAsync(Coin deposit, Coin most, CancellationToken cancellationToken)
    {
        await Preflight.CheckFeesAsync(network, condition, null, cancellationToken);
        await journal.StepAsync("Mint ACT", async () => journal.Add(await network.MintAsync(deposit, most, reporter.Info, cancellationToken)));
        condition = await network.CheckAsync(cancellationToken);
    }

    /// <summary>Creates it; whatever the network answers, what the chain shows afterwards counts.</summary>
    async Task OpenAsync(CreateDeployment create, CancellationToken cancellationToken)
    {
        mayBeOpen = true;
        try
        {
            journal.Add(await network.CreateAsync(create, cancellationToken));
        }
        catch (DeploymentNetworkException exception)
        {
            deployment = await network.FindAsync(create.Dseq, cancellationToken);
            if (deployment is { State: DeploymentState.Active } && deployment.Hash.Span.SequenceEqual(create.Hash.Span)) return;
            if (deployment is not null) throw new StateChangedException();
            if (exception.Failure is NetworkFailure.Unavailable) throw;

            // Refused for good: there is nothing to close.
            mayBeOpen = false;
            await WriteAsync(record! with { Phase = RecordPhase.Closed }, cancellationToken);
            throw;
        }
    }

    async Task<Outcome> LeaseAndServeAsync(ulong dseq, ulong? replaces, CancellationToken cancellationToken)
    {
        deployment = await FindAsync(dseq, _ => true, "exists", cancellationToken);
        var rollout = await AnnounceIfChangedAsync(dseq, cancellationToken);
        await LeaseAsync(dseq, cancellationToken);
        await WriteAsync(record! with { Leases = Leases() }, cancellationToken);
        leased = true;
        await ServeAsync(rollout, cancellationToken);
        await WriteLiveAsync(cancellationToken);
        return await SettleAsync(
            replaces is null ? OutcomeKind.Created : OutcomeKind.Replaced, $"deployment {dseq} is up", cancellationToken, replaces);
    }

    /// <summary>A half-made creation may be of an older version: it never served, so it takes the new one before it goes on.</summary>
    async Task<Rollout> AnnounceIfChangedAsync(ulong dseq, CancellationToken cancellationToken)
    {
        var rollout = Rollout.To(record!, hash, fingerprints, Generations());
        if (record!.Hash != hash)
            await WriteAsync(NewRecord(RecordPhase.Opening, dseq) with { Awaiting = PersistedAwaiting(rollout) }, cancellationToken);
        if (!deployment!.Hash.Span.SequenceEqual(wanted.Hash.AsSpan()))
            await journal.StepAsync("Announce the new version", () => AnnounceAsync(dseq, cancellationToken));
        return rollout;
    }

    /// <summary>Leases for every group that has none; a bid that vanished before it was taken makes us look again.</summary>
    async Task LeaseAsync(ulong dseq, CancellationToken cancellationToken)
    {
        var giveUp = Deadline(request.BidTimeout);
        while (deployment!.Groups.Where(group => group.ActiveLease is null).ToDictionary(group => group.Gseq, group => group.Spec.Name) is { Count: > 0 } waiting)
        {
            var bids = await journal.StepAsync("Collect bids", () =>
                collector.CollectAsync(dseq, waiting, request, condition.BlockTime, giveUp, cancellationToken));
            if (bids.Count == 0)
            {
                await FindAsync(dseq, _ => true, "exists", cancellationToken);
                if (deployment.Groups.FirstOrDefault(group => group.State is not GroupState.Open) is { } ended)
                    throw new DeployFailure(Reason.DeploymentGone, $"group {ended.Spec.Name} of deployment {dseq} was ended meanwhile");
                continue;
            }

            await journal.StepAsync("Create the leases", async () =>
            {
                try
                {
                    journal.Add(await network.AcceptAsync([.. bids.Select(bid => bid.Id)], cancellationToken));
                    await FindAsync(dseq, found => found.Groups.All(group => group.ActiveLease is not null), "has its leases", cancellationToken);
                }
                catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.Gone && time.GetTimestamp() < giveUp)
                {
                    reporter.Info($"{exception.Message}: choosing again");
                    await Task.Delay(condition.BlockTime, time, cancellationToken);
                    await FindAsync(dseq, _ => true, "exists", cancellationToken);
                }
            });
        }
    }

    /// <summary>Hands the version over and waits until it serves, all within the time allowed for becoming ready.</summary>
    async Task ServeAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var giveUp = Deadline(request.ReadyTimeout);
        await journal.StepAsync("Send the manifest", () => DeliverAsync(cancellationToken));
        views = await journal.StepAsync("Wait until it is ready", () =>
            watch.WaitForReplicasAsync(deployment!, wanted.Manifest, rollout, giveUp, cancellationToken));
        await journal.StepAsync("Check its health", () => watch.WaitForHealthAsync(views, request.HealthPath, giveUp, cancellationToken));
    }

    /// <summary>To every provider at once; each gets it once, however many groups it leased.</summary>
    async Task DeliverAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(request.ReadyTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await Task.WhenAll(Leases().DistinctBy(lease => lease.Provider).Select(async lease =>
        {
            try
            {
                await network.SendManifestAsync(lease, wanted.ManifestJson, both.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new DeployFailure(Reason.ProviderUnavailable, $"provider {lease.Provider} did not take the manifest within {request.ReadyTimeout}");
            }
        }));
    }

    /// <summary>It serves already: a record that cannot be written now is made good by the next run, which finds it serving.</summary>
    async Task WriteLiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(NewRecord(RecordPhase.Live, deployment!.Dseq) with { Leases = Leases(), Url = Services().SelectMany(service => service.Uris).FirstOrDefault() }, cancellationToken);
        }
        catch (RecordsException exception)
        {
            reporter.Warn($"the deployment serves, but its record could not be written: {exception.Message}");
        }
    }
}
