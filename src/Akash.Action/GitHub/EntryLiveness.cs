namespace Akash.Action.GitHub;

/// <summary>Tells whether the run behind an older entry is still at work, so that a killed one keeps nobody out.</summary>
sealed class EntryLiveness(GitHubApi api, EntryOwner self, TimeProvider time)
{
    /// <summary>How often a run says that it is alive.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    /// <summary>A run that has been silent for this long is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    public async Task<bool> HoldsAsync(GitHubDeployment entry, EntryOwner owner, CancellationToken cancellationToken)
    {
        var newest = await api.ListStatusesAsync(entry.Id, cancellationToken) is [var first, ..] ? first : null;
        if (newest is { State: not ("in_progress" or "queued" or "pending") }) return false;
        if (IsEarlierSelf(owner)) return false;
        if (time.GetUtcNow() - (newest?.CreatedAt ?? entry.CreatedAt) > Silence) return false;
        return await api.FindRunAsync(owner.RunId, cancellationToken) is not { } run
            || (run.Status != "completed" && run.RunAttempt <= owner.Attempt);
    }

    // The same run, tried again; or an earlier step on this very runner, which does one at a time.
    bool IsEarlierSelf(EntryOwner owner) =>
        owner.RunId == self.RunId && (owner.Attempt < self.Attempt || (owner.Attempt == self.Attempt && owner.Runner == self.Runner));
}
