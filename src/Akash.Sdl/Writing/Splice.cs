namespace Akash.Sdl.Writing;

/// <summary>A change of a text at one place: what stands from <paramref name="Start"/> to <paramref name="End"/> gives way to <paramref name="Text"/>.</summary>
/// <param name="Text">Lines end in a line feed here, and as the file's lines do once it is applied.</param>
readonly record struct Splice(int Start, int End, string Text)
{
    public static Splice Insert(int at, string text) => new(at, at, text);

    public string Apply(string text)
    {
        var lines = text.Contains("\r\n", StringComparison.Ordinal) ? Text.Replace("\n", "\r\n", StringComparison.Ordinal) : Text;
        return string.Concat(text.AsSpan(0, Start), lines, text.AsSpan(End));
    }
}
