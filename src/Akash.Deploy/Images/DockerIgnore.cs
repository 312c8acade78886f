using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Akash.Deploy.Images;

/// <summary>
/// Decides what of a folder is left out of a build, exactly as Docker does (moby/patternmatcher): patterns in order, the last
/// that matches wins, <c>!</c> takes back in, and what matches a folder matches all below it.
/// </summary>
public sealed class DockerIgnore
{
    readonly ImmutableArray<Pattern> _patterns;

    DockerIgnore(ImmutableArray<Pattern> patterns) => _patterns = patterns;

    public static DockerIgnore None { get; } = new([]);

    /// <summary>Whether a folder that is left out may still hold files that are taken back in.</summary>
    public bool TakesBack => _patterns.Any(pattern => pattern.TakesBack);

    /// <exception cref="FormatException">A pattern is malformed; the message names its line.</exception>
    public static DockerIgnore Parse(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<Pattern>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith('#')) continue;
            var line = lines[index].Trim();
            if (line.Length == 0) continue;

            var takesBack = line[0] == '!';
            var path = takesBack ? line[1..].Trim() : line;
            if (path.Length == 0) throw new FormatException($"line {index + 1} of .dockerignore is an exclamation mark without a pattern");
            patterns.Add(Pattern.Compile(Clean(path), takesBack) ?? throw new FormatException($"line {index + 1} of .dockerignore is malformed: '{line}'"));
        }
        return new(patterns.ToImmutable());
    }

    /// <param name="path">Relative to the context, with forward slashes.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var pattern in _patterns)
        {
            // A pattern that would not change the answer need not be asked.
            if (pattern.TakesBack != excluded) continue;
            if (MatchesItOrAParent(pattern, path)) excluded = !pattern.TakesBack;
        }
        return excluded;
    }

    static bool MatchesItOrAParent(Pattern pattern, string path)
    {
        if (pattern.Matches(path)) return true;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
            if (pattern.Matches(path[..slash])) return true;
        return false;
    }

    /// <summary>The shortest equal path, relative to the context: Go's filepath.Clean without a leading slash.</summary>
    static string Clean(string path)
    {
        var rooted = path[0] == '/';
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (part == ".." && parts.Count > 0 && parts[^1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (part != ".." || !rooted) parts.Add(part);
        }
        if (parts.Count > 0) return string.Join('/', parts);
        return rooted ? "/" : ".";
    }

    sealed class Pattern(bool takesBack, Func<string, bool> matches)
    {
        const string Escaped = ".+()|{}$";

        public bool TakesBack { get; } = takesBack;

        public bool Matches(string path) => matches(path);

        /// <returns>Null when it is malformed.</returns>
        public static Pattern? Compile(string text, bool takesBack)
        {
            if (IsPlain(text)) return new(takesBack, path => path == text);

            // Two asterisks at one end, and nothing else special, compare as text; the difference shows in "**name".
            if (text.StartsWith("**", StringComparison.Ordinal) && IsPlain(text[2..])) return new(takesBack, EndsWith(text[2..]));
            if (text.EndsWith("**", StringComparison.Ordinal) && IsPlain(text[..^2]))
                return new(takesBack, path => path.StartsWith(text[..^2], StringComparison.Ordinal));

            try
            {
                return ToRegex(text) is { } regex ? new(takesBack, regex.IsMatch) : null;
            }
            catch (RegexParseException)
            {
                return null;
            }
        }

        static bool IsPlain(string text) => text.AsSpan().IndexOfAny("*?[]\\") < 0;

        static Func<string, bool> EndsWith(string suffix) => path =>
            path.EndsWith(suffix, StringComparison.Ordinal) || (suffix.StartsWith('/') && path == suffix[1..]);

        static Regex? ToRegex(string text)
        {
            var regex = new StringBuilder("^");
            for (var index = 0; index < text.Length; index++)
            {
                switch (text[index])
                {
                    case '*' when index + 1 < text.Length && text[index + 1] == '*':
                        index++;
                        if (index + 1 < text.Length && text[index + 1] == '/') index++;
                        regex.Append(index + 1 == text.Length ? ".*" : "(.*/)?");
                        break;
                    case '*':
                        regex.Append("[^/]*");
                        break;
                    case '?':
                        regex.Append("[^/]");
                        break;
                    case '[':
                        if (!AppendClass(text, ref index, regex)) return null;
                        break;
                    case '\\':
                        if (++index == text.Length) return null;
                        regex.Append(Regex.Escape(text[index].ToString()));
                        break;
                    case var letter when Escaped.Contains(letter, StringComparison.Ordinal):
                        regex.Append('\\').Append(letter);
                        break;
                    case var letter:
                        regex.Append(letter);
                        break;
                }
            }
            return new(regex.Append("\\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }

        /// <summary>A class of characters up to its bracket; unclosed ones are malformed in Go.</summary>
        static bool AppendClass(string text, ref int index, StringBuilder regex)
        {
            var end = text.IndexOf(']', index + (index + 1 < text.Length && text[index + 1] == '^' ? 2 : 1));
            if (end < 0 || end == index + 1) return false;
            regex.Append(text[index..(end + 1)]);
            index = end;
            return true;
        }
    }
}
