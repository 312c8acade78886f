using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Faults;

/// <summary>Lets some writes through, then half of one, and breaks the connection.</summary>
sealed class BreakingStream(Stream inner, int whole, Action breakOff) : Stream
{
    int written;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var (isBroken, comesThrough) = (written > whole, written < whole || buffer.IsEmpty);
        if (!buffer.IsEmpty) written++;
        if (isBroken) throw new IOException("the connection is broken off, as a fault of the sandbox");
        await inner.WriteAsync(comesThrough ? buffer : buffer[..(buffer.Length / 2)], cancellationToken);
        if (comesThrough) return;
        await inner.FlushAsync(cancellationToken);
        breakOff();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>An upgrade whose stream breaks.</summary>
sealed class BreakingUpgrade(IHttpUpgradeFeature inner, int whole, Action breakOff) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => new BreakingStream(await inner.UpgradeAsync(), whole, breakOff);
}
