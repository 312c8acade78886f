using System.Text.Json;
using System.Text.Json.Nodes;
using Akash.Sdl;
using Akash.Tests;

namespace Akash.Sdl.Tests.Fixtures;

/// <summary>One SDL of the shared fixtures with what both official tools answer.</summary>
sealed record FixtureCase(string Id, string InputPath, JsonNode Expected)
{
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>Paths below the fixtures folder, without <c>.yaml</c>.</summary>
    public static IEnumerable<string> Ids()
    {
        if (!SharedData.Has("fixtures/edge")) return [];
        var root = SharedData.Require("fixtures");
        return Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Where(path => ExpectedPath(path) is not null)
            .Select(path => Path.GetRelativePath(root, path)[..^".yaml".Length])
            .Order(StringComparer.Ordinal);
    }

    public static FixtureCase Load(string id)
    {
        var input = SharedData.Require($"fixtures/{id}.yaml");
        return new FixtureCase(id, input, JsonNode.Parse(File.ReadAllText(ExpectedPath(input)!), documentOptions: Deep)!);
    }

    public SdlSource Source => new(Id, File.ReadAllBytes(InputPath));

    /// <summary>The input alone.</summary>
    public static SdlSource SourceOf(string id) => new(id, File.ReadAllBytes(SharedData.Require($"fixtures/{id}.yaml")));

    public JsonNode Ts => Expected["ts"]!;

    public JsonNode Of(SdlFlavor flavor) => Expected[flavor is SdlFlavor.Go ? "go" : "ts"]!;

    public bool IsAccepted(SdlFlavor flavor) => Of(flavor)["status"]!.GetValue<string>() == "valid";

    /// <summary>A field of the flavor's answer; where Go answers as TypeScript does, the file holds it once.</summary>
    public JsonNode? Answer(SdlFlavor flavor, string field) => Of(flavor)[field] ?? (flavor is SdlFlavor.Go ? Ts[field] : null);

    static string? ExpectedPath(string input)
    {
        var beside = input[..^".yaml".Length] + ".expected.json";
        var folder = Path.Combine(Path.GetDirectoryName(input)!, "expected.json");
        return File.Exists(beside) ? beside : File.Exists(folder) ? folder : null;
    }
}
