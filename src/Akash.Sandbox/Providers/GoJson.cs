using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Akash.Sandbox.Providers;

/// <summary>
/// JSON text as a provider writes it: no whitespace, <c>&lt; &gt; &amp;</c> and the two line separators escaped, other text left as it is.
/// </summary>
static class GoJson
{
    /// <summary>The text with members in the order they were added.</summary>
    public static string Write(JsonNode? node) => Write(node, sorted: false);

    /// <summary>The canonical text: members of every object in the byte order of their names (provider.md 3.4, "Hash").</summary>
    public static string WriteSorted(JsonNode? node) => Write(node, sorted: true);

    static string Write(JsonNode? node, bool sorted)
    {
        var text = new StringBuilder();
        Append(text, node, sorted);
        return text.ToString();
    }

    static void Append(StringBuilder text, JsonNode? node, bool sorted)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonArray array:
                AppendAll(text, '[', array, ']', item => Append(text, item, sorted));
                break;
            case JsonObject members:
                var ordered = sorted ? members.OrderBy(member => member.Key, StringComparer.Ordinal) : members.AsEnumerable();
                AppendAll(text, '{', ordered, '}', member =>
                {
                    AppendString(text, member.Key);
                    text.Append(':');
                    Append(text, member.Value, sorted);
                });
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AppendString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            first = false;
            append(item);
        }

        text.Append(close);
    }

    static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value) AppendLetter(text, letter);
        text.Append('"');
    }

    static void AppendLetter(StringBuilder text, char letter)
    {
        switch (letter)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default: text.Append(letter); break;
        }
    }
}
