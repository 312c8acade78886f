using Akash.Sdl.Diagnostics;
using Akash.Sdl.Yaml;

namespace Akash.Sdl.Lint;

/// <summary>What the other official tool makes of a file that this one accepts.</summary>
static class FlavorLint
{
    public static void Check(SdlResult result, Findings findings)
    {
        if (!result.Accepted) return;

        var (flavor, tool) = result.Flavor is SdlFlavor.Go ? (SdlFlavor.Ts, "the Console") : (SdlFlavor.Go, "the CLI");
        var other = SdlCompiler.Compile(result.Source, flavor);
        if (!other.Accepted)
        {
            var told = result.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Span)).ToHashSet();
            foreach (var diagnostic in other.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error && !told.Contains((diagnostic.Code, diagnostic.Span))))
                findings.Warn(Rules.OtherTool, SpotOf(diagnostic), $"{tool} refuses this: {diagnostic.Message} ({diagnostic.Code})", diagnostic.Hint);
        }
        else if (other.Compiled!.ManifestJson != result.Compiled!.ManifestJson)
        {
            findings.Warn(
                Rules.OtherHash, new Spot(null, DocPath.Root), $"{tool} computes another manifest and version from this file",
                "update a deployment with the tool that created it, or write volumes by size, models by name and ports in order");
        }
    }

    static Spot SpotOf(Diagnostic diagnostic) =>
        new(new YamlScalar(new TextRange(0, 0, diagnostic.Span), null, null, "", ScalarForm.Plain), DocPath.Of(diagnostic.Path));
}
