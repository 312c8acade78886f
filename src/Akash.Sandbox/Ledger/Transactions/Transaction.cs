using System.Security.Cryptography;
using Akash.Proto.Cosmos.Tx.V1Beta1;
using Akash.Sandbox.Wire;
using Google.Protobuf;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>A decoded transaction, with the very bytes that were signed.</summary>
sealed record Transaction(ReadOnlyMemory<byte> Bytes, TxRaw Raw, TxBody Body, AuthInfo AuthInfo, IReadOnlyList<IMessage> Messages)
{
    /// <summary>Upper-case hex of SHA-256: how a transaction is named.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    /// <summary>Decodes as the chain does; what is not exactly a transaction of known parts is refused with sdk 2.</summary>
    public static Transaction Decode(ReadOnlyMemory<byte> bytes)
    {
        RejectLooseEncoding(bytes);
        try
        {
            UnknownFields.Reject(bytes.Span, TxRaw.Descriptor);
            var raw = TxRaw.Parser.ParseFrom(bytes.Span);
            UnknownFields.Reject(raw.BodyBytes.Span, TxBody.Descriptor);
            var body = TxBody.Parser.ParseFrom(raw.BodyBytes);
            UnknownFields.Reject(raw.AuthInfoBytes.Span, AuthInfo.Descriptor);
            var authInfo = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes);
            IMessage[] messages = [.. body.Messages.Select(any => ProtoTypes.Find(any.TypeUrl)!.Parser.ParseFrom(any.Value))];
            return new Transaction(bytes, raw, body, authInfo, messages);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw UnknownFields.Parse(exception.Message);
        }
    }

    /// <summary>ADR-027: only length-delimited fields, ascending, the first two at most once, shortest lengths.</summary>
    static void RejectLooseEncoding(ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span;
        var previous = 0;
        while (!rest.IsEmpty)
        {
            var tag = ReadVarint(ref rest);
            var (number, wireType) = ((int)(tag >> 3), (int)(tag & 7));
            if (wireType != 2) throw UnknownFields.Parse($"expected 2 wire type, got {wireType}");
            if (number < previous) throw UnknownFields.Parse("txRaw must follow ascending order of field numbers");
            if (number == previous && number is (1 or 2)) throw UnknownFields.Parse($"duplicate field {number}");
            previous = number;

            var length = ReadVarint(ref rest);
            if (length > (ulong)rest.Length) throw UnknownFields.Parse("unexpected EOF");
            rest = rest[(int)length..];
        }
    }

    static ulong ReadVarint(ref ReadOnlySpan<byte> rest)
    {
        ulong value = 0;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if ((rest[i] & 0x80) != 0) continue;
            if (i > 0 && rest[i] == 0) throw UnknownFields.Parse("length prefix is not shortest");
            rest = rest[(i + 1)..];
            return value;
        }
        throw UnknownFields.Parse("unexpected EOF");
    }
}
