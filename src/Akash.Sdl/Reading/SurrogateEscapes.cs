using System.Text.RegularExpressions;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Escapes of half characters between double quotes, which yaml.v3 refuses even in pairs.</summary>
static partial class SurrogateEscapes
{
    /// <returns>Whether there was one.</returns>
    public static bool Refuse(YamlNode root, string text, Findings findings)
    {
        if (!Escape().IsMatch(text)) return false;
        var pending = new Stack<YamlNode>([root]);
        var refused = false;
        while (pending.TryPop(out var node))
        {
            switch (node)
            {
                case YamlScalar { Form: ScalarForm.Quoted } scalar when IsHalf(text[Math.Min(scalar.Range.Start, text.Length)..Math.Min(scalar.Range.End, text.Length)]):
                    findings.Refuse(Rules.SurrogateEscape, new Spot(scalar, DocPath.Root), "an escape stands for half a character", "write the character itself, or one escape with \\U and eight digits");
                    refused = true;
                    break;
                case YamlSequence sequence:
                    foreach (var item in sequence.Items) pending.Push(item);
                    break;
                case YamlMapping mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        pending.Push(entry.Key);
                        pending.Push(entry.Value);
                    }

                    break;
            }
        }

        return refused;
    }

    static bool IsHalf(string written) => written.Contains('"', StringComparison.Ordinal) && Escape().IsMatch(written);

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\\(?:u|U0000)[dD][89a-fA-F]")]
    private static partial Regex Escape();
}
