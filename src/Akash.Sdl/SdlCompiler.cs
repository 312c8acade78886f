using Akash.Sdl.Checks;
using Akash.Sdl.Compile;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;
using Akash.Sdl.Network;
using Akash.Sdl.Reading;
using Akash.Sdl.Yaml;

namespace Akash.Sdl;

/// <summary>From the bytes of a file to group specs, manifest and version hash.</summary>
public static class SdlCompiler
{
    static readonly NetworkVerdict NotAsked = new(null, null, null);

    /// <summary>Reads, checks and compiles; whatever the bytes are, the answer is a result with diagnostics, never an exception.</summary>
    public static SdlResult Compile(SdlSource source, SdlFlavor flavor = SdlFlavor.Go)
    {
        if (source.Utf8.Length > MaxBytes) return TooLarge(source.FileName, flavor, source.Utf8.Length);

        var (rules, findings) = (FlavorRules.Of(flavor), new Findings());
        var result = new SdlResult(source, flavor, false, NotAsked, null, []);
        try
        {
            if (Read(source, rules, findings) is { } model) result = Compile(result, model, rules, findings);
        }
        catch (TooManyProblemsException)
        {
            // Those that were found are told; the file is refused.
        }

        return result with
        {
            Network = findings.Concealment.In(result.Network),
            Accepted = !findings.Refused,
            Compiled = findings.Refused ? null : result.Compiled,
            Diagnostics = findings.ToImmutable(),
            Concealment = findings.Concealment,
        };
    }

    /// <summary>The result for a file that cannot be opened.</summary>
    /// <param name="reason">What the system says.</param>
    public static SdlResult Unreadable(string fileName, SdlFlavor flavor, string reason)
    {
        var findings = new Findings();
        findings.Refuse(Rules.Unreadable, new Spot(null, DocPath.Root), $"the file cannot be read: {reason}", "check the path and its permissions");
        return new SdlResult(new SdlSource(fileName, default), flavor, false, NotAsked, null, findings.ToImmutable());
    }

    /// <summary>The longest file that is read, in bytes. Real files are some kilobytes; what is larger is a mistake or an attack.</summary>
    public const int MaxBytes = 128 << 10;

    /// <summary>The result for a file that is longer than <see cref="MaxBytes"/>, so that nobody needs to load it.</summary>
    public static SdlResult TooLarge(string fileName, SdlFlavor flavor, long length)
    {
        var findings = new Findings();
        findings.Refuse(Rules.TooLarge, new Spot(null, DocPath.Root), $"the file has {length} bytes, {MaxBytes} are read", "leave out what is not SDL");
        return new SdlResult(new SdlSource(fileName, default), flavor, false, NotAsked, null, findings.ToImmutable());
    }

    static SdlModel? Read(SdlSource source, FlavorRules rules, Findings findings)
    {
        var root = SourceReader.Read(source, rules, findings);
        if (findings.Refused) return null;
        try
        {
            return SdlReader.Read(root, rules, findings);
        }
        catch (YamlSyntaxException e)
        {
            // Thrown while values are read: aliases that expand without end.
            var spot = new Spot(new YamlScalar(new TextRange(0, 0, e.Span), null, null, "", ScalarForm.Plain), DocPath.Root);
            findings.Refuse(Rules.Aliasing, spot, e.Message, "write the values out");
            return null;
        }
    }

    static SdlResult Compile(SdlResult result, SdlModel model, FlavorRules rules, Findings findings)
    {
        var uses = Use.In(model, rules);
        SemanticChecks.Check(model, uses, rules, findings);

        var groups = GroupBuilder.Build(model, uses, rules);
        var manifest = ManifestJson.Write(groups, rules);
        return result with
        {
            Model = model,
            Plan = groups,
            Network = NetworkRules.Check(model, groups, manifest, rules, findings),
            Compiled = new CompiledSdl(
                model.Version, new(() => GroupSpecs.From(groups)), new(() => GroupsJson.Write(groups)), new(() => ManifestOf(groups)), manifest.Json,
                [.. NetworkRules.Hash(manifest.Json)], model.Reclamation?.MinWindow),
        };
    }

    static Manifest ManifestOf(IReadOnlyList<GroupPlan> groups) => new(
    [
        .. groups.Select(group => new ManifestGroup(group.Name,
        [
            .. group.Services.Select(service => new ManifestService(service.Name, service.Model.Image.Value, (uint)Math.Min(service.Count, uint.MaxValue),
            [
                .. service.Expose.Select(expose => new ManifestExpose(
                    expose.Port, expose.ExternalPort, expose.Proto, expose.Global, [.. (expose.Source.Accept?.Items ?? []).Select(host => host.Value)])),
            ])),
        ])),
    ]);
}
