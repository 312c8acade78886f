using Akash.Deploy.Records;

namespace Akash.Deploy.Tests.Peers;

/// <summary>Records that outlive the runs, with a lock that falls when its holder dies.</summary>
sealed class MemoryRecords(TimeProvider time) : IDeploymentRecords
{
    string? newest;
    object? inside;

    public DeploymentRecord? Newest => newest is null ? null : RecordJson.Read(newest);

    public void Put(DeploymentRecord record) => newest = RecordJson.Write(record);

    /// <summary>The process that held the lock is dead.</summary>
    public void HolderDied() => inside = null;

    public Task<DeploymentRecord?> ReadAsync(string environment, CancellationToken cancellationToken) => Task.FromResult(Newest);

    public async Task<IRecordSession> EnterAsync(string environment, TimeSpan patience, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (inside is not null)
        {
            if (time.GetElapsedTime(since) >= patience) throw new EnvironmentBusyException(environment, "the other run");
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }

        var session = new Session(this);
        inside = session;
        return session;
    }

    sealed class Session(MemoryRecords records) : IRecordSession
    {
        public DeploymentRecord? Current => records.Newest;

        public Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            records.Put(record);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            if (records.inside == this) records.inside = null;
            return ValueTask.CompletedTask;
        }
    }
}
