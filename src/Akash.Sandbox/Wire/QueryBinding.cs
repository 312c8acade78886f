using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Akash.Sandbox.Wire;

/// <summary>Messages out of query strings (<c>filters.owner=…</c>) and JSON, by names of the .proto file or in lower camel case.</summary>
static class QueryBinding
{
    public static void Bind(IMessage message, string query)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            Set(message, Decode(parts[0]), parts.Length > 1 ? Decode(parts[1]) : "");
        }
    }

    /// <summary>Sets a field by its path; an unknown one is left alone, as the gateway does. A malformed value throws <see cref="FormatException"/>.</summary>
    public static void Set(IMessage message, string path, string value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (Find(message, name) is not { FieldType: FieldType.Message, IsRepeated: false } step) return;
            if (step.Accessor.GetValue(message) is not IMessage inner)
            {
                inner = step.MessageType.Parser.ParseFrom(ByteString.Empty);
                step.Accessor.SetValue(message, inner);
            }
            message = inner;
        }

        if (Find(message, names[^1]) is not { } field) return;
        var parsed = Parse(field, value);
        if (field.IsRepeated) ((IList)field.Accessor.GetValue(message)).Add(parsed);
        else field.Accessor.SetValue(message, parsed);
    }

    /// <summary>Reads a flat JSON object of scalars.</summary>
    public static IMessage FromJson(MessageParser parser, JsonElement json)
    {
        var message = parser.ParseFrom(ByteString.Empty);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                Set(message, property.Name, property.Value.ToString());
        }
        return message;
    }

    static FieldDescriptor? Find(IMessage message, string name) =>
        message.Descriptor.Fields.InFieldNumberOrder().FirstOrDefault(field => field.Name == name || field.JsonName == name);

    static object Parse(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.Bool => bool.TryParse(text, out var flag) ? flag : throw Invalid("ParseBool", text),
        FieldType.UInt64 => ulong.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid("ParseUint", text),
        FieldType.UInt32 => uint.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid("ParseUint", text),
        FieldType.Int64 => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid("ParseInt", text),
        FieldType.Int32 => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid("ParseInt", text),
        FieldType.Bytes => ByteString.CopyFrom(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'))),
        FieldType.Enum => EnumNumber(field.EnumType, text),
        _ => throw new FormatException($"field {field.Name} can't be given as text"),
    };

    static int EnumNumber(EnumDescriptor type, string text) =>
        type.FindValueByName(text)?.Number
        ?? (int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{text} is not valid"));

    static FormatException Invalid(string function, string text) => new($"strconv.{function}: parsing \"{text}\": invalid syntax");

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
