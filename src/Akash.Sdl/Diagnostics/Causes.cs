namespace Akash.Sdl.Diagnostics;

/// <summary>The findings that break other values, found by the paths that they break.</summary>
sealed class Causes
{
    readonly Dictionary<string, List<Finding>> _broken = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Finding>> _holdBadModels = new(StringComparer.Ordinal);
    readonly Dictionary<(string Path, int Line), List<Finding>> _missed = [];
    readonly List<Finding> _ofExposes = [];

    public Causes(IEnumerable<Finding> findings)
    {
        foreach (var cause in findings)
        {
            foreach (var path in cause.Breaks)
            {
                Add(_broken, path, cause);
                if (cause.Rule == Rules.GpuModel) foreach (var above in Above(path)) Add(_holdBadModels, above, cause);
                if (cause.Rule == Rules.UnknownKey && Above(path).FirstOrDefault() is { } meant) Add(_missed, (meant, cause.Diagnostic.Span.Start.Line), cause);
                if (path.StartsWith("services.", StringComparison.Ordinal) && path.Contains(".expose", StringComparison.Ordinal)) _ofExposes.Add(cause);
            }
        }
    }

    public bool IsEmpty => _broken.Count == 0;

    /// <summary>The finding that another one only follows from, or null.</summary>
    public Finding? Of(Finding finding)
    {
        if (finding.Rule == Rules.NoGlobal) return Other(_ofExposes, finding);
        if (finding.Rule == Rules.AttributeKey) return Other(_holdBadModels.GetValueOrDefault(finding.Diagnostic.Path), finding);

        // An unknown key right below an empty one was meant to be in it.
        if (finding.Rule == Rules.Null) return Other(_missed.GetValueOrDefault((finding.Diagnostic.Path, finding.Diagnostic.Span.Start.Line + 1)), finding);
        if (finding.Rule == Rules.WrongType) return FirstAt(Above(finding.Diagnostic.Path), finding);
        return FirstAt([finding.About, finding.Diagnostic.Path, .. Above(finding.About), .. Above(finding.Diagnostic.Path)], finding);
    }

    Finding? FirstAt(IEnumerable<string> paths, Finding finding) =>
        paths.Select(path => Other(_broken.GetValueOrDefault(path), finding)).FirstOrDefault(cause => cause is not null);

    static void Add<TPlace>(Dictionary<TPlace, List<Finding>> index, TPlace place, Finding cause)
        where TPlace : notnull
    {
        if (!index.TryGetValue(place, out var causes)) index[place] = causes = [];
        if (causes.Count < 2) causes.Add(cause);
    }

    static Finding? Other(List<Finding>? causes, Finding finding) => causes?.Find(cause => !ReferenceEquals(cause, finding));

    /// <summary>Paths of what a value is in, the nearest first.</summary>
    static IEnumerable<string> Above(string path)
    {
        for (var at = path.AsSpan().LastIndexOfAny('.', '['); at > 0; at = path.AsSpan(0, at).LastIndexOfAny('.', '[')) yield return path[..at];
    }
}
