namespace Akash.Sdl.Diagnostics;

/// <summary>A problem with what hangs on it.</summary>
/// <param name="About">The path of the value that is missing or wrong, where the diagnostic stands elsewhere.</param>
/// <param name="Breaks">Paths of values that could not be read because of it.</param>
sealed record Finding(Rule Rule, Diagnostic Diagnostic, string About, IReadOnlyList<string> Breaks);

/// <summary>One mistake, one message: what only follows from another finding is left out.</summary>
static class Cascade
{
    const string Ignored = "; it is ignored here and refused by the Console";

    /// <summary>Rules about values that are missing, or of the wrong type, when something else stands where they belong.</summary>
    static readonly HashSet<Rule> Consequences =
    [
        Rules.MissingKey, Rules.WrongType, Rules.Null, Rules.NoImage, Rules.NoVolume, Rules.UnknownService, Rules.UnknownPlacement, Rules.UnknownProfile,
        Rules.MissingPrice, Rules.UnknownEndpoint, Rules.UnusedEndpoint, Rules.UnknownVolume, Rules.NotDeployed, Rules.NoGlobal, Rules.GroupTotal,
        Rules.Denom, Rules.RefusedDenom, Rules.Amount, Rules.GpuWithoutAttributes, Rules.NoVendor, Rules.AttributesWithoutGpu, Rules.Unmounted,
        Rules.Port, Rules.Credentials, Rules.AttributeKey, Rules.Mount,
    ];

    /// <summary>
    /// The findings without consequences. Where an ignored key is the cause of an error, its warning becomes that error.
    /// </summary>
    public static IEnumerable<Diagnostic> Without(IReadOnlyList<Finding> findings)
    {
        var causes = new Causes(findings);
        if (causes.IsEmpty) return findings.Select(finding => finding.Diagnostic);

        var roots = findings.Select(finding => (Finding: finding, Root: RootOf(finding, causes, findings))).ToList();
        var guilty = roots.Where(pair => pair.Finding.Diagnostic.Severity is Severity.Error).Select(pair => pair.Root).ToHashSet(ReferenceEqualityComparer.Instance);
        return roots.Where(pair => ReferenceEquals(pair.Finding, pair.Root)).Select(pair => guilty.Contains(pair.Root) ? AsError(pair.Root.Diagnostic) : pair.Root.Diagnostic);
    }

    /// <summary>What a finding goes back to, itself where it stands alone; of those that follow from each other the first, so that one of them is told.</summary>
    static Finding RootOf(Finding finding, Causes causes, IReadOnlyList<Finding> findings)
    {
        List<Finding> way = [finding];
        while (Consequences.Contains(way[^1].Rule) && causes.Of(way[^1]) is { } cause)
        {
            var met = way.FindIndex(before => ReferenceEquals(before, cause));
            if (met >= 0) return findings.First(other => way.FindIndex(met, before => ReferenceEquals(before, other)) >= 0);
            way.Add(cause);
        }

        return way[^1];
    }

    static Diagnostic AsError(Diagnostic diagnostic) => diagnostic with
    {
        Severity = Severity.Error,
        Message = diagnostic.Message.Replace(Ignored, "", StringComparison.Ordinal),
    };
}
