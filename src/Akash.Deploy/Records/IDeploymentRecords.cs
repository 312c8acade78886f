namespace Akash.Deploy.Records;

/// <summary>
/// The ledger of record: what is known of an environment's deployment between runs, written before anything is opened.
/// It is also the lock: one run at a time works on an environment.
/// </summary>
public interface IDeploymentRecords
{
    /// <summary>
    /// Enters the environment. Waits while another live run is inside it, up to <paramref name="patience"/>.
    /// </summary>
    /// <exception cref="EnvironmentBusyException">Another run still holds it.</exception>
    Task<IRecordSession> EnterAsync(string environment, TimeSpan patience, CancellationToken cancellationToken);
}

/// <summary>The time one run spends inside an environment; disposing it lets the next one in.</summary>
public interface IRecordSession : IAsyncDisposable
{
    /// <summary>The newest record of the environment, whoever wrote it; null where there never was one.</summary>
    DeploymentRecord? Current { get; }

    /// <summary>Makes a record the newest one, durably, before it returns.</summary>
    Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken);
}

public enum RecordPhase
{
    /// <summary>A deployment of this dseq may or may not have been opened.</summary>
    Opening,

    /// <summary>It runs, as far as known.</summary>
    Live,

    /// <summary>A new version was or is being handed over.</summary>
    Updating,

    /// <summary>It is to be closed; closing may not have happened.</summary>
    Closing,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <param name="Schema">1.</param>
/// <param name="Hash">Version hash in lower-case hex.</param>
/// <param name="Images">References with digest.</param>
/// <param name="Run">Who wrote it: the workflow run's URL, or host and process.</param>
/// <param name="Url">The public URL, once known.</param>
public sealed record DeploymentRecord(
    int Schema, RecordPhase Phase, string ChainId, string Owner, ulong Dseq, string Hash,
    IReadOnlyList<string> Images, string Run, Uri? Url);

/// <summary>Another run holds the environment.</summary>
/// <param name="holder">Its URL or name.</param>
public sealed class EnvironmentBusyException(string environment, string holder)
    : Exception($"environment '{environment}' is being worked on by {holder}")
{
    public string Environment { get; } = environment;

    public string Holder { get; } = holder;
}
