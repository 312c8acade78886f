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
    TaskCompletionSource starts = Released();
    int made;

    public string Instance => "script";

    /// <summary>Lines of each service's containers, by the service's name.</summary>
    public Dictionary<string, IReadOnlyList<string>> Logs { get; } = [];

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
        var lines = Logs.OrderByDescending(entry => entry.Key.Length).FirstOrDefault(entry => pod.StartsWith(entry.Key + "-", StringComparison.Ordinal)).Value ?? [];
        if (!Starts) return Task.FromResult(new MultiplexedStream(new OutputStream([], follow: false), multiplexed: true));
        var asked = tail is { } count ? lines.Skip(Math.Max(0, lines.Count - count)) : lines;
        return Task.FromResult(new MultiplexedStream(new OutputStream([.. asked], follow), multiplexed: true));
    }

    public Task<IContainerCommand> ExecuteAsync(string id, IReadOnlyList<string> command, bool terminal, bool input, CancellationToken cancellationToken) =>
        (real ?? throw new NotSupportedException("no container runs commands here")).ExecuteAsync(realContainer!, command, terminal, input, cancellationToken);

    static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource();
        released.SetResult();
        return released;
    }

    /// <summary>Lines in the engine's framing: kind, length, bytes. A followed one goes on without end.</summary>
    sealed class OutputStream(IReadOnlyList<string> lines, bool follow) : Stream
    {
        readonly MemoryStream content = new(Framed(lines));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (content.Position == content.Length && follow) await Task.Delay(Timeout.Infinite, cancellationToken);
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
