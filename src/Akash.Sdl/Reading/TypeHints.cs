using Akash.Sdl.Grammar;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>How to write what was written as something else.</summary>
static class TypeHints
{
    public static string List(YamlNode node) => node.Target switch
    {
        YamlMapping => "start each item with `- `",
        _ => "write it as a list, each item on a line of its own that starts with `- `",
    };

    public static string Structure(YamlNode node, Structure structure)
    {
        if (node.Target is YamlSequence) return $"remove the dashes: its keys are {string.Join(", ", structure.Known)}";
        var text = (node.Target as YamlScalar)?.Value ?? "";
        if (structure.Known.Contains(text)) return $"write `{text}: …`, with a colon and a value";
        var key = structure.Required.Length > 0 ? structure.Required[0] : structure.Known[0];
        return $"write `{key}: …` on a line of its own below, indented";
    }

    public static string Table(YamlNode node) => node.Target is YamlSequence
        ? "remove the dashes: write each entry as `name: …`"
        : "write each entry as `name: …` on a line of its own below, indented";

    /// <param name="text">What stands where a whole number belongs.</param>
    public static string Whole(ValueKind kind, string text)
    {
        if (kind is not ValueKind.Text) return "write a number without a fraction";
        var parts = text.Split(':', '-');
        if (parts is [var first, var second] && first.Length > 0 && first.All(char.IsAsciiDigit) && second.All(char.IsAsciiDigit))
            return text.Contains(':', StringComparison.Ordinal) ? "write the container's port as `port:`, and the one outside as `as:`" : "there are no ranges: write an entry for each number";
        return text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit) ? $"write `{text}`, without quotes" : "write a number, without quotes or letters";
    }
}
