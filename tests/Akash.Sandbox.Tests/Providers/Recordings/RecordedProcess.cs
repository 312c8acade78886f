using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Akash.Sandbox.Providers.Workloads;
using Docker.DotNet;

namespace Akash.Sandbox.Tests.Providers.Recordings;

/// <summary>
/// Stands in for the shell commands of recordings that take a minute (<c>sleep 40; head -c 3; echo done</c>), by a clock of the
/// test's own. Its input holds as much as a pipe does.
/// </summary>
sealed class RecordedProcess : IContainerCommand
{
    const int PipeSize = 1 << 16;

    readonly Pipe input = new(new PipeOptions(pauseWriterThreshold: PipeSize, resumeWriterThreshold: PipeSize / 2, useSynchronizationContext: false));
    readonly Pipe output = new();
    readonly CancellationTokenSource gone = new();
    readonly Dictionary<string, long> files = [];
    readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TimeProvider time;
    DateTimeOffset now;

    public RecordedProcess(string script, TimeProvider time)
    {
        this.time = time;
        now = time.GetUtcNow();
        Stream = new MultiplexedStream(new Ends(output.Reader, input.Writer, full), multiplexed: true);
        _ = RunAsync(script);
    }

    public MultiplexedStream Stream { get; }

    /// <summary>Once its input takes no more.</summary>
    public Task Full => full.Task;

    public Task<int> ReadExitCodeAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    public Task ResizeAsync(ushort width, ushort height, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        gone.Cancel();
        Stream.Dispose();
        gone.Dispose();
    }

    async Task RunAsync(string script)
    {
        try
        {
            foreach (var statement in script.Split(';', StringSplitOptions.TrimEntries)) await DoAsync(statement.Split(' '), DateTimeOffset.MaxValue);
            await output.Writer.CompleteAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    Task DoAsync(string[] words, DateTimeOffset end) => words switch
    {
        ["sleep", var seconds] => WaitAsync(now + Seconds(seconds)),
        ["timeout", var seconds, .. var command] => DoAsync(command, now + Seconds(seconds)),
        ["head", "-c", var count] => TakeAsync(long.Parse(count, CultureInfo.InvariantCulture), WriteAsync, end),
        ["head", "-c", var count, ">", var file] => TakeAsync(long.Parse(count, CultureInfo.InvariantCulture), bytes => KeepAsync(file, bytes), end),
        // Without an end of its input it never says how much there was.
        ["wc", "-c"] => TakeAsync(long.MaxValue, _ => Task.CompletedTask, end),
        ["stat", "-c", "%s", var file] => WriteAsync(Encoding.UTF8.GetBytes($"{files[file]}\n")),
        ["echo", var word] => WriteAsync(Encoding.UTF8.GetBytes(word + "\n")),
        _ => throw new NotSupportedException($"no command of the recordings: {string.Join(' ', words)}"),
    };

    async Task WaitAsync(DateTimeOffset until)
    {
        var rest = until - time.GetUtcNow();
        if (rest > TimeSpan.Zero) await Task.Delay(rest, time, gone.Token);
        now = until;
    }

    async Task TakeAsync(long count, Func<byte[], Task> take, DateTimeOffset end)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var ending = end == DateTimeOffset.MaxValue ? Task.Delay(Timeout.Infinite, gone.Token) : WaitAsync(end);
        while (count > 0)
        {
            var reading = input.Reader.ReadAsync(late.Token).AsTask();
            if (await Task.WhenAny(reading, ending) == ending)
            {
                await ending;
                return;
            }

            var buffer = (await reading).Buffer;
            var taken = buffer.Slice(0, Math.Min(count, buffer.Length));
            await take(taken.ToArray());
            count -= taken.Length;
            input.Reader.AdvanceTo(taken.End);
        }

        now = time.GetUtcNow();
    }

    Task KeepAsync(string file, byte[] bytes)
    {
        files[file] = files.GetValueOrDefault(file) + bytes.Length;
        return Task.CompletedTask;
    }

    async Task WriteAsync(byte[] bytes)
    {
        var head = new byte[8];
        head[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), bytes.Length);
        await output.Writer.WriteAsync((byte[])[.. head, .. bytes]);
    }

    static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>The ends of both pipes that are not the process's.</summary>
    sealed class Ends(PipeReader output, PipeWriter input, TaskCompletionSource full) : Stream
    {
        readonly Stream read = output.AsStream();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => read.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => read.ReadAsync(buffer, offset, count, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var writing = input.WriteAsync(buffer, cancellationToken);
            if (!writing.IsCompleted) full.TrySetResult();
            await writing;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
