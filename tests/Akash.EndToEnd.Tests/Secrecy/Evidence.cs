using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Akash.EndToEnd.Tests.Secrecy;

/// <summary>All that somebody could read of a run, with where it was found.</summary>
sealed partial class Evidence
{
    const int Shown = 60;

    readonly ConcurrentQueue<(string Where, string Text)> pieces = [];

    public void Add(string where, string text) => pieces.Enqueue((where, text));

    /// <summary>Every file below a folder, whatever it holds.</summary>
    public void AddFiles(string where, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Add($"{where}: {Path.GetRelativePath(folder, file)}", Encoding.UTF8.GetString(File.ReadAllBytes(file)));
    }

    /// <summary>What was found at places that begin with <paramref name="where"/>.</summary>
    public string At(string where) => string.Join('\n', pieces.Where(piece => piece.Where.StartsWith(where, StringComparison.Ordinal)).Select(piece => piece.Text));

    /// <summary>Where a secret can be read, in which spelling; also anything that looks like a token or a private key.</summary>
    public IReadOnlyList<string> Leaks(IReadOnlyCollection<Secret> secrets)
    {
        var spellings = secrets.SelectMany(secret => secret.Spellings().Select(spelling => (Name: $"{secret.Name} ({spelling.Form})", spelling.Text)))
            .DistinctBy(spelling => spelling.Text).ToList();
        // What one run left is there after the next one too.
        var different = pieces.Distinct().ToList();
        return
        [
            .. from piece in different
               from spelling in spellings
               let at = piece.Text.IndexOf(spelling.Text, StringComparison.Ordinal)
               where at >= 0
               select $"{spelling.Name} in {piece.Where}: {Around(piece.Text, at)}",
            .. from piece in different
               from Match match in KeyOrToken().Matches(piece.Text)
               select $"what looks like a token or a private key in {piece.Where}: {Around(piece.Text, match.Index)}",
        ];
    }

    static string Around(string text, int at) => $"…{text[Math.Max(0, at - Shown)..Math.Min(text.Length, at + Shown)]}…";

    /// <summary>A JWT, or the head of a key in PEM.</summary>
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}|BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex KeyOrToken();
}
