using YamlDotNet.RepresentationModel;

namespace Akash.Runner;

/// <summary>What an <c>action.yml</c> of a container action tells the runner.</summary>
/// <param name="Inputs">Name to default, in the order written; an empty default is an empty string.</param>
public sealed record ActionMetadata(
    string Image, string Entrypoint, string PostEntrypoint, IReadOnlyList<KeyValuePair<string, string>> Inputs, IReadOnlyList<string> Outputs)
{
    public static ActionMetadata Read(string path)
    {
        using var reader = File.OpenText(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var runs = (YamlMappingNode)root["runs"];

        return new ActionMetadata(
            Text(runs, "image"), Text(runs, "entrypoint"), Text(runs, "post-entrypoint"),
            [.. Entries(root, "inputs").Select(input => KeyValuePair.Create(input.Key, Text((YamlMappingNode)input.Value, "default")))],
            [.. Entries(root, "outputs").Select(output => output.Key)]);
    }

    static IEnumerable<KeyValuePair<string, YamlNode>> Entries(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(key, out var node) && node is YamlMappingNode mapping
            ? mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, child.Value))
            : [];

    static string Text(YamlMappingNode parent, string key) =>
        parent.Children.TryGetValue(key, out var node) ? ((YamlScalarNode)node).Value ?? "" : "";
}
