using System.Collections;
using System.Globalization;
using System.Text.Json;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Wire;

/// <summary>
/// JSON as a node prints protobuf messages (chain.md section 8.3): names of the .proto file, defaults written out, 64-bit
/// numbers as strings, and the chain's own spelling of decimals and resource values.
/// </summary>
static class GogoJson
{
    public static string Text(IMessage message) => JsonText.Of(writer => Write(writer, message));

    /// <summary>The JSON of one field's value.</summary>
    public static string Field(IMessage message, FieldDescriptor field) => JsonText.Of(writer => WriteField(writer, message, field));

    public static void Write(Utf8JsonWriter writer, IMessage message)
    {
        switch (message)
        {
            case Timestamp time: writer.WriteStringValue(TimeText(time)); return;
            case Duration duration: writer.WriteStringValue(DurationText(duration)); return;
            case Any any: WriteAny(writer, any); return;
        }

        writer.WriteStartObject();
        WriteFields(writer, message);
        writer.WriteEndObject();
    }

    static void WriteFields(Utf8JsonWriter writer, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.RealContainingOneof is { } oneof && oneof.Accessor.GetCaseFieldDescriptor(message) != field) continue;
            writer.WritePropertyName(field.Name);
            WriteField(writer, message, field);
        }
    }

    static void WriteField(Utf8JsonWriter writer, IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        if (!field.IsRepeated)
        {
            WriteValue(writer, field, value);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in (IList)value) WriteValue(writer, field, item);
        writer.WriteEndArray();
    }

    static void WriteValue(Utf8JsonWriter writer, FieldDescriptor field, object? value)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when value is IMessage message: Write(writer, message); break;
            case FieldType.Message when FieldShapes.IsNullable(field): writer.WriteNullValue(); break;
            case FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName: writer.WriteStringValue("0001-01-01T00:00:00Z"); break;
            case FieldType.Message: Write(writer, field.MessageType.Parser.ParseFrom(ByteString.Empty)); break;
            case FieldType.Enum: WriteEnum(writer, field.EnumType, (int)value!); break;
            case FieldType.Bool: writer.WriteBooleanValue((bool)value!); break;
            case FieldType.Bytes: WriteBytes(writer, field, (ByteString)value!); break;
            case FieldType.String: writer.WriteStringValue(StringText(field, (string)value!)); break;
            case FieldType.Int64 or FieldType.UInt64 or FieldType.Fixed64 or FieldType.SFixed64 or FieldType.SInt64:
                writer.WriteStringValue(((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture));
                break;
            default: writer.WriteRawValue(((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture)); break;
        }
    }

    static void WriteEnum(Utf8JsonWriter writer, EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is { } value) writer.WriteStringValue(value.Name);
        else writer.WriteNumberValue(number);
    }

    static void WriteBytes(Utf8JsonWriter writer, FieldDescriptor field, ByteString bytes)
    {
        if (FieldShapes.IsDigits(field)) writer.WriteStringValue(bytes.IsEmpty ? "0" : bytes.ToStringUtf8());
        else if (bytes.IsEmpty) writer.WriteNullValue();
        else writer.WriteBase64StringValue(bytes.Span);
    }

    static string StringText(FieldDescriptor field, string text) =>
        FieldShapes.IsDecimal(field) && Dec.TryFromWire(text, out var value) ? value.ToString()
        : FieldShapes.IsAmount(field) && text.Length == 0 ? "0"
        : text;

    static void WriteAny(Utf8JsonWriter writer, Any any)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", any.TypeUrl);
        if (ProtoTypes.Find(any.TypeUrl) is { } type)
            WriteFields(writer, type.Parser.ParseFrom(any.Value));
        else
            writer.WriteBase64String("value", any.Value.Span);
        writer.WriteEndObject();
    }

    static string TimeText(Timestamp time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Fraction(time.Nanos) + "Z";

    static string DurationText(Duration duration) =>
        (duration is { Seconds: 0, Nanos: < 0 } ? "-0" : duration.Seconds.ToString(CultureInfo.InvariantCulture)) + Fraction(Math.Abs(duration.Nanos)) + "s";

    static string Fraction(int nanos) => nanos switch
    {
        0 => "",
        _ when nanos % 1_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000_000:D3}"),
        _ when nanos % 1_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000:D6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $".{nanos:D9}"),
    };
}
