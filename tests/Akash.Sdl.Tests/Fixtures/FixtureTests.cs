using System.Text.Json.Nodes;
using Akash.Sdl;
using Google.Protobuf;

namespace Akash.Sdl.Tests.Fixtures;

/// <summary>Agreement with both official tools and with the network on every shared fixture.</summary>
public class FixtureTests
{
    public static TheoryData<string, SdlFlavor> Cases()
    {
        var cases = new TheoryData<string, SdlFlavor>();
        foreach (var id in FixtureCase.Ids())
        {
            cases.Add(id, SdlFlavor.Go);
            cases.Add(id, SdlFlavor.Ts);
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Compiler_agrees_with_the_official_tool(string id, SdlFlavor flavor)
    {
        var expected = FixtureCase.Load(id);

        var result = SdlCompiler.Compile(expected.Source, flavor);

        result.Accepted.Should().Be(expected.IsAccepted(flavor), "of {0}: {1}", expected.Of(flavor)["error"] ?? expected.Of(flavor)["errors"], string.Join("; ", result.Diagnostics.Select(d => $"{d.Code} {d.Path} {d.Message}")));
        if (!result.Accepted)
        {
            result.Diagnostics.Should().Contain(diagnostic => diagnostic.Severity == Severity.Error);
            return;
        }

        var compiled = result.Compiled!;
        compiled.ManifestJson.Should().Be(expected.Answer(flavor, "manifestSortedJson")!.GetValue<string>());
        Convert.ToHexStringLower(compiled.Hash.AsSpan()).Should().Be(expected.Of(flavor)["version"]!.GetValue<string>());
        Groups(compiled.GroupsJson).Should().Be(Groups(expected.Answer(flavor, "groups")!.ToJsonString()));
        compiled.Groups.Select(group => Convert.ToBase64String(group.ToByteArray())).Should()
            .Equal(expected.Answer(flavor, "groupSpecsProtobufBase64")?.AsArray().Select(node => node!.GetValue<string>()) ?? []);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Network_verdict_is_what_chain_and_provider_say(string id, SdlFlavor flavor)
    {
        var expected = FixtureCase.Load(id);
        if (!expected.IsAccepted(flavor)) return;

        var result = SdlCompiler.Compile(expected.Source, flavor);

        var check = flavor is SdlFlavor.Ts ? expected.Ts["networkCheck"] : null;
        var said = string.Join("; ", result.Diagnostics.Select(d => $"{d.Code} {d.Path} {d.Message}"));
        (result.Network.ChainGroups is null).Should().Be(check is null || check["chainGroups"]!.GetValue<string>() == "ok", said);
        (result.Network.ProviderManifest is null).Should().Be(check is null || check["providerManifest"]!.GetValue<string>() == "ok", said);
        (result.Network.ProviderHash is null).Should().Be(check is null || check["providerHash"]!.GetValue<string>() is "match" or "not computed", said);
    }

    /// <summary>Comparable text; the fixtures write empty lists of requirements as null and mark amounts that cannot be encoded.</summary>
    static string Groups(string json)
    {
        var groups = JsonNode.Parse(json)!.AsArray();
        foreach (var group in groups)
        {
            var signedBy = group!["requirements"]!["signed_by"]!;
            foreach (var list in (string[])["all_of", "any_of"])
            {
                if (signedBy[list] is JsonArray { Count: 0 }) signedBy[list] = null;
            }

            foreach (var unit in group["resources"]!.AsArray())
            {
                var amount = unit!["price"]!["amount"]!.GetValue<string>();
                if (amount.StartsWith("ERR:", StringComparison.Ordinal)) unit["price"]!["amount"] = amount[(amount.LastIndexOf(':') + 1)..];
            }
        }

        return groups.ToJsonString();
    }
}
