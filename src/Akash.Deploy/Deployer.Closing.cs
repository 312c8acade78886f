using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Deploy.Runs;

namespace Akash.Deploy;

partial class Deployer
{
    /// <summary>Blocks after which a transaction that was under way has either come to be or never will.</summary>
    const int SettlingBlocks = 3;

    /// <summary>Closes the environment's deployment, or the one of a dseq; already closed counts as done.</summary>
    /// <param name="dseq">Instead of the recorded one.</param>
    /// <param name="patience">How long to wait while another run works on the environment.</param>
    public async Task<Outcome> CloseAsync(string environment, ulong? dseq, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            if (records is null) return await CloseUnrecordedAsync(dseq ?? throw NothingRecorded(environment), cancellationToken);

            await using var session = await records.EnterAsync(environment, patience, cancellationToken);
            var record = Ours(session.Current);
            return (dseq, record) switch
            {
                (null, null) => throw NothingRecorded(environment),
                (null, { } recorded) => await CloseRecordedAsync(session, recorded, cancellationToken),
                ({ } named, { } recorded) when named == recorded.Dseq => await CloseRecordedAsync(session, recorded, cancellationToken),
                ({ } named, _) => await CloseUnrecordedAsync(named, cancellationToken),
            };
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancellationToken) is { } failure)
        {
            return Failed(failure);
        }
    }

    /// <summary>
    /// What the post step does after a main step that was killed: closes what that same run was opening or closing. Anything
    /// else is left alone.
    /// </summary>
    public async Task<Outcome> FinishAsync(string environment, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            if (records is null || Ours(await records.ReadAsync(environment, cancellationToken)) is not { } seen || !IsUnfinished(seen))
                return Finished("nothing is left to finish", null);

            await using var session = await records.EnterAsync(environment, patience, cancellationToken);
            return Ours(session.Current) is { } record && IsUnfinished(record)
                ? await CloseRecordedAsync(session, record, cancellationToken)
                : Finished("another run has finished it", null);
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancellationToken) is { } failure)
        {
            return Failed(failure);
        }
    }

    bool IsUnfinished(DeploymentRecord record) => record.Run == run && record.Phase is RecordPhase.Opening or RecordPhase.Closing;

    DeploymentRecord? Ours(DeploymentRecord? record) =>
        record is not null && record.ChainId == network.ChainId && record.Owner == network.Owner ? record : null;

    async Task<Outcome> CloseRecordedAsync(IRecordSession session, DeploymentRecord record, CancellationToken cancellationToken)
    {
        var journal = new RunJournal(reporter, time);
        if (record.Phase is not RecordPhase.Closed)
            await session.WriteAsync(record with { Phase = RecordPhase.Closing, Run = run }, cancellationToken);

        var closed = await journal.StepAsync("Close the deployment", () => CloseAsync(journal, record, cancellationToken));
        if (closed) await session.WriteAsync(record with { Phase = RecordPhase.Closed, Run = run }, cancellationToken);
        return Finished((closed, journal.Transactions.Count) switch
        {
            (true, > 0) => $"deployment {record.Dseq} is closed, and what is left of its deposit is back",
            (true, 0) => $"deployment {record.Dseq} was closed already",
            _ => $"deployment {record.Dseq} never came to be",
        }, record.Dseq) with
        { Timings = journal.Timings, Transactions = journal.Transactions, Spent = journal.Spent };
    }

    /// <summary>False where the chain does not have it even after a while.</summary>
    async Task<bool> CloseAsync(RunJournal journal, DeploymentRecord record, CancellationToken cancellationToken)
    {
        var condition = await network.CheckAsync(cancellationToken);
        for (var look = 0; look <= SettlingBlocks; look++)
        {
            if (look > 0) await Task.Delay(condition.BlockTime, time, cancellationToken);
            journal.Add(await network.CloseAsync(record.Dseq, cancellationToken));
            if (await network.FindAsync(record.Dseq, cancellationToken) is not null) return true;
        }

        return false;
    }

    async Task<Outcome> CloseUnrecordedAsync(ulong dseq, CancellationToken cancellationToken)
    {
        var journal = new RunJournal(reporter, time);
        journal.Add(await journal.StepAsync("Close the deployment", () => network.CloseAsync(dseq, cancellationToken)));
        return Finished(journal.Transactions.Count > 0 ? $"deployment {dseq} is closed" : $"deployment {dseq} is not open", dseq) with
        {
            Timings = journal.Timings,
            Transactions = journal.Transactions,
            Spent = journal.Spent,
        };
    }

    Outcome Finished(string message, ulong? dseq) => new()
    {
        Kind = OutcomeKind.Closed,
        Message = message,
        Healthy = true,
        Owner = network.Owner,
        Dseq = dseq,
    };

    static DeployFailure NothingRecorded(string environment) => new(
        Reason.NoRecord, $"no deployment is recorded for environment '{environment}': check its name, the network and the wallet, or name the dseq");
}
