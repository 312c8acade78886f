using System.Globalization;
using System.IO.Compression;
using CliWrap;
using CliWrap.Buffered;

namespace Akash.Benchmarks;

/// <summary>What a job has to pull before its first step: the action's images, gzip-compressed as registries keep them.</summary>
static class ImageSizes
{
    public static async Task PrintAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("image sizes");
        foreach (var (image, budget) in ((string, int)[])[("akash-action:local-slim", 15), ("akash-action:local", 60)])
            await PrintAsync(image, budget, cancellationToken);
        Console.WriteLine();
    }

    static async Task PrintAsync(string image, int budgetMegabytes, CancellationToken cancellationToken)
    {
        var inspected = await Cli.Wrap("docker").WithArguments(["image", "inspect", "--format", "{{.Size}}", image]).ExecuteBufferedAsync(cancellationToken);
        var uncompressed = long.Parse(inspected.StandardOutput, CultureInfo.InvariantCulture);

        await using var counter = new CountingStream();
        await using (var gzip = new GZipStream(counter, CompressionLevel.Optimal, leaveOpen: true))
        {
            await (Cli.Wrap("docker").WithArguments(["save", image]) | PipeTarget.ToStream(gzip)).ExecuteAsync(cancellationToken);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{image,-58} {counter.Length / 1e6,8:F1} MB compressed, {uncompressed / 1e6:F1} MB unpacked (budget {budgetMegabytes} MB compressed)"));
    }

    sealed class CountingStream : Stream
    {
        long length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override void Write(ReadOnlySpan<byte> buffer) => length += buffer.Length;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
