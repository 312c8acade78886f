using System.Text;

namespace Akash.Deploy.Records;

/// <summary>
/// The record in one JSON file: the official action's state file (<c>deployment-details-path</c>) with ours beside its fields.
/// The lock is a lock of the operating system on a file next to it, which dies with the process that holds it.
/// </summary>
/// <param name="path">Of the file; its folder is made when the first record is written.</param>
/// <param name="chainId">The chain that a file written by the official action is about, which does not say.</param>
/// <param name="run">Who we are, for others who wait.</param>
/// <param name="adopt">Told of every file and folder made here, so that its owner can be set right.</param>
public sealed class FileRecords(string path, string chainId, string run, TimeProvider time, Action<string> adopt) : IDeploymentRecords
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly string file = Path.GetFullPath(path);

    public async Task<DeploymentRecord?> ReadAsync(string environment, CancellationToken cancellationToken)
    {
        try
        {
            return StateFile.Read(await File.ReadAllTextAsync(file, cancellationToken), environment, chainId);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (RecordsException exception)
        {
            throw new RecordsException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Inaccessible("read", exception);
        }
    }

    public async Task<IRecordSession> EnterAsync(string environment, TimeSpan patience, CancellationToken cancellationToken)
    {
        var giveUp = time.GetTimestamp() + (long)(patience.TotalSeconds * time.TimestampFrequency);
        while (true)
        {
            if (Acquire() is { } held)
            {
                try
                {
                    WriteWhole(HolderPath, run);
                    return new Session(this, environment, held, await ReadAsync(environment, cancellationToken));
                }
                catch
                {
                    held.Dispose();
                    throw;
                }
            }

            if (time.GetTimestamp() >= giveUp) throw new EnvironmentBusyException(environment, Holder());
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    string LockPath => Beside(".lock");

    string HolderPath => Beside(".holder");

    string Beside(string suffix) => Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}{suffix}");

    /// <summary>The lock, or null while another process has it.</summary>
    FileStream? Acquire()
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(file)!);
            var isNew = !File.Exists(LockPath);
            var held = new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (isNew) adopt(LockPath);
            return held;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Inaccessible("locked", exception);
        }
        catch (IOException exception) when (File.Exists(LockPath) && exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
        catch (IOException exception)
        {
            throw Inaccessible("locked", exception);
        }
    }

    void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (Path.GetDirectoryName(folder) is { } parent) MakeFolder(parent);
        Directory.CreateDirectory(folder);
        adopt(folder);
    }

    string Holder()
    {
        try
        {
            return File.ReadAllText(HolderPath);
        }
        catch (IOException)
        {
            return "another run";
        }
    }

    /// <summary>A reader sees the old text or the new one, also after the machine went down in between.</summary>
    void WriteWhole(string target, string text)
    {
        var fresh = target + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        adopt(fresh);
        File.Move(fresh, target, overwrite: true);
    }

    RecordsException Inaccessible(string verb, Exception exception) => new($"{path} cannot be {verb}: {exception.Message}", exception);

    sealed class Session(FileRecords records, string environment, FileStream held, DeploymentRecord? current) : IRecordSession
    {
        public DeploymentRecord? Current { get; private set; } = current;

        public Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                records.WriteWhole(records.file, StateFile.Write(record, environment));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw records.Inaccessible("written", exception);
            }

            Current = record;
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync() => await held.DisposeAsync();
    }
}
