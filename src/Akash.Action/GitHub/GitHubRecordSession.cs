using Akash.Deploy.Records;
using Microsoft.Extensions.Logging;

namespace Akash.Action.GitHub;

/// <summary>One run inside an environment: says that it is alive, writes records, and on leaving clears away what says nothing any more.</summary>
sealed class GitHubRecordSession : IRecordSession
{
    /// <summary>A cancelled run has seven seconds for everything.</summary>
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(4);

    readonly GitHubBoard board;
    readonly long own;
    readonly System.Action left;
    readonly ILogger log;
    readonly TimeProvider time;
    readonly CancellationTokenSource leaving = new();
    readonly List<long> superseded = [];
    readonly Task heartbeat;
    RecordedEntry? before;
    RecordedEntry? written;

    /// <param name="own">The entry by which the run is inside, or waits outside.</param>
    /// <param name="left">Called when that entry is gone.</param>
    public GitHubRecordSession(GitHubBoard board, long own, System.Action left, ILogger log, TimeProvider time)
    {
        (this.board, this.own, this.left, this.log, this.time) = (board, own, left, log, time);
        heartbeat = KeepAliveAsync();
    }

    public DeploymentRecord? Current => written?.Record ?? before?.Record;

    /// <summary>The turn has come.</summary>
    /// <param name="newest">The newest record of the environment.</param>
    /// <param name="abandoned">Entries of runs that have gone.</param>
    public void Begin(RecordedEntry? newest, IReadOnlyList<long> abandoned)
    {
        before = newest;
        superseded.AddRange(abandoned);
    }

    public async Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken)
    {
        var id = await board.PostAsync(record, Describe(record), cancellationToken);
        if (written is not null) superseded.Add(written.Id);
        written = new(id, record);
        if (record.Phase is RecordPhase.Live) await board.MarkAsync(id, "success", Describe(record), record.Url, cancellationToken);
        if (record.Phase is RecordPhase.Closed) await board.MarkAsync(id, "inactive", Describe(record), null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await heartbeat;
        leaving.Dispose();
        using var deadline = new CancellationTokenSource(Farewell, time);
        try
        {
            await ConcludeAsync(deadline.Token);
        }
        catch (Exception exception) when (exception is RecordsException or OperationCanceledException)
        {
            log.LogWarning(
                "GitHub deployments of environment '{Environment}' are not tidied up; the next run does it ({Problem})",
                board.Environment, exception.Message);
        }
    }

    async Task ConcludeAsync(CancellationToken cancellationToken)
    {
        if (written is { Record.Phase: RecordPhase.Live or RecordPhase.Closed })
        {
            if (before is not null) await board.MarkAsync(before.Id, "inactive", "superseded", null, cancellationToken);
        }
        else if (written is not null)
        {
            await board.MarkAsync(written.Id, "failure", Describe(written.Record), written.Record.Url, cancellationToken);
        }

        await board.RemoveAsync(own, cancellationToken);
        left();
        foreach (var id in superseded) await board.RemoveAsync(id, cancellationToken);
    }

    async Task KeepAliveAsync()
    {
        using var timer = new PeriodicTimer(EntryLiveness.Heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(leaving.Token))
                await BeatAsync();
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The end of the session.
        }
    }

    async Task BeatAsync()
    {
        try
        {
            await board.MarkAsync(own, "in_progress", "working", null, leaving.Token);
        }
        catch (RecordsException exception)
        {
            log.LogWarning("{Problem}", exception.Message);
        }
    }

    static string Describe(DeploymentRecord record) =>
        record.Phase switch
        {
            RecordPhase.Opening => $"Opening deployment {record.Dseq} on {record.ChainId}",
            RecordPhase.Updating => $"Updating deployment {record.Dseq} on {record.ChainId}",
            RecordPhase.Live => $"Deployment {record.Dseq} on {record.ChainId} runs",
            RecordPhase.Closing => $"Closing deployment {record.Dseq} on {record.ChainId}",
            _ => $"Deployment {record.Dseq} on {record.ChainId} is closed",
        };
}
