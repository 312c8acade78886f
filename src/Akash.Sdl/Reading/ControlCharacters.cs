using Akash.Sdl.Flavors;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Reading;

/// <summary>Characters that may not stand in the text as they are.</summary>
static class ControlCharacters
{
    /// <summary>The first one, or null. The strict reader looks at everything; the other only at NUL here and at the rest inside values.</summary>
    public static int? Find(string text, FlavorRules rules)
    {
        if (rules.RepairsEncoding) return text.IndexOf('\0') is var nul and >= 0 ? nul : null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' and not ('\t' or '\n' or '\r') or (>= '\x7F' and < '\xA0' and not '\x85') or '\uFFFE' or '\uFFFF') return i;
        }

        return null;
    }

    /// <summary>What js-yaml refuses inside a scalar: less between quotes than elsewhere.</summary>
    public static bool IsRefusedIn(ScalarForm form, char c) => form is ScalarForm.Quoted
        ? c is < ' ' and not ('\t' or '\n' or '\r')
        : c is < ' ' and not ('\t' or '\n' or '\r') or (>= '\x7F' and < '\xA0' and not '\x85') or '\uFFFE' or '\uFFFF';
}
