using System.Globalization;
using System.Text;
using Akash.Sdl.Diagnostics;

namespace Akash.Sdl;

/// <summary>Results for people: each problem with the line it is in, a caret under it, and how to fix it.</summary>
public static class SdlText
{
    /// <summary>Longer lines are cut around the place.</summary>
    const int MaxWidth = 120;

    /// <summary>All diagnostics of a file, each some lines ending in a line feed; empty where there are none.</summary>
    public static string Diagnostics(SdlResult result)
    {
        if (result.Diagnostics.Length == 0) return "";

        var lines = Lines(result.Source);
        var text = new StringBuilder();
        foreach (var diagnostic in result.Diagnostics) Append(text, result.Source.FileName, diagnostic, lines);
        return text.ToString();
    }

    /// <summary>One line with the verdict on a file.</summary>
    public static string Verdict(SdlResult result)
    {
        var errors = result.Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Error);
        var warnings = result.Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Warning);
        var flavor = result.Flavor is SdlFlavor.Go ? "go" : "ts";
        var notes = warnings == 0 ? "" : $", {Count(warnings, "warning")}";
        return errors > 0
            ? $"{result.Source.FileName}: {Count(errors, "error")}{notes} ({flavor})"
            : $"{result.Source.FileName}: valid{notes} ({flavor}), version {Convert.ToHexStringLower(result.Compiled!.Hash.AsSpan())}";
    }

    static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    static string[] Lines(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');

    static void Append(StringBuilder text, string file, Diagnostic diagnostic, string[] lines)
    {
        var (line, column) = diagnostic.Span.Start;
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        text.Append(CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {severity} {diagnostic.Code}: {diagnostic.Message}\n");
        if (line <= lines.Length && lines is not [""]) AppendExcerpt(text, WithoutSecret(lines[line - 1], diagnostic.Path), diagnostic.Span);
        if (diagnostic.Hint is not null) text.Append(CultureInfo.InvariantCulture, $"      = hint: {diagnostic.Hint}\n");
    }

    /// <summary>A line as it may be shown: values of environment and credentials stay out of logs.</summary>
    static string WithoutSecret(string line, string path)
    {
        if (!DocPath.HoldsSecrets(path)) return line;
        var separator = line.IndexOfAny(['=', ':']);
        return separator < 0 ? line : line[..(separator + 1)] + "…";
    }

    static void AppendExcerpt(StringBuilder text, string line, SourceSpan span)
    {
        var column = Math.Min(span.Start.Column, line.Length + 1);
        var length = span.End.Line == span.Start.Line ? Math.Max(1, span.End.Column - column) : Math.Max(1, line.TrimEnd().Length - column + 1);
        var cut = column <= MaxWidth - 20 ? 0 : column - 20;
        var shown = line[cut..Math.Min(line.Length, cut + MaxWidth)];
        var caret = new string('^', Math.Max(1, Math.Min(length, shown.Length - (column - cut) + 1)));
        text.Append(CultureInfo.InvariantCulture, $"{span.Start.Line,5} | {Printable(shown)}\n      | {Under(shown, column - cut - 1)}{caret}\n");
    }

    /// <summary>Blanks as wide as the text above, tabs kept so that they line up.</summary>
    static string Under(string shown, int length) => string.Concat(shown.Take(length).Select(c => c == '\t' ? '\t' : ' '));

    static string Printable(string line) => string.Concat(line.Select(c => char.IsControl(c) && c != '\t' ? '\uFFFD' : c));
}
