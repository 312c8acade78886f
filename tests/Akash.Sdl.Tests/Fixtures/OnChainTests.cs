using System.Text.Json.Nodes;
using Akash.Sdl;
using Akash.Tests;

namespace Akash.Sdl.Tests.Fixtures;

/// <summary>What a real node said to the groups that each flavor computes.</summary>
public class OnChainTests
{
    public static TheoryData<string, SdlFlavor, bool> Answers()
    {
        var answers = new TheoryData<string, SdlFlavor, bool>();
        if (!SharedData.Has("recordings/sdl-on-chain.json")) return answers;
        var recording = JsonNode.Parse(File.ReadAllText(SharedData.Require("recordings/sdl-on-chain.json")))!;
        foreach (var row in recording["cases"]!.AsArray())
        {
            foreach (var (name, flavor) in new[] { ("go", SdlFlavor.Go), ("ts", SdlFlavor.Ts) })
            {
                if (row![name] is { } answer) answers.Add(row["case"]!.GetValue<string>(), flavor, answer["accepted"]!.GetValue<bool>());
            }
        }

        return answers;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Answers))]
    public void What_the_node_refuses_is_an_error(string id, SdlFlavor flavor, bool takenByNode)
    {
        var path = $"fixtures/{id}.yaml";
        if (!SharedData.Has(path)) path = $"fixtures/{id}/input.yaml";

        var result = SdlCompiler.Compile(new SdlSource(id, File.ReadAllBytes(SharedData.Require(path))), flavor);

        result.Accepted.Should().BeTrue();
        var refused = result.Network.ChainGroups is not null || result.Diagnostics.Any(diagnostic => diagnostic is { Code: "SDL0710", Severity: Severity.Error });
        refused.Should().Be(!takenByNode, string.Join("; ", result.Diagnostics.Select(d => $"{d.Code} {d.Message}")));
    }
}
