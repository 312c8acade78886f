using Akash.Sdl.Tests.Fixtures;
using Akash.Tests;
using NJsonSchema;

namespace Akash.Sdl.Tests.Schema;

/// <summary>The published schema, as an editor uses it.</summary>
public class SdlSchemaTests
{
    static readonly Task<JsonSchema> Published = JsonSchema.FromFileAsync(Path.Combine(SharedData.RepositoryRoot(), "docs", "akash-sdl.schema.json"));

    [Fact]
    public async Task Schema_takes_the_plain_example()
    {
        (await Problems(Examples.Source(Examples.Minimal))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("image: nginx:1.25.3", "imagee: nginx:1.25.3")]
    [InlineData("version: \"2.0\"", "version: \"3.0\"")]
    [InlineData("port: 80", "port: http")]
    [InlineData("port: 80", "port: 800000")]
    [InlineData("global: true", "global: \"yes\"")]
    [InlineData("to:\n          - global: true", "to:\n          global: true")]
    [InlineData("as: 80", "as: 80\n        proto: http")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      FOO: bar")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    args: --verbose")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    ports: [\"80:80\"]")]
    [InlineData("size: 512Mi", "size: 512MB")]
    [InlineData("size: 512Mi", "size: 512")]
    [InlineData("units: 0.1", "units: 0")]
    [InlineData("units: 0.1", "units: 100M")]
    [InlineData("count: 1", "count: 0")]
    [InlineData("count: 1", "count: one")]
    [InlineData("denom: uact", "denom: usd")]
    [InlineData("amount: 1000", "amount: 1,000")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - {name: data, size: 1Gi, attributes: {persistent: true, class: ssd}}")]
    [InlineData("memory:\n          size: 512Mi", "gpu: {units: 1, attributes: {vendor: {amd: }}}\n        memory:\n          size: 512Mi")]
    [InlineData("  web:\n    image", "  Web:\n    image")]
    [InlineData("deployment:", "deployments:")]
    public async Task Schema_refuses_a_structural_slip(string from, string to)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n");
        text.Should().Contain(from);

        (await Problems(Examples.Source(text.Replace(from, to, StringComparison.Ordinal)))).Should().NotBeEmpty();
    }

    public static TheoryData<string> PlainFiles() => new(FixtureCase.Ids().Where(id => IsPlain(FixtureCase.Load(id))));

    [Theory]
    [MemberData(nameof(PlainFiles), DisableDiscoveryEnumeration = true)]
    public async Task Schema_takes_plain_files(string id)
    {
        (await Problems(FixtureCase.Load(id).Source)).Should().BeEmpty();
    }

    public static TheoryData<string> OddFiles() => new(FixtureCase.Ids().Where(id => IsOdd(FixtureCase.Load(id))));

    /// <summary>Where the official schema finds something, an editor shall underline something too.</summary>
    [Theory]
    [MemberData(nameof(OddFiles), DisableDiscoveryEnumeration = true)]
    public async Task Schema_refuses_what_the_official_schema_refuses(string id)
    {
        (await Problems(FixtureCase.Load(id).Source)).Should().NotBeEmpty();
    }

    /// <summary>Real files that the official schema takes, and hand-made ones that both tools read alike: the others spell numbers oddly.</summary>
    static bool IsPlain(FixtureCase fixture) =>
        fixture.IsAccepted(SdlFlavor.Go) && fixture.Of(SdlFlavor.Go)["schemaValid"]?.GetValue<bool>() is true
        && (!fixture.Id.StartsWith("edge/", StringComparison.Ordinal) || (fixture.IsAccepted(SdlFlavor.Ts) && $"{fixture.Answer(SdlFlavor.Go, "version")}" == $"{fixture.Ts["version"]}"));

    static bool IsOdd(FixtureCase fixture) =>
        fixture.Ts["status"]!.GetValue<string>() == "invalid" && fixture.Of(SdlFlavor.Go)["schemaValid"]?.GetValue<bool>() is false
        && !IsAliasBomb(fixture.Source) && SdlCompiler.Compile(fixture.Source, SdlFlavor.Ts).Diagnostics.Any(diagnostic => !BetweenKeys.Contains(diagnostic.Code));

    /// <summary>As JSON it would fill the memory.</summary>
    static bool IsAliasBomb(SdlSource source) => source.Utf8.Span.Count((byte)'*') > 10;

    /// <summary>What one key says of another, and what only the chain refuses, is left to <c>sdl validate</c>.</summary>
    static readonly string[] BetweenKeys = ["SDL0308", "SDL0402", "SDL0406", "SDL0505", "SDL0506", "SDL0307", "SDL0509", "SDL0523", "SDL0710"];

    static async Task<IEnumerable<string>> Problems(SdlSource source)
    {
        var schema = await Published;
        return schema.Validate(YamlJson.Of(source)).Select(problem => $"{problem.Path}: {problem.Kind}");
    }
}
