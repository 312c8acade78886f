using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Akash.Inspect;

/// <summary>ASP.NET projects (spec/detection.md section 3.8).</summary>
sealed partial class DotNetEcosystem : IEcosystem
{
    const int DefaultPort = 8080;
    const int MostSources = 500;

    public string Id => "dotnet";

    public Detection? Detect(RepositorySnapshot repository)
    {
        var projects = repository.Paths
            .Where(path => Path.GetExtension(path) is ".csproj" or ".fsproj" or ".vbproj")
            .Select(repository.Read).OfType<RepositoryText>()
            .Select(Project.Parse).OfType<Project>()
            .ToArray();
        var web = projects.Where(project => project.IsWeb).ToArray();
        var referenced = projects.SelectMany(project => project.References).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var startable = web.Where(project => !referenced.Contains(Path.GetFileName(project.Text.Path))).ToArray();
        return (startable, web) switch
        {
            ([var only], _) => Describe(repository, only),
            ([], [var only]) => Describe(repository, only),
            ([_, _, ..], _) => Describe(repository, startable[0], Ambiguous(startable)),
            _ => null,
        };
    }

    static Note Ambiguous(Project[] projects) => new(
        "DET002", $"several web projects could be started: {string.Join(", ", projects.Select(project => project.Text.Path))}; the first is taken",
        "point working-directory at the folder of one of them, or add a Dockerfile", new(projects[1].Text.Path));

    static Detection Describe(RepositorySnapshot repository, Project project, params IReadOnlyList<Note> notes)
    {
        var folder = Path.GetDirectoryName(project.Text.Path)!.Replace('\\', '/');
        var sources = repository.Paths
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal) && Path.GetExtension(path) is ".cs" or ".fs" or ".vb")
            .Take(MostSources).Select(repository.Read).OfType<RepositoryText>().ToArray();
        var port = SourceScan.Port(sources) ?? new Found<int>(DefaultPort, "what the ASP.NET images listen on");
        return new(Score.Framework, new()
        {
            Ecosystem = "dotnet",
            Kind = ApplicationKind.Web,
            Framework = new("aspnetcore", "a web project", project.Text.At("Microsoft.NET.Sdk.Web")),
            Runtime = project.Version,
            Build = new($"dotnet publish {project.Text.Path}", "the web project", new(project.Text.Path)),
            Start = new($"dotnet {project.Assembly}.dll", "the project's assembly", new(project.Text.Path)),
            Port = port,
            HealthPath = HealthChecks(sources) ?? SourceScan.HealthPath(sources) ?? new("/", "the default"),
            Resources = new(500, 512, 1024, "an ASP.NET server"),
            DockerIgnore = ["**/bin", "**/obj"],
            Dockerfile = Dockerfile(project, port.Value),
        }, notes);
    }

    static string Dockerfile(Project project, int port) => DockerfileText.Join(
    [
        $"FROM mcr.microsoft.com/dotnet/sdk:{project.Version.Value} AS build",
        "WORKDIR /src",
        "COPY . .",
        $"RUN dotnet publish \"{project.Text.Path}\" --configuration Release --output /out /p:UseAppHost=false",
        "",
        $"FROM mcr.microsoft.com/dotnet/aspnet:{project.Version.Value}",
        Major(project) >= 8 ? $"ENV ASPNETCORE_HTTP_PORTS={port} PORT={port}" : $"ENV ASPNETCORE_URLS=http://+:{port} PORT={port}",
        "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true",
        "WORKDIR /app",
        "COPY --from=build /out ./",
        "USER 1654",
        $"EXPOSE {port}",
        $"CMD [\"dotnet\", {StartCommand.Quote(project.Assembly + ".dll")}]",
    ]);

    static int Major(Project project) => int.Parse(project.Version.Value.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture);

    static Found<string>? HealthChecks(IEnumerable<RepositoryText> sources)
    {
        foreach (var source in sources)
            if (MapHealthChecks().Match(source.Text) is { Success: true } match) return new(match.Groups[1].Value, "MapHealthChecks", source.AtOffset(match.Index));
        return null;
    }

    [GeneratedRegex(@"MapHealthChecks\(\s*""(/[^""]*)""")]
    private static partial Regex MapHealthChecks();

    /// <param name="References">File names of the projects it refers to.</param>
    sealed partial record Project(RepositoryText Text, bool IsWeb, Found<string> Version, string Assembly, IReadOnlyList<string> References)
    {
        public static Project? Parse(RepositoryText text)
        {
            XElement root;
            try
            {
                root = XElement.Parse(text.Text);
            }
            catch (XmlException)
            {
                return null;
            }

            string? Property(string name) => root.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
            var sdk = (string?)root.Attribute("Sdk") ?? "";
            var test = Property("IsTestProject") == "true" || text.Text.Contains("Microsoft.NET.Test.Sdk", StringComparison.Ordinal);
            return new(
                text, sdk.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) && !test,
                TargetFramework(text, Property("TargetFramework") ?? Property("TargetFrameworks") ?? ""),
                Property("AssemblyName") ?? Path.GetFileNameWithoutExtension(text.Path),
                [
                    .. root.Descendants().Where(element => element.Name.LocalName == "ProjectReference")
                        .Select(element => ((string?)element.Attribute("Include") ?? "").Split('/', '\\')[^1]),
                ]);
        }

        /// <summary>The highest plain target; the newest release where none is written in the project itself.</summary>
        static Found<string> TargetFramework(RepositoryText text, string targets)
        {
            var versions = Target().Matches(targets).Select(match => match.Groups[1].Value)
                .OrderByDescending(version => double.Parse(version, NumberStyles.Float, CultureInfo.InvariantCulture))
                .ToArray();
            return versions is [var highest, ..] ? new(highest, "the target framework", text.At("<TargetFramework")) : new("10.0", "the default");
        }

        [GeneratedRegex(@"(?<![\w.])net(\d+\.\d)(?![\w.-])")]
        private static partial Regex Target();
    }
}
