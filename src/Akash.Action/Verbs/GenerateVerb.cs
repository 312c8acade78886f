using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Akash.Action.Reports;
using Akash.Deploy;
using Akash.Inspect;

namespace Akash.Action.Verbs;

/// <summary>Writes the Dockerfile, .dockerignore and SDL that a deploy would use; what the repository brings itself stays as it is.</summary>
sealed class GenerateVerb(VerbContext context)
{
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var inspection = context.Inspect(cancellationToken);
        var generated = Generator.Generate(inspection, new(context.Settings.Image) { Resize = ApplicationFiles.Resize(context.Settings) });
        if (generated.Sdl is { } sdl) generated = generated with { Sdl = Encoding.UTF8.GetString(ApplicationFiles.Overlaid(new("deploy.yaml", Encoding.UTF8.GetBytes(sdl)), context.Settings).Utf8.Span) };
        var files = Files(generated).ToList();
        foreach (var file in files) context.Workspace.Write(Path.Combine(context.Settings.WorkingDirectory, file.Path), file.Content);

        var document = new GeneratedDocument(files, generated.Explanation, [.. generated.Missing.Select(InspectVerb.Line)]);
        List<string> lines =
        [
            .. files.Select(file => $"wrote {file.Path}"),
            .. files.Count == 0 && generated.Missing.IsEmpty ? ["nothing to write: the repository brings its own"] : Array.Empty<string>(),
            .. document.Explanation, .. document.Missing,
        ];
        context.Report.Show(
            string.Join('\n', lines), JsonSerializer.Serialize(document, GeneratedJson.Default.GeneratedDocument),
            Markdown.CodeBlock(lines) + string.Concat(files.Select(file => $"\n#### {Markdown.Escape(file.Path)}\n\n{Markdown.CodeBlock([file.Content.TrimEnd()])}")));

        return generated.Missing.IsEmpty
            ? Task.FromResult(0)
            : throw new VerbFailure(Reason.InputInvalid, string.Join('\n', document.Missing));
    }

    static IEnumerable<GeneratedFile> Files(GeneratedFiles generated)
    {
        if (generated.Dockerfile is { } dockerfile) yield return new("Dockerfile", dockerfile);
        if (generated.DockerIgnore is { } ignore) yield return new(".dockerignore", ignore);
        if (generated.Sdl is { } sdl) yield return new("deploy.yaml", sdl);
    }
}

/// <summary>The JSON of <c>generate --format json</c>.</summary>
sealed record GeneratedDocument(IReadOnlyList<GeneratedFile> Files, IReadOnlyList<string> Explanation, IReadOnlyList<string> Missing);

sealed record GeneratedFile(string Path, string Content);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(GeneratedDocument))]
sealed partial class GeneratedJson : JsonSerializerContext;
