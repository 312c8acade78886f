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

        var (kept, guilty) = (new List<Finding>(), new HashSet<Finding>(ReferenceEqualityComparer.Instance));
        foreach (var finding in findings)
        {
            if ((Consequences.Contains(finding.Rule) ? causes.Of(finding) : null) is not { } cause) kept.Add(finding);
            else if (finding.Diagnostic.Severity is Severity.Error) guilty.Add(cause);
        }

        List<Diagnostic> told = [.. kept.Select(finding => guilty.Contains(finding) ? AsError(finding.Diagnostic) : finding.Diagnostic)];

        // Where each seems to follow from another, all are told: a refusal always has its reason.
        return told.Exists(IsError) || !findings.Any(finding => IsError(finding.Diagnostic)) ? told : findings.Select(finding => finding.Diagnostic);
    }

    static bool IsError(Diagnostic diagnostic) => diagnostic.Severity is Severity.Error;

    static Diagnostic AsError(Diagnostic diagnostic) => diagnostic with
    {
        Severity = Severity.Error,
        Message = diagnostic.Message.Replace(Ignored, "", StringComparison.Ordinal),
    };
}
