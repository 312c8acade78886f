namespace Akash.Inspect.Tests;

public sealed class OtherEcosystemsTests
{
    const string WebProject = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net9.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    [Fact]
    public void A_web_project_is_published_and_run_by_its_assembly()
    {
        var inspection = Repository.Inspect(
            ("src/Shop/Shop.csproj", WebProject), ("src/Shop/Program.cs", "app.MapHealthChecks(\"/healthz\");"),
            ("tests/Shop.Tests/Shop.Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\..\\src\\Shop\\Shop.csproj\" /></ItemGroup></Project>"));

        var application = inspection.Application!;
        application.Runtime.Should().Be(new Found<string>("9.0", "the target framework", new("src/Shop/Shop.csproj", 3)));
        application.Start!.Value.Should().Be("dotnet Shop.dll");
        application.HealthPath!.Value.Should().Be("/healthz");
        inspection.Port!.Value.Should().Be(8080);
        application.Dockerfile.Should().Contain("FROM mcr.microsoft.com/dotnet/sdk:9.0 AS build").And.Contain("USER 1654").And.Contain("ASPNETCORE_HTTP_PORTS=8080");
    }

    [Fact]
    public void Several_web_projects_are_named_and_the_first_is_taken()
    {
        var inspection = Repository.Inspect(("A/A.csproj", WebProject), ("B/B.csproj", WebProject));

        inspection.Application!.Start!.Value.Should().Be("dotnet A.dll");
        inspection.Notes.Should().ContainSingle(note => note.Code == "DET002").Which.Message.Should().Contain("A/A.csproj, B/B.csproj");
    }

    [Fact]
    public void A_library_is_nothing_to_run() =>
        Repository.Inspect(("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />")).Notes.Should().ContainSingle(note => note.Code == "DET001");

    [Fact]
    public void Plain_files_are_served_as_they_are()
    {
        var inspection = Repository.Inspect(("index.html", "<h1>hi</h1>"), ("style.css", ""));

        inspection.Application!.Kind.Should().Be(ApplicationKind.Static);
        inspection.Application.Dockerfile.Should().Contain("COPY . /usr/share/nginx/html").And.Contain("=404").And.NotContain("# syntax");
        inspection.Name.Should().Be("my-app-2");
    }

    [Fact]
    public void A_Dockerfile_of_its_own_beats_everything_and_names_the_port()
    {
        var inspection = Repository.Inspect(
            ("Dockerfile", "FROM node:22 AS build\nEXPOSE 9999\nFROM build\nEXPOSE 9229 3000/tcp 53/udp\n"),
            Repository.Package("""  "scripts": { "start": "node index.js" }"""));

        inspection.Dockerfile!.Port.Should().Be(new Found<int>(3000, "the Dockerfile exposes it", new("Dockerfile", 4)));
        inspection.Dockerfile.BaseImages.Should().Equal("node:22");
        Generator.Generate(inspection).Dockerfile.Should().BeNull();
    }

    [Fact]
    public void A_Dockerfile_without_a_port_says_what_to_add()
    {
        var inspection = Repository.Inspect(("Dockerfile", "FROM scratch\n"));

        var generated = Generator.Generate(inspection);

        generated.Sdl.Should().BeNull();
        generated.Missing.Should().ContainSingle().Which.Advice.Should().Contain("EXPOSE");
    }

    [Fact]
    public void An_empty_repository_says_what_was_looked_for()
    {
        var inspection = Repository.Inspect(("README.md", ""));

        inspection.CanBuild.Should().BeFalse();
        inspection.Notes.Should().ContainSingle(note => note.Code == "DET001").Which.Message.Should().ContainAll("node", "python", "dotnet", "static");
    }

    [Fact]
    public void Links_out_of_the_repository_and_large_files_are_left_alone()
    {
        var root = Directory.CreateTempSubdirectory("inspect-");
        try
        {
            var outside = Path.Combine(root.FullName, "secret.txt");
            File.WriteAllText(outside, "secret");
            var repository = root.CreateSubdirectory("repository");
            File.CreateSymbolicLink(Path.Combine(repository.FullName, "Procfile"), outside);
            Directory.CreateSymbolicLink(Path.Combine(repository.FullName, "loop"), repository.FullName);
            File.WriteAllText(Path.Combine(repository.FullName, "index.html"), new string('x', RepositorySnapshot.LargestText + 1));

            var snapshot = RepositorySnapshot.OfDirectory(repository.FullName);

            snapshot.Paths.Should().Equal("index.html");
            snapshot.Read("index.html").Should().BeNull();
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
