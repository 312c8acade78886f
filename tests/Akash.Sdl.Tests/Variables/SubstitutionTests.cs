using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Akash.Sdl;
using Akash.Sdl.Tests.Fixtures;

namespace Akash.Sdl.Tests.Variables;

public class SubstitutionTests
{
    static readonly string Minimal = Examples.Minimal.ReplaceLineEndings("\n");

    [Fact]
    public void Values_are_put_in_wherever_a_value_stands()
    {
        var text = Minimal.Replace("nginx:1.25.3", "nginx:${TAG}\n    env:\n      - A=${TAG}-${NONE:-x}", StringComparison.Ordinal)
            .Replace("units: 0.1", "units: ${CPU}", StringComparison.Ordinal).Replace("count: 1", "count: ${COUNT:-3}", StringComparison.Ordinal)
            .Replace("size: 512Mi", "size: \"${SIZE}\"", StringComparison.Ordinal);

        var service = Service(Compile(text, ("TAG", "1.27"), ("CPU", "0.5"), ("SIZE", "1Gi")));

        service["image"]!.GetValue<string>().Should().Be("nginx:1.27");
        service["env"]!.AsArray().Select(item => item!.GetValue<string>()).Should().Equal("A=1.27-x");
        service["resources"]!["cpu"]!["units"]!["val"]!.GetValue<string>().Should().Be("500");
        service["count"]!.GetValue<int>().Should().Be(3);
    }

    [Theory]
    [InlineData("${X}", "value")]
    [InlineData("$${X}", "${X}")]
    [InlineData("$$${X}", "$${X}")]
    [InlineData("$X $$ $(X)", "$X $$ $(X)")]
    [InlineData("${X}${X}", "valuevalue")]
    [InlineData("${EMPTY:-}", "")]
    [InlineData("${EMPTY:-a:-b}", "a:-b")]
    [InlineData("$${a.b}", "${a.b}")]
    public void Dollar_signs_mean_what_the_documentation_says(string written, string expected)
    {
        Env($"\"K={written}\"", ("X", "value"), ("EMPTY", "")).Should().Be("K=" + expected);
    }

    [Fact]
    public void Variables_need_no_quotes_inside_braces()
    {
        var text = Minimal.Replace("cpu:\n          units: 0.1", "cpu: {units: ${CPU:-0.25}}", StringComparison.Ordinal);

        Service(Compile(text))["resources"]!["cpu"]!["units"]!["val"]!.GetValue<string>().Should().Be("250");
    }

    [Theory]
    [InlineData("plain: value")]
    [InlineData("quote\" end")]
    [InlineData("single ' end")]
    [InlineData("line\nfeed\n      - INJECTED=1")]
    [InlineData("# comment")]
    [InlineData("] } , [ {")]
    [InlineData("*alias &anchor !tag <<")]
    [InlineData("${OTHER} $${OTHER}")]
    [InlineData("\\n \\x41")]
    [InlineData("---\n...")]
    public void No_value_can_break_out_of_its_scalar(string value)
    {
        foreach (var form in (string[])["K=${X}", "'K=${X}'", "\"K=${X}\"", "|-\n        K=${X}", ">-\n        K=${X}"])
            Env(form, ("X", value)).Should().Be("K=" + value, "written as {0}", form);
        Compile(Minimal.Replace("    image: nginx:1.25.3", "    image: nginx\n    env: [${X}, 'a']", StringComparison.Ordinal), ("X", "K=" + value))
            .Compiled!.ManifestJson.Should().Contain("INJECTED", Exactly.Times(value.Contains("INJECTED") ? 1 : 0));
    }

    [Fact]
    public void Commands_and_arguments_are_the_containers()
    {
        const string Script = "echo ${UNSET} $${PID} ${A:?b} ${HOME}";
        var text = Minimal.Replace("nginx:1.25.3", $"nginx:1\n    command: [sh, -c]\n    args:\n      - '{Script}'", StringComparison.Ordinal);

        Service(Compile(text, ("HOME", "/root")))["args"]![0]!.GetValue<string>().Should().Be(Script);
    }

    [Fact]
    public void Comments_are_nobodys()
    {
        Compile("# needs ${NOTHING}\n" + Minimal.Replace("nginx:1.25.3", "nginx:1.25.3 # ${NOTHING} ${", StringComparison.Ordinal)).Valid.Should().BeTrue();
    }

    [Fact]
    public void All_missing_variables_are_told_where_they_stand()
    {
        var text = Minimal.Replace("nginx:1.25.3", "nginx:${A}-${B}\n    env:\n      - X=1\n      - \"Y=${EMPTY} ${bad-form}\"", StringComparison.Ordinal);

        var errors = Compile(text, ("A", "1"), ("EMPTY", "")).Diagnostics;

        errors.Select(error => (error.Code, error.Span.Start, error.Path)).Should().Equal(
            ("SDL0017", new SourcePosition(4, 23), "services.web.image"),
            ("SDL0017", new SourcePosition(7, 12), "services.web.env[1]"),
            ("SDL0018", new SourcePosition(7, 21), "services.web.env[1]"));
        errors[0].Message.Should().Be("the variable B has no value");
        errors[0].Hint.Should().ContainAll("`env:` of the step", "${B:-default}", "$${B}");
        errors[0].Span.End.Should().Be(new SourcePosition(4, 27));
    }

