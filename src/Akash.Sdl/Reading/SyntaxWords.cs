namespace Akash.Sdl.Reading;

/// <summary>What the YAML reader says, in the words of someone who wrote a file and not a parser.</summary>
static class SyntaxWords
{
    static readonly (string Said, string Message, string Hint)[] Words =
    [
        ("found invalid mapping", "this key does not belong to a mapping", "check the indentation of this line, and the colon in the line above"),
        ("expected key", "this line is no key of the mapping that it stands in", "line it up with the other keys"),
        ("expected '-' indicator", "this line is no item of the list that it stands in", "line it up with the other items, starting with `- `"),
        ("end of stream", "a quote is opened here and never closed", "close it, or put the other kind of quotes around the text"),
        ("expected ':'", "a colon is missing", "write `key: value`, with a space after the colon"),
        ("',' or '}'", "a brace is not closed, or a comma is missing", "close it, or write the mapping on lines of its own"),
        ("',' or ']'", "a bracket is not closed, or a comma is missing", "close it, or write the list on lines of its own"),
        ("cannot start any token", "this character cannot start a value", "put the text between quotes"),
        ("escape", "this escape does not exist", "double the backslash, or use single quotes"),
        ("document start", "something stands after the end of the document", "check the indentation of this line"),
        ("document end", "something stands after the end of the document", "check the indentation of this line"),
        ("mapping values", "a second colon stands in this line", "put the text between quotes"),
    ];

    public static string Message(string said) => Find(said) is { } words ? words.Message : $"not YAML: {char.ToLowerInvariant(said[0])}{said[1..].TrimEnd('.')}";

    public static string? Hint(string said) => Find(said)?.Hint;

    static (string Message, string Hint)? Find(string said)
    {
        foreach (var (text, message, hint) in Words)
        {
            if (said.Contains(text, StringComparison.Ordinal)) return (message, hint);
        }

        return null;
    }
}
