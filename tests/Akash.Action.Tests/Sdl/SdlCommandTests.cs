using System.Text.Json.Nodes;
using Akash.Tests;

namespace Akash.Action.Tests.Sdl;

public sealed class SdlCommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("sdl-command").FullName;

    readonly Dictionary<string, string> _variables = [];

    public SdlCommandTests()
    {
        File.WriteAllText(Path.Combine(_folder, "good.yaml"), MinimalSdl.Text);
        File.WriteAllText(Path.Combine(_folder, "bad.yaml"), MinimalSdl.Text.Replace("512Mi", "512mi", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hash_prints_the_version_of_each_file()
    {
        var (code, output, _) = await Run("sdl", "hash", "good.yaml", "good.yaml");

        code.Should().Be(0);
        output.Should().Be($"{MinimalSdl.Hash}  good.yaml\n{MinimalSdl.Hash}  good.yaml\n");
    }

    [Fact]
    public async Task Validate_shows_the_place_and_the_fix_and_ends_with_2()
    {
        var (code, output, _) = await Run("sdl", "validate", "good.yaml", "bad.yaml");

        code.Should().Be(2);
        output.Should().Contain($"good.yaml: valid (go), version {MinimalSdl.Hash}").And.Contain("bad.yaml:17:17: error SDL0202").And.Contain("did you mean `512Mi`?");
    }

    [Fact]
    public async Task Json_alone_is_on_stdout_with_an_element_for_every_file()
    {
        var (code, output, _) = await Run("sdl", "validate", "good.yaml", "gone.yaml", "--flavor", "ts", "--format", "json");

        code.Should().Be(2);
        var elements = JsonNode.Parse(output)!.AsArray();
        elements.Select(element => element!["file"]!.GetValue<string>()).Should().Equal("good.yaml", "gone.yaml");
        elements[0]!["flavor"]!.GetValue<string>().Should().Be("ts");
        elements[1]!["diagnostics"]![0]!["code"]!.GetValue<string>().Should().Be("SDL0016");
    }

    [Theory]
    [InlineData("github", "::error file=bad.yaml,line=17,col=17,title=SDL0202::")]
    [InlineData("sarif", "\"ruleId\":\"SDL0202\",\"level\":\"error\"")]
    public async Task Validate_reports_in_the_words_of_other_tools(string report, string expected)
    {
        var (code, output, _) = await Run("sdl", "validate", "bad.yaml", "--report", report);

        code.Should().Be(2);
        output.Should().Contain(expected);
    }

    [Fact]
    public async Task Variables_are_put_in_when_asked_for_and_only_then()
    {
        File.WriteAllText(Path.Combine(_folder, "variables.yaml"), MinimalSdl.Text.Replace("1.25.3", "${TAG:-1.25.3}", StringComparison.Ordinal).Replace("count: 1", "count: ${COUNT}", StringComparison.Ordinal));

        (await Run("sdl", "hash", "variables.yaml")).Code.Should().Be(2);
        _variables["COUNT"] = "1";
        (await Run("sdl", "hash", "variables.yaml", "--substitute")).Output.Should().StartWith(MinimalSdl.Hash);
        (await Run("sdl", "diff", "variables.yaml", "good.yaml", "--substitute")).Output.Should().Be("nothing changed\n");
        _variables.Clear();
        (await Run("sdl", "validate", "variables.yaml", "--substitute")).Output.Should().Contain("variables.yaml:30:14: error SDL0017: the variable COUNT has no value");
    }

    [Fact]
    public async Task Diff_says_whether_a_running_deployment_can_take_the_change()
    {
        File.WriteAllText(Path.Combine(_folder, "new.yaml"), MinimalSdl.Text.Replace("1.25.3", "1.27.0", StringComparison.Ordinal));

        var (code, output, _) = await Run("sdl", "diff", "good.yaml", "new.yaml");

        code.Should().Be(0);
        output.Should().Be("~ services.web.image: nginx:1.25.3 -> nginx:1.27.0\ncan be applied to the running deployment\n");
    }

    [Fact]
    public async Task Format_rewrites_a_file_once_and_then_finds_nothing_to_do()
    {
        var path = Path.Combine(_folder, "good.yaml");
        File.WriteAllText(path, MinimalSdl.Text.Replace("      - port: 80\n        as: 80\n", "      - as: 80\n        port: 80   # http\n", StringComparison.Ordinal));

        (await Run("sdl", "format", "good.yaml", "--check")).Code.Should().Be(2);
        (await Run("sdl", "format", "good.yaml")).Output.Should().Be("good.yaml: formatted\n");
        (await Run("sdl", "format", "good.yaml", "--check")).Code.Should().Be(0);

        File.ReadAllText(path).Should().Contain("      - port: 80 # http\n        as: 80\n");
    }

    [Fact]
    public async Task Schema_prints_what_is_published_in_the_docs()
    {
        var (code, output, _) = await Run("sdl", "schema");

        code.Should().Be(0);
        output.Should().Be(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "docs", "akash-sdl.schema.json")), "`akash-action sdl schema > docs/akash-sdl.schema.json` brings it up to date");
    }

    async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings("akash-action", arguments, _variables, _folder, output, error, TimeProvider.System);
        var code = await Composition.RunAsync(surroundings);
        return (code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
