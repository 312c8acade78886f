using System.Text;
using System.Text.Json.Nodes;
using Akash.Sdl;
using Akash.Sdl.Tests.Fixtures;

namespace Akash.Sdl.Tests.Writing;

/// <summary>An edit of any real file changes what it was asked to change, and neither the meaning nor the bytes of anything else.</summary>
public class SdlEditPropertyTests
{
    static readonly Dictionary<string, Edit> Edits = new()
    {
        ["env"] = new((source, service) => SdlEdit.SetEnv(source, service, "ADDED", "a: \"b\" # c"), service => SetEnv(service, "ADDED", "ADDED=a: \"b\" # c")),
        ["cpu"] = new((source, service) => SdlEdit.SetCpu(source, service, "1750m"), service => service["resources"]!["cpu"]!["units"]!["val"] = "1750"),
        ["memory"] = new((source, service) => SdlEdit.SetMemory(source, service, "3Gi"), service => service["resources"]!["memory"]!["size"]!["val"] = $"{3L << 30}"),
        ["storage"] = new((source, service) => SdlEdit.SetStorage(source, service, "7Gi"), service => RootVolume(service)["size"]!["val"] = $"{7L << 30}"),
        ["gpu"] = new((source, service) => SdlEdit.SetGpu(source, service, new(3, [new("h100")])), SetGpu, Lines: 50),
        ["count"] = new((source, service) => SdlEdit.SetCount(source, service, 7), service => service["count"] = 7),
    };

    public static TheoryData<string, SdlFlavor> Cases() => new(Edits.Keys.SelectMany(edit => new[] { (edit, SdlFlavor.Go), (edit, SdlFlavor.Ts) }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_edit_changes_its_value_and_nothing_else(string name, SdlFlavor flavor)
    {
        var (edited, refused) = (0, 0);
        foreach (var id in FixtureCase.Ids())
        {
            var source = FixtureCase.SourceOf(id);
            if (SdlCompiler.Compile(source, flavor).Compiled is not { } before) continue;
            foreach (var service in Services(before).Select(pair => pair.Name).Distinct())
            {
                try
                {
                    Check(source, before, service, Edits[name], flavor, id);
                    edited++;
                }
                catch (SdlEditException)
                {
                    refused++;
                }
            }
        }

        if (edited + refused == 0) Assert.Skip("there are no fixtures");
        refused.Should().BeLessThan(edited / 4, "most files can be edited");
    }

    static void Check(SdlSource source, CompiledSdl before, string service, Edit edit, SdlFlavor flavor, string id)
    {
        var after = edit.Apply(source, service);

        // What the network allows together may be too much now; that is the file's answer, not the edit's.
        var result = SdlCompiler.Compile(after, flavor);
        if (result.Diagnostics.Any(diagnostic => diagnostic.Code.StartsWith("SDL07", StringComparison.Ordinal))) return;
        var compiled = result.Compiled;
        compiled.Should().NotBeNull("{0} of {1} is a file still:\n{2}", service, id, Encoding.UTF8.GetString(after.Utf8.Span));
        var expected = Services(before);
        foreach (var (name, _, node) in expected.Where(pair => pair.Name == service)) edit.Expect(node);
        Described(Services(compiled!)).Should().Equal(Described(expected), "{0} of {1}:\n{2}", service, id, Encoding.UTF8.GetString(after.Utf8.Span));

        // Of what was there, one value at most is gone in each placement.
        Lost(Lines(source), Lines(after)).Should().BeLessThanOrEqualTo(edit.Lines * expected.Count(pair => pair.Name == service), "{0} of {1}:\n{2}", service, id, Encoding.UTF8.GetString(after.Utf8.Span));
    }

    /// <summary>How many lines of the one text are not in the other, in their order.</summary>
    static int Lost(ReadOnlySpan<string> old, ReadOnlySpan<string> @new)
    {
        var same = old.CommonPrefixLength(@new);
        old = old[same..];
        @new = @new[same..];
        while (old is [.., var left] && @new is [.., var right] && left == right)
        {
            old = old[..^1];
            @new = @new[..^1];
        }

        var kept = new int[old.Length + 1, @new.Length + 1];
        for (var i = 0; i < old.Length; i++)
            for (var j = 0; j < @new.Length; j++)
                kept[i + 1, j + 1] = old[i] == @new[j] ? kept[i, j] + 1 : Math.Max(kept[i, j + 1], kept[i + 1, j]);
        return old.Length - kept[old.Length, @new.Length];
    }

    static string[] Lines(SdlSource source) => Encoding.UTF8.GetString(source.Utf8.Span).Split('\n');

    static IEnumerable<string> Described(IEnumerable<(string Name, string Group, JsonNode Node)> services) =>
        services.Select(service => $"{service.Group}/{service.Node.ToJsonString()}").Order(StringComparer.Ordinal);

    /// <summary>Without the resources' numbers, which count through what a profile holds, and volumes by name, since one flavor sorts them by size.</summary>
    static List<(string Name, string Group, JsonNode Node)> Services(CompiledSdl compiled)
    {
        List<(string, string, JsonNode)> services = [];
        foreach (var group in JsonNode.Parse(compiled.ManifestJson)!.AsArray())
        {
            foreach (var service in group!["services"]!.AsArray())
            {
                (service!["resources"] as JsonObject)?.Remove("id");
                service["resources"]!["storage"] = new JsonArray([.. service["resources"]!["storage"]!.AsArray().Select(volume => volume!.DeepClone()).OrderBy(volume => volume["name"]!.GetValue<string>(), StringComparer.Ordinal)]);
                services.Add((service["name"]!.GetValue<string>(), group["name"]!.GetValue<string>(), service));
            }
        }

        return services;
    }

    static JsonNode RootVolume(JsonNode service) => service["resources"]!["storage"]!.AsArray()
        .Single(volume => volume!["attributes"]?.AsArray().Any(attribute => (attribute!["key"]!.GetValue<string>(), attribute["value"]!.GetValue<string>()) is ("persistent", not "false") or ("class", "ram")) is not true)!;

    static void SetGpu(JsonNode service) =>
        service["resources"]!["gpu"] = JsonNode.Parse("""{"attributes":[{"key":"vendor/nvidia/model/h100","value":"true"}],"units":{"val":"3"}}""");

    static void SetEnv(JsonNode service, string name, string item)
    {
        if (service["env"] is not JsonArray env) service["env"] = env = [];
        var at = env.Select(entry => entry!.GetValue<string>()).ToList().FindLastIndex(entry => entry == name || entry.StartsWith(name + "=", StringComparison.Ordinal));
        if (at >= 0) env[at] = item;
        else env.Add(item);
    }

    /// <param name="Lines">That the replaced value may stand on.</param>
    sealed record Edit(Func<SdlSource, string, SdlSource> Apply, Action<JsonNode> Expect, int Lines = 1);
}
