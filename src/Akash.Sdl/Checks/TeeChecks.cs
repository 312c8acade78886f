using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Grammar;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>Confidential computing (spec/sdl.md section 5.5).</summary>
static class TeeChecks
{
    public static void CheckWord(Text tee, Findings findings)
    {
        if (!ServiceGrammar.Tee.Words.Contains(tee.Value))
            findings.Refuse(Rules.Tee, tee.Spot, $"there is no confidential computing '{tee.Value}'", "use `cpu` or `cpu-gpu`");
    }

    public static void Check(IReadOnlyList<Use> uses, FlavorRules rules, Findings findings)
    {
        var byPlacement = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (use.Service?.Params is not { Tee: { IsEmpty: false } tee }) continue;
            if (!rules.IsSchemaStrict) CheckWord(tee, findings);
            if (tee.Value == "cpu-gpu" && !HasGpu(use, rules))
                findings.Refuse(Rules.TeeWithoutGpu, tee.Spot, $"'cpu-gpu' needs GPUs, profile '{use.ProfileName}' has none", "add GPUs, or use `tee: cpu`");

            if (byPlacement.TryAdd(use.PlacementName, tee.Value) || byPlacement[use.PlacementName] == tee.Value) continue;
            findings.Refuse(
                Rules.TeeConflict, tee.Spot, $"placement '{use.PlacementName}' already has '{byPlacement[use.PlacementName]}'", "use one kind in a placement, or a second placement");
        }
    }

    static bool HasGpu(Use use, FlavorRules rules)
    {
        var gpu = use.Compute?.Resources?.Gpu;
        return rules.IsSchemaStrict ? gpu is { HasUnits: true } : gpu?.Units is { Value: not "0" };
    }
}