    [Fact]
    public void Problems_behind_a_variable_are_told_at_the_files_own_place()
    {
        var text = Minimal.Replace("nginx:1.25.3", "${IMAGE}", StringComparison.Ordinal).Replace("count: 1", "count: x", StringComparison.Ordinal);

        var error = Compile(text, ("IMAGE", "a/very/long/name/of/an/image:1")).Diagnostics.Should().ContainSingle().Which;

        (error.Span.Start.Line, error.Path).Should().Be((30, "deployment.web.dcloud.count"));
    }

    [Theory]
    [InlineData("    image: nginx:1.25.3", "    image: nginx:1.25.3\n    env:\n      - ${S}")]
    [InlineData("size: 512Mi", "size: ${S}")]
    [InlineData("version: \"2.0\"", "version: \"${S}\"")]
    [InlineData("denom: uact", "denom: ${S}")]
    [InlineData("profile: web", "profile: ${S}")]
    [InlineData("as: 80", "as: 80\n        accept: [\"${S}\"]")]
    [InlineData("as: 80", "as: 80\n        proto: ${S}")]
    public void No_message_shows_what_a_variable_brought(string from, string to)
    {
        const string Secret = "9 hunter2://secret";
        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
        {
            var source = Source(Minimal.Replace(from, to, StringComparison.Ordinal), ("S", Secret));

            var result = SdlLinter.Advise(SdlCompiler.Compile(source, flavor), MarketFacts.None, ImmutableHashSet<string>.Empty);

            result.Diagnostics.Should().NotBeEmpty();
            SdlText.Diagnostics(result).Should().NotContain("hunter2");
            string.Join(' ', result.Network.ChainGroups, result.Network.ProviderManifest, result.Network.ProviderHash).Should().NotContain("hunter2");
        }
    }

    [Fact]
    public void A_flood_of_values_ends_in_a_diagnostic()
    {
        var text = Minimal.Replace("nginx:1.25.3", "nginx\n    env:\n" + string.Concat(Enumerable.Repeat("      - A=${X}${X}${X}${X}\n", 10_000)), StringComparison.Ordinal);

        Compile(text, ("X", new string('x', 100_000))).Diagnostics.Should().Contain(error => error.Code == "SDL0015");
    }

    [Fact]
    public void Without_variables_the_text_is_text()
    {
        var text = Minimal.Replace("nginx:1.25.3", "nginx\n    env:\n      - A=${B}", StringComparison.Ordinal);

        Service(Examples.Compile(text))["env"]![0]!.GetValue<string>().Should().Be("A=${B}");
    }

    /// <summary>Real files have shell scripts in their commands; asking for variables must not change what they mean.</summary>
    [Fact]
    public void Real_files_mean_the_same_with_variables()
    {
        var asked = 0;
        foreach (var id in FixtureCase.Ids().Where(id => id.StartsWith("awesome/", StringComparison.Ordinal)))
        {
            var source = FixtureCase.SourceOf(id);
            if (!Encoding.UTF8.GetString(source.Utf8.Span).Contains("${", StringComparison.Ordinal)) continue;
            asked++;
            SdlCompiler.Compile(source with { Variables = ImmutableDictionary<string, string>.Empty }).Compiled?.ManifestJson
                .Should().Be(SdlCompiler.Compile(source).Compiled?.ManifestJson, id);
        }

        if (asked == 0) Assert.Skip("there are no fixtures");
    }

    [Fact]
    public void Outline_shows_images_with_their_values()
    {
        var source = Source("services:\n  web:\n    image: nginx:${TAG}\n", ("TAG", "1"));

        SdlOutline.Read(source).Services.Should().ContainSingle().Which.Image.Should().Be("nginx:1");
        SdlOutline.Read(source with { Variables = ImmutableDictionary<string, string>.Empty }).Services.Should().BeEmpty();
    }

    static string Env(string item, params (string Name, string Value)[] variables) =>
        Service(Compile(Minimal.Replace("nginx:1.25.3", $"nginx:1\n    env:\n      - {item}", StringComparison.Ordinal), variables))["env"]!.AsArray()
            .Should().ContainSingle().Which!.GetValue<string>();

    static SdlResult Compile(string text, params (string Name, string Value)[] variables) => SdlCompiler.Compile(Source(text, variables));

    static SdlSource Source(string text, params (string Name, string Value)[] variables) =>
        Examples.Source(text) with { Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Value) };

    static JsonNode Service(SdlResult result)
    {
        result.Accepted.Should().BeTrue(SdlText.Diagnostics(result));
        return JsonNode.Parse(result.Compiled!.ManifestJson)![0]!["services"]![0]!;
    }
}
