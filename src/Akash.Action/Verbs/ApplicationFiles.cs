using System.Text;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Deploy;
using Akash.Inspect;
using Akash.Sdl;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Verbs;

/// <summary>What a deploy reads from the workspace, with what is generated where it brings nothing.</summary>
/// <param name="SdlIsFile">Whether it is a file of the workspace, which an annotation can point at.</param>
/// <param name="Generated">What the repository does not bring.</param>
sealed record ApplicationFiles(Inspection Inspection, SdlSource Sdl, bool SdlIsFile, GeneratedFiles Generated)
{
    /// <exception cref="VerbFailure">There is no SDL and none can be made.</exception>
    public static ApplicationFiles Read(VerbContext context, CancellationToken cancellationToken)
    {
        var (settings, baseDirectory, log) = (context.Settings, context.BaseDirectory, context.Log);
        var inspection = context.Inspect(cancellationToken);
        var generated = Generator.Generate(inspection, new() { Resize = Resize(settings) });
        var given = settings.Sdl is { } input ? FromInput(input, settings.WorkingDirectory, baseDirectory)
            : inspection.SdlPath is { } path ? FromFile(Path.Combine(settings.WorkingDirectory, path), baseDirectory)
            : null;
        if (given is not null) return new(inspection, Overlaid(given, settings), settings.Sdl?.Contains('\n') != true, generated);

        if (settings.Image is not null && inspection.Port is null && generated.Sdl is null)
            throw new VerbFailure(Reason.InputInvalid, "there is no deploy.yaml, and nothing tells which port the image listens on: add a deploy.yaml, or a Dockerfile with EXPOSE");
        if (generated.Sdl is not { } text)
            throw new VerbFailure(Reason.InputInvalid, string.Join('\n', generated.Missing.Select(InspectVerb.Line).DefaultIfEmpty("there is no deploy.yaml and none can be generated: add one")));
        var sdl = Overlaid(new("generated deploy.yaml", Encoding.UTF8.GetBytes(text)), settings);
        using (log.BeginGroup("Generated SDL"))
        {
            foreach (var line in generated.Explanation) log.LogInformation("{Line}", line);
            log.LogInformation("{Sdl}", Encoding.UTF8.GetString(sdl.Utf8.Span).TrimEnd());
        }

        return new(inspection, sdl, false, generated);
    }

    /// <summary>With the variables of the step, and with what the inputs set.</summary>
    public static SdlSource Overlaid(SdlSource source, Settings settings) => OverlaidSdl.Of(source with { Variables = settings.Variables }, settings.Overlays);

    /// <summary>What the inputs ask for is known before a price is set for it.</summary>
    public static Func<SdlResources, SdlResources> Resize(Settings settings) =>
        resources => settings.Overlays.Aggregate(resources, (sized, overlay) => overlay.Resize?.Invoke(sized) ?? sized);

    static SdlSource FromInput(string input, string workingDirectory, string baseDirectory)
    {
        if (input.Contains('\n')) return new("the sdl input", Encoding.UTF8.GetBytes(input));
        var candidates = new[] { Path.GetFullPath(input, baseDirectory), Path.GetFullPath(input, workingDirectory) };
        return candidates.FirstOrDefault(File.Exists) is { } path
            ? FromFile(path, baseDirectory)
            : throw new VerbFailure(Reason.InputInvalid, $"sdl: there is no file '{input}' in {baseDirectory}; give the path of a file in the repository, or the SDL itself");
    }

    static SdlSource FromFile(string path, string baseDirectory) => new(Path.GetRelativePath(baseDirectory, path), File.ReadAllBytes(path));
}
