using Akash.Action.Inputs;
using Akash.Action.Reports;
using Akash.Deploy;
using Akash.Tests;
using YamlDotNet.RepresentationModel;

namespace Akash.Action.Tests.Inputs;

public class InputCatalogTests
{
    static readonly YamlMappingNode Metadata = ReadMetadata();
    static readonly string Reference = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "docs", "reference.md"));

    [Fact]
    public void Action_yml_declares_the_inputs_that_are_read()
    {
        var declared = ((YamlMappingNode)Metadata["inputs"]).Children
            .Select(pair => (pair.Key.ToString(), Text(pair.Value, "description"), Text(pair.Value, "default")));

        declared.Should().Equal(InputCatalog.All.Select(input => (input.Name, (string?)input.Description, input.Default)));
    }

    [Fact]
    public void Action_yml_declares_the_outputs_that_are_written()
    {
        var declared = ((YamlMappingNode)Metadata["outputs"]).Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Text(pair.Value, "description")!));

        declared.Should().Equal(Outputs.All);
    }

    [Fact]
    public void Action_yml_starts_the_binary_under_its_two_names_without_arguments()
    {
        var runs = (YamlMappingNode)Metadata["runs"];

        runs["entrypoint"].ToString().Should().Be("/akash-action");
        runs["post-entrypoint"].ToString().Should().Be("/akash-action-post");
        runs["image"].ToString().Should().MatchRegex("^docker://ghcr\\.io/[a-z/-]+@sha256:[0-9a-f]{64}$");
        runs.Children.Keys.Select(key => key.ToString()).Should().NotContain("args");
    }

    [Fact]
    public void Reference_has_every_input_with_its_default()
    {
        foreach (var input in InputCatalog.All)
            Reference.Should().Contain($"| `{input.Name}` | {(input.Default is { } value ? $"`{value}`" : "–")} | {input.Description.Replace("<", "&lt;")} |");
    }

    [Fact]
    public void Reference_has_every_output_and_reason_code()
    {
        foreach (var (name, _) in Outputs.All) Reference.Should().Contain($"| `{name}` |");
        foreach (var reason in Enum.GetValues<Reason>()) Reference.Should().Contain($"| `{reason.Code()}` |");
    }

    static YamlMappingNode ReadMetadata()
    {
        using var reader = File.OpenText(Path.Combine(SharedData.RepositoryRoot(), "action.yml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    static string? Text(YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(key, out var value) ? value.ToString() : null;
}
