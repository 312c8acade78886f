using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Akash.Sandbox.Wire;

/// <summary>Messages as the chain prints them inside error texts: <c>id:&lt;owner:"akash1…" dseq:1 &gt; </c>, empty fields left out.</summary>
static class GoText
{
    public static string Of(IMessage message) =>
        string.Concat(message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => Values(field, message)));

    static IEnumerable<string> Values(FieldDescriptor field, IMessage message)
    {
        var value = field.Accessor.GetValue(message);
        var all = field.IsRepeated ? ((IEnumerable)value).Cast<object>() : value is null || IsEmpty(value) ? [] : [value];
        return all.Select(one => $"{field.Name}:{Text(field, one)} ");
    }

    static bool IsEmpty(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        IMessage => false,
        Enum name => Convert.ToInt32(name, CultureInfo.InvariantCulture) == 0,
        _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == 0,
    };

    static string Text(FieldDescriptor field, object value) => value switch
    {
        string text => Quoted(Encoding.UTF8.GetBytes(text)),
        ByteString bytes => Quoted(bytes.Span),
        bool flag => flag ? "true" : "false",
        IMessage message => $"<{Of(message)}>",
        Enum name => field.EnumType.FindValueByNumber(Convert.ToInt32(name, CultureInfo.InvariantCulture))?.Name ?? Convert.ToInt32(name, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var letter in bytes)
        {
            text.Append((char)letter switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '"' => "\\\"",
                '\\' => "\\\\",
                >= ' ' and < (char)0x7f => ((char)letter).ToString(),
                _ => "\\" + Convert.ToString(letter, 8).PadLeft(3, '0'),
            });
        }

        return text.Append('"').ToString();
    }
}
