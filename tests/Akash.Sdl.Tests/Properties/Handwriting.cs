using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Akash.Sdl.Tests.Properties;

/// <summary>
/// Writes a tree as people do, each in another way: order of keys, blocks and braces, quotes, comments, blank lines and indentation come
/// out of one number. What the file says is the same.
/// </summary>
/// <param name="habits">Which of those vary; the rest is written in the plainest way.</param>
sealed partial class Handwriting(int seed, Habits habits)
{
    readonly Random _random = new(seed);
    readonly List<string> _lines = [];
    readonly List<string> _comments = [];

    /// <summary>The text of a document and the comments in it.</summary>
    public static (string Text, IReadOnlyList<string> Comments) Write(Keys document, int seed, Habits habits = Habits.All)
    {
        var hand = new Handwriting(seed, habits);
        hand.WriteLead(0);
        hand.WriteKeys(document, "", "");
        hand.WriteLead(0);
        return (string.Join('\n', hand._lines) + "\n", hand._comments);
    }

    bool May(Habits habit, int oneIn) => habits.HasFlag(habit) && _random.Next(oneIn) == 0;

    /// <param name="opening">What stands before the first key on its line: a dash, or nothing.</param>
    void WriteKeys(Keys keys, string indent, string opening)
    {
        var (start, own) = (indent + opening, indent + new string(' ', opening.Length));
        foreach (var (name, value) in Shuffled(keys))
        {
            if (start == own) WriteLead(own.Length);
            WriteValue($"{start}{Key(name)}:", value, own);
            start = own;
        }
    }

    void WriteValue(string line, Tree value, string indent)
    {
        switch (value)
        {
            case Leaf leaf:
                WriteLeaf(line, leaf, indent);
                break;
            case Keys { Entries.IsEmpty: true } or Items { Each.IsEmpty: true }:
                _lines.Add(line + (value is Keys ? " {}" : " []") + Trail());
                break;
            case not null when May(Habits.Flow, 5):
                _lines.Add($"{line} {Flow(value)}{Trail()}");
                break;
            case Keys keys:
                _lines.Add(line + Trail());
                WriteKeys(keys, indent + Step(), "");
                break;
            case Items items:
                _lines.Add(line + Trail());
                WriteItems(items, indent + (May(Habits.Layout, 3) ? "" : Step()));
                break;
        }
    }

    void WriteItems(Items items, string indent)
    {
        foreach (var item in items.Each)
        {
            WriteLead(indent.Length);
            if (item is Keys { Entries.IsEmpty: false } keys && !May(Habits.Flow, 5)) WriteKeys(keys, indent, May(Habits.Layout, 4) ? "-   " : "- ");
            else WriteValue(indent + "-", item, indent);
        }
    }

    void WriteLeaf(string line, Leaf leaf, string indent)
    {
        if (!leaf.IsBare && BlockText().IsMatch(leaf.Text) && May(Habits.Quotes, 3))
        {
            _lines.Add($"{line} |{(leaf.Text.EndsWith('\n') ? "" : "-")}{Trail()}");
            foreach (var part in leaf.Text.TrimEnd('\n').Split('\n')) _lines.Add(indent + "  " + part);
            return;
        }

        _lines.Add($"{line} {Scalar(leaf, isFlow: false)}{Trail()}");
    }

    string Flow(Tree value) => value switch
    {
        Leaf leaf => Scalar(leaf, isFlow: true),
        Items items => "[" + string.Join(", ", items.Each.Select(Flow)) + "]",
        Keys keys => "{" + string.Join(", ", Shuffled(keys).Select(entry => $"{Key(entry.Name)}: {Flow(entry.Value)}")) + "}",
        _ => "",
    };

    (string Name, Tree Value)[] Shuffled(Keys keys)
    {
        var entries = keys.Entries.ToArray();
        if (habits.HasFlag(Habits.Order)) _random.Shuffle(entries);
        return entries;
    }

    string Key(string name) => char.IsAsciiDigit(name[0]) || May(Habits.Quotes, 12) ? $"\"{name}\"" : name;

    string Scalar(Leaf leaf, bool isFlow)
    {
        if (leaf.IsBare) return leaf.Text;
        if (PlainText().IsMatch(leaf.Text) && !Word().IsMatch(leaf.Text) && !(isFlow && leaf.Text.Contains(',', StringComparison.Ordinal)) && !May(Habits.Quotes, 3)) return leaf.Text;
        return Printable().IsMatch(leaf.Text) && May(Habits.Quotes, 2) ? $"'{leaf.Text.Replace("'", "''", StringComparison.Ordinal)}'" : DoubleQuoted(leaf.Text);
    }

    static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c is >= ' ' and < '\x7f' or >= '\u00a1' and < '\u2000' || char.IsSurrogate(c)) quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return quoted.Append('"').ToString();
    }

    string Step() => May(Habits.Layout, 3) ? "    " : "  ";

    /// <summary>Comments and blank lines above a key or item.</summary>
    void WriteLead(int indent)
    {
        while (May(Habits.Comments, 6)) _lines.Add(_random.Next(3) == 0 ? "" : new string(' ', _random.Next(4) == 0 ? _random.Next(indent + 1) : indent) + Comment());
        if (May(Habits.Layout, 10)) _lines.Add(_random.Next(3) == 0 ? " " : "");
    }

    string Trail() => May(Habits.Comments, 8) ? new string(' ', 1 + _random.Next(3)) + Comment() : "";

    /// <summary>Unlike every other one, so that one can tell which is lost.</summary>
    string Comment()
    {
        string[] kinds = ["#", "# ", "#- ", "# a: b ", "# \"", "# - {x} ", "## ", "#\t", "# it's "];
        var comment = $"{kinds[_random.Next(kinds.Length)]}c{_comments.Count}";
        _comments.Add(comment);
        return comment;
    }

    [GeneratedRegex(@"^[A-Za-z/_$][A-Za-z0-9_./:@=,$*&?!%^()+~|;'""-]*( [A-Za-z0-9_./@=,&%]+)*\z")]
    private static partial Regex PlainText();

    /// <summary>What plain text would be taken for, or read as structure.</summary>
    [GeneratedRegex(@"(?i)^(null|true|false|yes|no|on|off|y|n)\z|:( |\z)| #")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[ -~]*\z")]
    private static partial Regex Printable();

    /// <summary>Lines that a literal block holds without further marks.</summary>
    [GeneratedRegex(@"^[!-~][ -~]*(\n[!-~][ -~]*)*\n?\z")]
    private static partial Regex BlockText();
}

/// <summary>In what people write differently.</summary>
[Flags]
enum Habits
{
    None = 0,
    Order = 1,
    Comments = 2,
    Quotes = 4,
    Flow = 8,
    Layout = 16,
    All = Order | Comments | Quotes | Flow | Layout,
}
