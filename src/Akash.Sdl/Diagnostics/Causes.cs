namespace Akash.Sdl.Diagnostics;

/// <summary>The findings that break other values, found by the paths that they break.</summary>
sealed class Causes
{
    readonly Dictionary<string, List<Finding>> _broken = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Finding>> _holdBadModels = new(StringComparer.Ordinal);
    readonly List<Finding> _ofExposes = [];

    public Causes(IEnumerable<Finding> findings)
    {
        foreach (var cause in findings)
        {
            foreach (var path in cause.Breaks)
            {
                Add(_broken, path, cause);
                if (cause.Rule == Rules.GpuModel) foreach (var above in Above(path)) Add(_holdBadModels, above, cause);
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
        if (finding.Rule == Rules.WrongType) return FirstAt(Above(finding.Diagnostic.Path), finding);
        return FirstAt([finding.About, finding.Diagnostic.Path, .. Above(finding.About), .. Above(finding.Diagnostic.Path)], finding);
    }

    Finding? FirstAt(IEnumerable<string> paths, Finding finding) =>
        paths.Select(path => Other(_broken.GetValueOrDefault(path), finding)).FirstOrDefault(cause => cause is not null);

    static void Add(Dictionary<string, List<Finding>> index, string path, Finding cause)
    {
        if (!index.TryGetValue(path, out var causes)) index[path] = causes = [];
        if (causes.Count < 2) causes.Add(cause);
    }

    static Finding? Other(List<Finding>? causes, Finding finding) => causes?.Find(cause => !ReferenceEquals(cause, finding));

    /// <summary>Paths of what a value is in, the nearest first.</summary>
    static IEnumerable<string> Above(string path)
    {
        for (var at = path.AsSpan().LastIndexOfAny('.', '['); at > 0; at = path.AsSpan(0, at).LastIndexOfAny('.', '[')) yield return path[..at];
    }
}
