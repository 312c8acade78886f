using System.Text.Json;
using Akash.Tests;

namespace Akash.Inspect.Tests;

/// <summary>
/// The peers' examples of the ecosystems this first form knows: Node, Python, .NET and static files. Go, Rust, Java, PHP, Ruby,
/// Elixir and the others of the set come with their own folders.
/// </summary>
public sealed class DetectFixturesTests
{
    static readonly Dictionary<string, string> Known = new() { ["node"] = "node", ["python"] = "python", ["dotnet"] = "dotnet", ["staticfile"] = "static" };

    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        if (!SharedData.Has("fixtures/detect/index.json"))
        {
            data.Add("");
            return data;
        }
        foreach (var record in Records())
            if (record.GetProperty("expect").GetProperty("provider").GetString() is { } provider && Known.ContainsKey(provider))
                data.Add(record.GetProperty("id").GetString()!);
        return data;
    }

    static JsonElement[] Records()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(SharedData.Require("fixtures/detect/index.json")));
        return [.. index.RootElement.GetProperty("records").EnumerateArray().Select(record => record.Clone())];
    }

    /// <summary>Applications in folders of a workspace: said, not guessed.</summary>
    static readonly string[] NotYet = ["nixpacks__node-monorepo", "nixpacks__node-moon-monorepo", "nixpacks__nested"];

    /// <summary>The peer calls a web project a process because it starts it by its name.</summary>
    static readonly string[] WebAfterAll = ["nixpacks__fsharp-cli", "nixpacks__node-npm-v9", "nixpacks__node-pnpm-v8", "nixpacks__node-yarn-berry"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_peers_example_is_recognised(string id)
    {
        var folder = SharedData.Require("fixtures/detect/" + id);
        var expect = Records().Single(record => record.GetProperty("id").GetString() == id).GetProperty("expect");

        var inspection = Inspector.Inspect(folder);

        if (NotYet.Contains(id))
        {
            inspection.Notes.Should().ContainSingle(note => note.Code == "DET001");
            return;
        }
        var application = inspection.Application!;
        application.Ecosystem.Should().Be(Known[expect.GetProperty("provider").GetString()!]);
        application.Kind.Should().Be(Kind(id, expect.GetProperty("kind").GetString()!));
        if (expect.GetProperty("static_output_dir").GetString() is { } directory) application.StaticDirectory!.Value.Should().Be(directory);
        if (application.Kind is ApplicationKind.Static) application.Port!.Value.Should().Be(8080, "the peers serve files on 80 or 3000, our image without root on 8080");
        else if (expect.GetProperty("port_source").GetString() is { } source && !source.StartsWith("plan-variable", StringComparison.Ordinal)) application.Port!.Value.Should().Be(expect.GetProperty("port").GetInt32());
    }

    static ApplicationKind Kind(string id, string kind) => kind switch
    {
        "static" => ApplicationKind.Static,
        "process" when !WebAfterAll.Contains(id) => ApplicationKind.Worker,
        _ => ApplicationKind.Web,
    };
}
