using System.Buffers.Binary;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A whole message of a client.</summary>
sealed record SocketMessage(bool IsBinary, byte[] Content);

/// <summary>
/// Reading: pings are answered on the way, a close with its own code, and what breaks the protocol with code 1002 and words.
/// </summary>
sealed partial class GatewaySocket
{
    const ushort ProtocolError = 1002;

    /// <summary>The next message; null once the client has closed, broke the protocol or is gone.</summary>
    /// <exception cref="TimeoutException">Nothing was read in time after a pong; nothing more will be.</exception>
    public async Task<SocketMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expired.Token);
        try
        {
            return await ReadMessageAsync(limit.Token);
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            throw new TimeoutException("nothing came in time after a pong");
        }
        catch (Exception gone) when (IsBroken(gone) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    async Task<SocketMessage?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var (isWithin, isBinary) = (false, false);
        while (true)
        {
            // A limit that has passed counts even where bytes wait to be read.
            cancellationToken.ThrowIfCancellationRequested();
            var start = await ReadAsync(2, cancellationToken);
            var head = new FrameHead(start[0], start[1]);
            if (head.FindProblem(isWithin) is { Length: > 0 } problem)
            {
                await CloseAsync(ProtocolError, problem);
                return null;
            }

            var payload = await ReadPayloadAsync(head, cancellationToken);
            switch (head.Opcode)
            {
                case Opcode.Ping:
                    await SendAsync(Opcode.Pong, payload);
                    continue;
                case Opcode.Pong:
                    patience.Change(patienceAfterPong, Timeout.InfiniteTimeSpan);
                    continue;
                case Opcode.Close:
                    await AnswerCloseAsync(payload);
                    return null;
                case Opcode.Text or Opcode.Binary:
                    isBinary = head.Opcode is Opcode.Binary;
                    break;
            }

            content.Write(payload);
            isWithin = !head.IsLast;
            if (!isWithin) return new SocketMessage(isBinary, content.ToArray());
        }
    }

    async Task<byte[]> ReadPayloadAsync(FrameHead head, CancellationToken cancellationToken)
    {
        var length = head.ShortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2, cancellationToken)),
            127 => BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8, cancellationToken)),
            var told => told,
        };
        if (length is < 0 or > int.MaxValue) throw new IOException("a frame longer than memory");
        var mask = await ReadAsync(4, cancellationToken);
        var payload = await ReadAsync((int)length, cancellationToken);
        for (var i = 0; i < payload.Length; i++) payload[i] ^= mask[i % 4];
        return payload;
    }

    async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    Task AnswerCloseAsync(byte[] payload)
    {
        if (payload.Length < 2) return SendAsync(Opcode.Close, []);
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not (>= 1000 and <= 1003 or >= 1007 and <= 1013 or >= 3000 and <= 4999)) return CloseAsync(ProtocolError, $"bad close code {code}");
        return IsText(payload.AsSpan(2)) ? CloseAsync(code) : CloseAsync(ProtocolError, "invalid utf8 payload in close frame");
    }

    static bool IsText(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
