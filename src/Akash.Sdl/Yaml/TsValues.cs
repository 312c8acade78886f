using System.Text;

namespace Akash.Sdl.Yaml;

/// <summary>Nodes as the JavaScript values that js-yaml makes of them.</summary>
static class TsValues
{
    /// <summary>Enough for every real file; a nest of aliases printed as text could be endless.</summary>
    const int MaxTextLength = 1 << 16;

    public static bool IsMerge(YamlNode key) => key is YamlScalar { Value: "<<", Form: ScalarForm.Plain, Tag: null } or YamlScalar { Tag: GoScalars.TagPrefix + "merge" };

    /// <summary>The property name a key becomes.</summary>
    public static string KeyText(YamlNode key) => key.Target is YamlScalar scalar && TsScalars.Resolve(scalar).Kind is ValueKind.Text ? scalar.Value : Text(key);

    /// <summary><c>String(value)</c>.</summary>
    public static string Text(YamlNode node)
    {
        var text = new StringBuilder();
        Append(text, node, insideList: false);
        return text.ToString();
    }

    static void Append(StringBuilder text, YamlNode node, bool insideList)
    {
        switch (node.Target)
        {
            case YamlScalar scalar:
                text.Append(ScalarText(scalar, insideList));
                break;
            case YamlSequence sequence:
                for (var i = 0; i < sequence.Items.Length && text.Length < MaxTextLength; i++)
                {
                    if (i > 0) text.Append(',');
                    Append(text, sequence.Items[i], insideList: true);
                }

                break;
            default:
                text.Append("[object Object]");
                break;
        }
    }

    static string ScalarText(YamlScalar scalar, bool insideList)
    {
        var value = TsScalars.Resolve(scalar);
        return value.Kind switch
        {
            ValueKind.Null => insideList ? "" : "null",
            ValueKind.Bool => value.Flag ? "true" : "false",
            ValueKind.Number => JsNumbers.ToText(value.Number),
            ValueKind.Date => TsScalars.DateText(scalar.Value),
            ValueKind.Binary => string.Join(',', Bytes(scalar.Value)),
            _ => scalar.Value,
        };
    }

    static byte[] Bytes(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var written) ? buffer[..written] : [];
    }
}
