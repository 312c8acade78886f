using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>
/// An engine without containers, as the recorder's cluster was one without: what it is told to run counts as running as soon as
/// a test lets it, and logs are what the test says. Commands go to a real container where there is one.
/// </summary>
sealed class ScriptedEngine(IContainerEngine? real = null, string? realContainer = null) : IContainerEngine
{
    readonly ConcurrentDictionary<string, (CreateContainerParameters Parameters, TaskCompletionSource Ended)> containers = [];
    readonly Lock written = new();
    readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource appended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource starts = Released();
    int made;

    public string Instance => "script";

    /// <summary>Lines of each service's containers, by the service's name.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Logs { get; } = [];

    /// <summary>What runs in place of commands; null for those of a real container.</summary>
    public Func<IReadOnlyList<string>, IContainerCommand>? Commands { get; set; }

    /// <summary>The command that was begun last.</summary>
    public IContainerCommand? Running { get; private set; }

    /// <summary>Once a command runs or logs are read.</summary>
    public Task Begun => begun.Task;

    /// <summary>A pod of a service writes another line.</summary>
    public void Append(string service, string line)
    {
        lock (written)
        {
            Logs[service] = [.. Logs[service], line];
            appended.TrySetResult();
            appended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Whether containers start at once.</summary>
    public bool Starts => starts.Task.IsCompleted;

    /// <summary>From now on containers do not start.</summary>
    public void HoldStarts() => starts = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReleaseStarts() => starts.TrySetResult();

    public Task<string> CreateNetworkAsync(string name) => Task.FromResult(name);

    public Task RemoveNetworkAsync(string id) => Task.CompletedTask;

    public Task<bool> EnsureImageAsync(string reference, ManifestCredentials? credentials, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task CreateVolumeAsync(string name) => Task.CompletedTask;

    public Task RemoveVolumeAsync(string name) => Task.CompletedTask;

    public Task<string> CreateContainerAsync(CreateContainerParameters parameters)
    {
        var id = $"container-{Interlocked.Increment(ref made)}";
        containers[id] = (parameters, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return Task.FromResult(id);
    }

    public Task StartContainerAsync(string id) => Task.WhenAny(starts.Task, containers[id].Ended.Task);

    public Task<IPAddress?> AddressOfAsync(string id, CancellationToken cancellationToken) => Task.FromResult<IPAddress?>(IPAddress.Loopback);

    public Task<IPAddress?> GatewayOfAsync(string network) => Task.FromResult<IPAddress?>(IPAddress.Loopback);

    public async Task<long> WaitForExitAsync(string id, CancellationToken cancellationToken)
    {
        await containers[id].Ended.Task.WaitAsync(cancellationToken);
        return 0;
    }

    public Task StopContainerAsync(string id, TimeSpan grace)
    {
        containers[id].Ended.TrySetResult();
        return Task.CompletedTask;
    }

    public Task RemoveContainerAsync(string id)
    {
        if (containers.TryRemove(id, out var container)) container.Ended.TrySetResult();
        return Task.CompletedTask;
    }

    public Task<MultiplexedStream> ReadLogsAsync(string id, bool follow, int? tail, CancellationToken cancellationToken)
    {
        var pod = containers[id].Parameters.Hostname;
        var service = Logs.Keys.OrderByDescending(name => name.Length).FirstOrDefault(name => pod.StartsWith(name + "-", StringComparison.Ordinal));
        if (!Starts || service is null) return Task.FromResult(new MultiplexedStream(new OutputStream([], more: null), multiplexed: true));
        lock (written)
        {
            var lines = Logs[service];
            var asked = tail is { } count ? lines.Skip(Math.Max(0, lines.Count - count)) : lines;
            var followed = lines.Count;
            var stream = new OutputStream([.. asked], follow ? token => NextAsync(service, followed++, token) : null);
            begun.TrySetResult();
            return Task.FromResult(new MultiplexedStream(stream, multiplexed: true));
        }
    }

    /// <summary>A line by its number, once it is written.</summary>
    async Task<string> NextAsync(string service, int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (written) more = appended.Task;
            if (Logs[service] is var lines && number < lines.Count) return lines[number];
            await more.WaitAsync(cancellationToken);
        }
    }

    public async Task<IContainerCommand> ExecuteAsync(string id, IReadOnlyList<string> command, bool terminal, bool input, CancellationToken cancellationToken)
    {
        var running = Commands is { } scripted ? scripted(command) : await (real ?? throw new NotSupportedException("no container runs commands here")).ExecuteAsync(realContainer!, command, terminal, input, cancellationToken);
        Running = running;
        begun.TrySetResult();
        return running;
    }

    static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource();
        released.SetResult();
        return released;
    }

    /// <summary>Lines in the engine's framing: kind, length, bytes. A followed one goes on without end.</summary>
    sealed class OutputStream(IReadOnlyList<string> lines, Func<CancellationToken, Task<string>>? more) : Stream
    {
        MemoryStream content = new(Framed(lines));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (content.Position == content.Length && more is not null) content = new MemoryStream(Framed([await more(cancellationToken)]));
            return await content.ReadAsync(buffer, cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        static byte[] Framed(IReadOnlyList<string> lines)
        {
            using var framed = new MemoryStream();
            var head = new byte[8];
            head[0] = 1;
            foreach (var line in lines)
            {
                var bytes = Encoding.UTF8.GetBytes(line + "\n");
                BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), bytes.Length);
                framed.Write(head);
                framed.Write(bytes);
            }

            return framed.ToArray();
        }
    }
}
