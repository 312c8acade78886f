using System.Text;
using Akash.Action.Reports;
using Akash.Inspect;

namespace Akash.Action.Verbs;

/// <summary>Says what a repository is and needs.</summary>
sealed class InspectVerb(VerbContext context)
{
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var inspection = context.Inspect(cancellationToken);
        var lines = Lines(inspection).ToList();
        context.Report.Show(string.Join('\n', lines), InspectionJson.Write(inspection), $"### {Markdown.Escape(inspection.Name)}\n\n{Markdown.CodeBlock(lines)}");
        return Task.FromResult(0);
    }

    public static IEnumerable<string> Lines(Inspection inspection)
    {
        yield return $"name            {inspection.Name}";
        if (inspection.SdlPath is { } sdl) yield return $"SDL             {sdl}";
        if (inspection.Dockerfile is { } dockerfile) yield return $"Dockerfile      {dockerfile.Path}";
        if (inspection.Application is { } application)
        {
            yield return $"application     {application.Ecosystem}, {application.Kind.ToString().ToLowerInvariant()}";
            if (application.Framework is { } framework) yield return $"framework       {framework}";
            if (application.Runtime is { } runtime) yield return $"runtime         {runtime}";
            if (application.PackageManager is { } manager) yield return $"package manager {manager}";
            if (application.Build is { } build) yield return $"build           {build}";
            if (application.Start is { } start) yield return $"start           {start}";
            if (application.StaticDirectory is { } directory) yield return $"served folder   {directory}";
        }

        if (inspection.Port is { } port) yield return $"port            {port}";
        if (inspection.HealthPath is { } path) yield return $"health path     {path}";
        if (inspection.Ai is { } ai)
        {
            yield return $"engine          {ai.Engine}";
            if (ai.Model is { } model) yield return $"model           {model}";
            foreach (var line in ai.Need.Reasoning) yield return $"                {line}";
        }

        foreach (var note in inspection.Notes) yield return Line(note);
    }

    public static string Line(Note note)
    {
        var line = new StringBuilder(note.Code).Append(' ').Append(note.Message);
        if (note.Evidence is { } evidence) line.Append(" (").Append(evidence).Append(')');
        return line.Append(": ").Append(note.Advice).ToString();
    }
}
