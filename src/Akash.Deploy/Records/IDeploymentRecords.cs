namespace Akash.Deploy.Records;

/// <summary>
/// The ledger of record: what is known of an environment's deployment between runs, written before anything is opened.
/// It is also the lock: one run at a time works on an environment.
/// Failures are <see cref="RecordsException"/>s.
/// </summary>
public interface IDeploymentRecords
{
    /// <summary>The newest record of the environment, without entering it; null where there never was one.</summary>
    Task<DeploymentRecord?> ReadAsync(string environment, CancellationToken cancellationToken);

    /// <summary>
    /// Enters the environment. Waits while another live run is inside it, up to <paramref name="patience"/>; a run that was
    /// killed does not keep others out.
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

/// <summary>Another run holds the environment.</summary>
/// <param name="holder">Its URL or name.</param>
public sealed class EnvironmentBusyException(string environment, string holder)
    : Exception($"environment '{environment}' is being worked on by {holder}")
{
    public string Environment { get; } = environment;

    public string Holder { get; } = holder;
}

/// <summary>A record cannot be read or written: what is wrong, and how to fix it.</summary>
public sealed class RecordsException(string message, Exception? inner = null) : Exception(message, inner);
