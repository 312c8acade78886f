using Akash.Deploy.Records;
using Microsoft.Extensions.Logging;

namespace Akash.Action.GitHub;

/// <summary>
/// The ledger of record as GitHub Deployments of the environment. A payload cannot be changed once written, so each record is
/// a deployment of its own and the newest one counts. A run enters by an entry without a record; ids order the entries, and the
/// oldest one whose run is alive is inside (contract section 5).
/// </summary>
/// <param name="commit">What is deployed: <c>GITHUB_SHA</c>.</param>
/// <param name="inside">Told the id of our entry, so that the post step of a killed run can take it away; null once we have left.</param>
sealed class GitHubRecords(GitHubApi api, EntryOwner self, string commit, Action<long?> inside, ILogger log, TimeProvider time) : IDeploymentRecords
{
    /// <summary>Ours among all deployments of an environment.</summary>
    public const string DeploymentTask = "akash";

    static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);

    public async Task<DeploymentRecord?> ReadAsync(string environment, CancellationToken cancellationToken) =>
        Newest(await ListAsync(environment, cancellationToken))?.Record;

    public async Task<IRecordSession> EnterAsync(string environment, TimeSpan patience, CancellationToken cancellationToken)
    {
        var board = new GitHubBoard(api, self, commit, environment);
        var own = await board.PostAsync(null, "entering", cancellationToken);
        inside(own);
        var session = new GitHubRecordSession(board, own, () => inside(null), log, time);
        try
        {
            await WaitForTurnAsync(environment, own, patience, cancellationToken);
            var entries = await ListAsync(environment, cancellationToken);
            session.Begin(Newest(entries), Abandoned(entries, own));
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes away the entry of a run that has gone without doing so itself.</summary>
    public Task LeaveAsync(string environment, long door, CancellationToken cancellationToken) =>
        new GitHubBoard(api, self, commit, environment).RemoveAsync(door, cancellationToken);

    async Task WaitForTurnAsync(string environment, long own, TimeSpan patience, CancellationToken cancellationToken)
    {
        var liveness = new EntryLiveness(api, self, time);
        var started = time.GetTimestamp();
        string? announced = null;
        while (await FindHolderAsync(liveness, environment, own, cancellationToken) is { } holder)
        {
            if (time.GetElapsedTime(started) >= patience) throw new EnvironmentBusyException(environment, holder.Url);
            if (announced != holder.Url) log.LogInformation("Waiting for {Holder}, which works on environment '{Environment}'", holder.Url, environment);
            announced = holder.Url;
            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    async Task<EntryOwner?> FindHolderAsync(EntryLiveness liveness, string environment, long own, CancellationToken cancellationToken)
    {
        foreach (var entry in (await ListAsync(environment, cancellationToken)).Where(entry => entry.IsDoor && entry.Id < own).Reverse())
            if (await liveness.HoldsAsync(entry.Deployment, entry.Owner, cancellationToken)) return entry.Owner;
        return null;
    }

    async Task<IReadOnlyList<GitHubEntry>> ListAsync(string environment, CancellationToken cancellationToken) =>
        [.. (await api.ListDeploymentsAsync(environment, DeploymentTask, cancellationToken)).Select(GitHubEntry.Read).OfType<GitHubEntry>()];

    static RecordedEntry? Newest(IReadOnlyList<GitHubEntry> entries) =>
        entries.FirstOrDefault(entry => !entry.IsDoor) is { } entry ? new(entry.Id, entry.ReadRecord()) : null;

    // Once we are inside, no older entry means anything; nor do the records that a run which never left wrote before its last.
    static IReadOnlyList<long> Abandoned(IReadOnlyList<GitHubEntry> entries, long own)
    {
        var doors = entries.Where(entry => entry.IsDoor && entry.Id < own).ToList();
        var newest = Newest(entries)?.Id;
        var records = entries.Where(entry =>
            !entry.IsDoor && entry.Id != newest && doors.Any(door => door.Owner == entry.Owner && door.Id < entry.Id));
        return [.. doors.Concat(records).Select(entry => entry.Id)];
    }
}

/// <param name="Id">Of the GitHub deployment that carries it.</param>
sealed record RecordedEntry(long Id, DeploymentRecord Record);
