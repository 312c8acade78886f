namespace Akash.Sdl.Compile;

/// <summary>
/// <c>localeCompare</c> of a JavaScript engine with the root locale: first by letters alone, then by accents, then small before
/// capital; punctuation before digits before letters. Written out because the binary carries no locale data. Letters beyond
/// Latin-1 follow their code points.
/// </summary>
sealed class LocaleOrder : IComparer<string>
{
    const string Punctuation = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
    const string Plain = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y";

    public static LocaleOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        for (var level = Level.Letter; level <= Level.Case; level++)
        {
            if (Compare(left, right, level) is var order and not 0) return order;
        }

        return 0;
    }

    enum Level { Letter, Accent, Case }

    static int Compare(string left, string right, Level level)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < left.Length && IsIgnored(left[i])) i++;
            while (j < right.Length && IsIgnored(right[j])) j++;
            if (i == left.Length || j == right.Length) return (left.Length - i).CompareTo(right.Length - j);
            if (Weight(left[i++], level).CompareTo(Weight(right[j++], level)) is var order and not 0) return order;
        }
    }

    static bool IsIgnored(char c) => c is < '\t' or (> '\r' and < ' ') or '\x7F';

    static int Weight(char c, Level level) => level switch
    {
        Level.Letter => Letter(c),
        Level.Accent => c is >= '\xC0' and <= '\xFF' && Base(c) != c ? c | 0x20 : 0,
        _ => char.IsUpper(c) ? 1 : 0,
    };

    static int Letter(char c)
    {
        if (Punctuation.IndexOf(c, StringComparison.Ordinal) is var at and >= 0) return at;
        var plain = Base(c);
        return plain switch
        {
            >= '0' and <= '9' => 100 + plain - '0',
            >= 'a' and <= 'z' => 200 + plain - 'a',
            _ => 1000 + plain,
        };
    }

    /// <summary>The small letter without its accent.</summary>
    static char Base(char c) => c is >= '\xC0' and <= '\xFF' && Plain[c - 0xC0] is not '\0' and var plain ? plain : char.ToLowerInvariant(c);
}
