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
    readonly List<Finding> _findings = [];
    readonly HashSet<(string, SourceSpan, string)> _seen = [];

    /// <summary>Whether the flavor's official tool refuses the file.</summary>
    public bool Refused { get; private set; }

    /// <summary>The official tool of the flavor refuses the file for this.</summary>
    /// <param name="about">The value that is missing or wrong, where the spot is another.</param>
    /// <param name="breaks">Paths of values that could not be read because of it.</param>
    public void Refuse(Rule rule, Spot spot, string message, string? hint = null, DocPath? about = null, IReadOnlyList<string>? breaks = null)
    {
        Refused = true;
        Add(rule, Severity.Error, spot, message, hint, about, breaks);
    }

    /// <summary>The official tool takes the file, the network does not.</summary>
    public void RefuseByNetwork(Rule rule, Spot spot, string message, string? hint = null, DocPath? about = null) => Add(rule, Severity.Error, spot, message, hint, about, null);

    public void Warn(Rule rule, Spot spot, string message, string? hint = null, IReadOnlyList<string>? breaks = null) => Add(rule, Severity.Warning, spot, message, hint, null, breaks);

    /// <summary>What is kept out of messages.</summary>
    public Concealment Concealment { get; } = concealment ?? new();

    /// <summary>In the order of the file, without what only follows from another.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() =>
        [.. Cascade.Without(_findings).Select(Concealment.In).OrderBy(d => d.Span.Start.Line).ThenBy(d => d.Span.Start.Column).ThenBy(d => d.Code, StringComparer.Ordinal)];

    void Add(Rule rule, Severity severity, Spot spot, string message, string? hint, DocPath? about, IReadOnlyList<string>? breaks)
    {
        if (!_seen.Add((rule.Code, spot.Span, message))) return;
        var path = spot.Path.ToString();
        _findings.Add(new Finding(rule, new Diagnostic(rule.Code, severity, message, spot.Span, path, hint), about?.ToString() ?? path, breaks ?? []));
    }
}
