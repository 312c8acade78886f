using System.Collections.Immutable;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Diagnostics;

/// <summary>A value in the document: where it is written and what leads there.</summary>
readonly record struct Spot(YamlNode? Node, DocPath Path)
{
    public SourceSpan Span => Node?.Span ?? Start;

    static SourceSpan Start { get; } = new(new SourcePosition(1, 1), new SourcePosition(1, 1));
}

/// <summary>Collects all problems of one file; the same problem at the same place counts once.</summary>
/// <param name="concealment">What is known already to be kept out of messages.</param>
sealed class Findings(Concealment? concealment = null)
{
    /// <summary>So many errors and so many warnings: more help nobody, and would take longer to write than the file to read.</summary>
    const int MaxListed = 200;

    const int MaxMessage = 500;

    readonly List<Finding> _findings = [];
    readonly HashSet<(string, SourceSpan, string)> _seen = [];
    Diagnostic? _rest;
    int _errors;
    int _warnings;

    /// <summary>Whether the flavor's official tool refuses the file.</summary>
    public bool Refused { get; private set; }

    /// <summary>Whether no more warnings are listed.</summary>
    public bool IsFullOfWarnings => _warnings > MaxListed;

    /// <summary>The official tool of the flavor refuses the file for this.</summary>
    /// <param name="about">The value that is missing or wrong, where the spot is another.</param>
    /// <param name="breaks">Paths of values that could not be read because of it.</param>
    /// <exception cref="TooManyProblemsException">The file is refused, and nothing more is listed.</exception>
    public void Refuse(Rule rule, Spot spot, string message, string? hint = null, DocPath? about = null, IReadOnlyList<string>? breaks = null)
    {
        Refused = true;
        Add(rule, Severity.Error, spot, message, hint, about, breaks);
        if (_errors > MaxListed) throw new TooManyProblemsException();
    }

    /// <summary>The official tool takes the file, the network does not.</summary>
    public void RefuseByNetwork(Rule rule, Spot spot, string message, string? hint = null, DocPath? about = null) => Add(rule, Severity.Error, spot, message, hint, about, null);

    public void Warn(Rule rule, Spot spot, string message, string? hint = null, IReadOnlyList<string>? breaks = null) => Add(rule, Severity.Warning, spot, message, hint, null, breaks);

    /// <summary>What is kept out of messages.</summary>
    public Concealment Concealment { get; } = concealment ?? new();

    /// <summary>In the order of the file, without what only follows from another.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. Cascade.Without(_findings).Concat(_rest is null ? [] : [_rest]).Select(Concealment.In).OrderBy(d => d.Span.Start.Line).ThenBy(d => d.Span.Start.Column).ThenBy(d => d.Code, StringComparer.Ordinal)];

    void Add(Rule rule, Severity severity, Spot spot, string message, string? hint, DocPath? about, IReadOnlyList<string>? breaks)
    {
        ref var listed = ref severity is Severity.Error ? ref _errors : ref _warnings;
        if (listed < MaxListed)
        {
            if (!_seen.Add((rule.Code, spot.Span, message))) return;
            var path = spot.Path.ToString();
            _findings.Add(new Finding(rule, new Diagnostic(rule.Code, severity, Shortened(message), spot.Span, path, hint), about?.ToString() ?? path, breaks ?? []));
            listed++;
            return;
        }

        listed = MaxListed + 1;
        _rest ??= new Diagnostic(Rules.TooMany.Code, severity, $"there are more than {MaxListed} problems", spot.Span, "", "mend those that are listed and check again");
        if (severity is Severity.Error) _rest = _rest with { Severity = severity };
    }

    /// <summary>A message quotes what is wrong, which may be as long as the file.</summary>
    static string Shortened(string message) => message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage), "…");
}

/// <summary>Ends the reading of a file that is refused already, where nothing more would be told.</summary>
sealed class TooManyProblemsException : Exception;
