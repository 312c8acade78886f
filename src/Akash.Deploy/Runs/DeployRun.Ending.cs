using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Deploy.Runs;

partial class DeployRun
{
    static readonly TimeSpan ClosePatience = TimeSpan.FromMinutes(1);

    /// <summary>A cancelled run has about 7 seconds in all (contract section 5).</summary>
    static readonly TimeSpan HurriedClosePatience = TimeSpan.FromSeconds(5);

    /// <summary>Closing does not wait longer than this for its record.</summary>
    static readonly TimeSpan NotePatience = TimeSpan.FromSeconds(1);

    /// <summary>A deployment of this run is open, or may be.</summary>
    bool mayBeOpen;

    /// <summary>Everything was bought; what can fail from here on is the application.</summary>
    bool leased;

    /// <summary>Carries out a creation; when it fails, what it opened is closed again, unless it is to be kept.</summary>
    async Task<Outcome> GuardAsync(ulong dseq, Func<Task<Outcome>> creation)
    {
        try
        {
            return await creation();
        }
        catch (Exception exception) when (mayBeOpen && DeployFailure.Of(exception, cancelled) is { } failure)
        {
            var diagnosis = failure.Reason is Reason.Cancelled ? Diagnosis.None : await DiagnoseAsync(failure);
            var reason = diagnosis.ImageNotPullable ? Reason.ImageNotPullable : failure.Reason;
            return request.KeepOnFailure && leased && failure.Reason is not Reason.Cancelled
                ? await KeepAsync(dseq, reason, failure, diagnosis)
                : await AbandonAsync(dseq, reason, failure, diagnosis);
        }
    }

    async Task<Outcome> KeepAsync(ulong dseq, Reason reason, DeployFailure failure, Diagnosis diagnosis)
    {
        await WriteLiveAsync(CancellationToken.None);
        return Compose(OutcomeKind.Created, healthy: false, $"{failure.Message}; deployment {dseq} was kept, as keep-on-failure asks") with
        {
            Reason = reason,
            Diagnosis = diagnosis.Lines,
        };
    }

    async Task<Outcome> AbandonAsync(ulong dseq, Reason reason, DeployFailure failure, Diagnosis diagnosis)
    {
        using var patience = new CancellationTokenSource(cancelled.IsCancellationRequested ? HurriedClosePatience : ClosePatience, time);
        var failed = Failed(failure, failure.Message) with { Reason = reason, Diagnosis = diagnosis.Lines, Cost = null };
        var ending = await journal.StepAsync("Close what was opened", () => CloseOwnAsync(dseq, patience.Token));
        return failed with
        {
            Message = $"{failure.Message}; {ending}",
            Timings = journal.Timings,
            Transactions = journal.Transactions,
            Spent = journal.Spent,
        };
    }

    /// <summary>Closes what this run opened, saying how that went; the record says that it must be closed until it is.</summary>
    async Task<string> CloseOwnAsync(ulong dseq, CancellationToken cancellationToken)
    {
        var closing = record! with { Phase = RecordPhase.Closing };
        try
        {
            var noted = WriteAsync(closing, cancellationToken);
            await Task.WhenAny(noted, Task.Delay(NotePatience, time, cancellationToken));
            do journal.Add(await network.CloseAsync(dseq, cancellationToken));
            while (!await IsOnChainAsync(dseq, cancellationToken));
            await noted;
            await WriteAsync(closing with { Phase = RecordPhase.Closed }, cancellationToken);
            return $"deployment {dseq} was closed and what is left of its deposit is back";
        }
        catch (Exception exception) when (DeployFailure.Of(exception, CancellationToken.None) is { } failure)
        {
            return $"deployment {dseq} MAY BE OPEN ({failure.Message}): the next run or the command 'close' closes it";
        }
    }

    /// <summary>A creation that was interrupted may still be under way: only what the chain shows can be closed for good.</summary>
    async Task<bool> IsOnChainAsync(ulong dseq, CancellationToken cancellationToken)
    {
        if (await network.FindAsync(dseq, cancellationToken) is not null) return true;
        await Task.Delay(condition.BlockTime / 4, time, cancellationToken);
        return false;
    }

    async Task<Diagnosis> DiagnoseAsync(DeployFailure failure)
    {
        if (!leased || failure.Reason is Reason.ProviderUnavailable) return Diagnosis.None;
        try
        {
            views = await LookAsync(deployment!, cancelled);
            return await Diagnosis.CollectAsync(network, deployment!, wanted.Manifest, failure.Services, time, cancelled);
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancelled) is { } trouble)
        {
            reporter.Warn($"why it failed could not be looked into: {trouble.Message}");
            return Diagnosis.None;
        }
    }

    /// <summary>The good end, with what it costs now; that it serves is not undone by what cannot be read any more.</summary>
    async Task<Outcome> SettleAsync(OutcomeKind kind, string message, CancellationToken cancellationToken, ulong? replaces = null)
    {
        try
        {
            deployment = await network.FindAsync(deployment!.Dseq, cancellationToken) ?? deployment;
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancelled) is { } failure)
        {
            reporter.Warn($"what it costs could not be read: {failure.Message}");
        }

        return Compose(kind, healthy: true, message) with { PreviousDseq = replaces };
    }

    Outcome Failed(DeployFailure failure, string message) =>
        Compose(OutcomeKind.Failed, healthy: false, message) with { Reason = failure.Reason };

    Outcome Compose(OutcomeKind kind, bool healthy, string message) => new()
    {
        Kind = kind,
        Message = message,
        Healthy = healthy,
        Owner = network.Owner,
        Dseq = deployment?.Dseq ?? (mayBeOpen ? record?.Dseq : null),
        Groups = deployment is null ? [] :
        [
            .. deployment.Groups.Select(group => new DeployedGroup(
                group.Gseq, group.Spec.Name, group.ActiveLease?.Id, group.ActiveLease?.ProviderUri, group.ActiveLease?.Price)),
        ],
        Services = Services(),
        Images = request.Images,
        Cost = deployment is { State: DeploymentState.Active } && condition is not null ? Cost.Of(deployment.Escrow, condition.BlockTime) : null,
        Timings = journal.Timings,
        Transactions = journal.Transactions,
        Spent = journal.Spent,
        Warnings = condition?.Warnings ?? [],
    };

    IReadOnlyList<LeaseId> Leases() =>
        [.. deployment!.Groups.Select(group => group.ActiveLease?.Id).OfType<LeaseId>()];

    IReadOnlyList<DeployedService> Services() => [.. views.SelectMany(view => view.Services)];
}
