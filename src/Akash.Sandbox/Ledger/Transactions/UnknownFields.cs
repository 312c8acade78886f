using System.Globalization;
using System.Numerics;
using Akash.Sandbox.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger.Transactions;

/// <summary>
/// The chain refuses fields it does not know, at every depth, unless bit 11 of the number says that they are not critical
/// (chain.md section 4).
/// </summary>
static class UnknownFields
{
    const int NonCriticalBit = 1 << 10;

    /// <summary>Refuses with sdk 2 at the first unknown critical field or unknown type.</summary>
    public static void Reject(ReadOnlySpan<byte> bytes, MessageDescriptor type)
    {
        var input = new CodedInputStream(bytes.ToArray());
        try
        {
            uint tag;
            while ((tag = input.ReadTag()) != 0) RejectField(input, tag, type);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Parse(exception.Message);
        }
    }

    static void RejectField(CodedInputStream input, uint tag, MessageDescriptor type)
    {
        var number = WireFormat.GetTagFieldNumber(tag);
        var field = type.FindFieldByNumber(number);
        if (field is null)
        {
            if ((number & NonCriticalBit) == 0) throw Parse($"errUnknownField \"*{GoName(type)}\": {{TagNum: {number}, WireType:\"{WireName(tag)}\"}}");
            input.SkipLastField();
        }
        else if (field.FieldType == FieldType.Message && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
        {
            var content = input.ReadBytes();
            Reject(content.Span, field.MessageType);
            if (field.MessageType.FullName == Any.Descriptor.FullName) RejectPacked(Any.Parser.ParseFrom(content));
        }
        else if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited && (FieldShapes.IsAmount(field) || FieldShapes.IsDecimal(field) || FieldShapes.IsDigits(field)))
        {
            RejectBrokenNumber(input.ReadBytes().ToStringUtf8());
        }
        else
        {
            input.SkipLastField();
        }
    }

    /// <summary>Amounts are big integers to the chain, read while decoding.</summary>
    static void RejectBrokenNumber(string digits)
    {
        if (digits.Length > 0 && !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw Parse($"math/big: cannot unmarshal \"{digits}\" into a *big.Int");
    }

    static void RejectPacked(Any any)
    {
        if (any.TypeUrl.Length == 0 && any.Value.IsEmpty) return;
        var type = ProtoTypes.Find(any.TypeUrl) ?? throw Parse($"unable to resolve type URL {any.TypeUrl}");
        Reject(any.Value.Span, type);
    }

    public static LedgerException Parse(string cause) => SdkErrors.TxParse.Refusal($"{cause}: {SdkErrors.TxParse.Text}");

    static string GoName(MessageDescriptor type)
    {
        var package = type.File.Package.Split('.');
        var name = type.File.Package.StartsWith("cosmos.", StringComparison.Ordinal) ? package[1] : package[^1];
        return $"{name}.{type.Name}";
    }

    static string WireName(uint tag) => WireFormat.GetTagWireType(tag) switch
    {
        WireFormat.WireType.Varint => "varint",
        WireFormat.WireType.Fixed64 => "fixed64",
        WireFormat.WireType.LengthDelimited => "bytes",
        WireFormat.WireType.Fixed32 => "fixed32",
        _ => "group",
    };
}
