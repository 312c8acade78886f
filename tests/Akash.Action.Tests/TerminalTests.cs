using System.Text.Json.Nodes;
using Akash.Action.CommandLine;

namespace Akash.Action.Tests;

public sealed class TerminalTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("akash-terminal").FullName;
    readonly StringWriter output = new();
    readonly StringWriter errors = new();

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public async Task Json_stands_alone_on_stdout()
    {
        File.WriteAllText(Path.Combine(folder, "index.html"), "<h1>hello</h1>");

        (await RunAsync("inspect", folder, "--format", "json")).Should().Be(0);

        JsonNode.Parse(output.ToString())!["application"]!["ecosystem"]!.GetValue<string>().Should().NotBeEmpty();
    }

    [Fact]
    public async Task Bad_input_ends_with_2_and_is_a_result_in_json_too()
    {
        (await RunAsync("close", "--dseq", "12x", "--format", "json")).Should().Be(2);

        JsonNode.Parse(output.ToString())!["reasonCode"]!.GetValue<string>().Should().Be("input-invalid");
        errors.ToString().Should().Contain("error: dseq: '12x'").And.Contain("AKASH_MNEMONIC");
    }

    [Theory]
    [InlineData("deplyo")]
    [InlineData("deploy", "--nonsense")]
    [InlineData("inspect", "--format", "xml")]
    public async Task A_command_line_that_means_nothing_ends_with_2(params string[] arguments)
    {
        (await RunAsync(arguments)).Should().Be(2);

        output.ToString().Should().BeEmpty();
        errors.ToString().Should().Contain("error: ");
    }

    [Fact]
    public async Task Options_of_several_lines_may_be_given_several_times()
    {
        File.WriteAllText(Path.Combine(folder, "index.html"), "<h1>hello</h1>");

        (await RunAsync("generate", "--env", "A=1", "--env", "B=2", "--count", "2")).Should().Be(0, errors.ToString());

        File.ReadAllText(Path.Combine(folder, "deploy.yaml")).Should().Contain("    env:\n      - A=1\n      - B=2\n").And.Contain("count: 2\n");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("deploy", "--help")]
    public async Task Help_is_there_for_every_verb(params string[] arguments)
    {
        (await RunAsync(arguments)).Should().Be(0);

        output.ToString().Should().Contain("--format").And.Contain("--network").And.NotContain("--mnemonic");
    }

    Task<int> RunAsync(params string[] arguments) =>
        new Terminal(new("akash-action", arguments, new Dictionary<string, string>(), folder, output, errors, TimeProvider.System), Parts.Real()).RunAsync(default);
}
