using Akash.Sdl;

namespace Akash.Sdl.Tests.Diagnostics;

/// <summary>A common slip gives one message, at its place, that says what to type.</summary>
public class OneMessageTests
{
    [Theory]
    [InlineData("image: nginx:1.25.3", "image nginx:1.25.3", 4, "SDL0001", "colon")]
    [InlineData("count: 1", "count: \"1\"", 30, "SDL0103", "without quotes")]
    [InlineData("port: 80", "port: \"80\"", 6, "SDL0103", "without quotes")]
    [InlineData("port: 80", "port: 800000", 6, "SDL0412", "1 to 65535")]
    [InlineData("version: \"2.0\"", "version: \"1.0\"", 1, "SDL0108", "\"2.0\"")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512MB", 17, "SDL0202", "`512M`")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size: 512 Mi", 17, "SDL0202", "`512Mi`")]
    [InlineData("memory:\n          size: 512Mi", "memory:\n          size:", 17, "SDL0102", "`size:`")]
    [InlineData("units: 0.1", "units: 0", 15, "SDL0701", "10 to 384000")]
    [InlineData("units: 0.1", "units: 100M", 15, "SDL0201", "`500m`")]
    [InlineData("profile: web", "profile: wbe", 29, "SDL0304", "`web`")]
    [InlineData("dcloud:\n      profile", "dclou:\n      profile", 28, "SDL0303", "`dcloud`")]
    [InlineData("deployment:", "deployments:", 26, "SDL0101", "`deployment`")]
    [InlineData("denom: uact", "denom: uakt", 24, "SDL0710", "`denom: uact`")]
    [InlineData("as: 80", "as: 80\n        proto: http", 8, "SDL0401", "`tcp`")]
    [InlineData("to:\n          - global: true", "to:\n          - service: api", 3, "SDL0409", "`global: true`")]
    [InlineData("global: true", "global: \"true\"", 9, "SDL0103", "true or false")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      FOO: bar", 6, "SDL0103", "`- NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - FOO: bar", 6, "SDL0103", "`- NAME=value`")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env:\n      - 1FOO=bar", 6, "SDL0603", "start with no digit")]
    [InlineData("image: nginx:1.25.3", "env: []", 4, "SDL0604", "`image:`")]
    [InlineData("    image: nginx", "\timage: nginx", 4, "SDL0009", "spaces")]
    [InlineData("version: \"2.0\"", "version: \"2.0", 1, "SDL0001", "close it")]
    [InlineData("amount: 1000", "amount: 0", 25, "SDL0206", "above zero")]
    [InlineData("amount: 1000", "amount: 1e3", 25, "SDL0205", "`1000`")]
    [InlineData("denom: uact\n          amount: 1000", "denom: uact", 24, "SDL0205", "no amount")]
    [InlineData("count: 1", "count: 0", 30, "SDL0706", "at least 1")]
    [InlineData("as: 80", "as: 80\n        accept: [\"https://x.com\"]", 8, "SDL0407", "`www.example.com`")]
    public void A_common_slip_gives_one_message_with_the_fix(string from, string to, int line, string code, string fix)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n");
        text.Should().Contain(from);

        var result = Examples.Compile(text.Replace(from, to, StringComparison.Ordinal));

        var error = result.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).Should().ContainSingle().Which;
        (error.Code, error.Span.Start.Line).Should().Be((code, line));
        $"{error.Message}. {error.Hint}".Should().Contain(fix);
    }

    [Theory]
    [InlineData("ports: [\"80:80\"]", "`expose:`")]
    [InlineData("depends_on: [db]", "leave it out")]
    [InlineData("environment: {A: b}", "`env:`")]
    [InlineData("comand: [x]", "`command`")]
    public void Keys_of_other_tools_and_typing_errors_are_named_with_what_to_use(string line, string fix)
    {
        var result = Examples.Compile(Examples.Minimal.ReplaceLineEndings("\n").Replace("    image:", $"    {line}\n    image:", StringComparison.Ordinal));

        result.Accepted.Should().BeTrue();
        result.Diagnostics.Should().ContainSingle().Which.Hint.Should().Contain(fix);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_at_once()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("units: 0.1", "units: x", StringComparison.Ordinal)
            .Replace("image: nginx:1.25.3", "env: [\"1=2\"]", StringComparison.Ordinal).Replace("amount: 1000", "amount: -1", StringComparison.Ordinal)
            .Replace("port: 80", "port: x", StringComparison.Ordinal);

        Examples.Compile(text).Diagnostics.Select(diagnostic => diagnostic.Code).Should().Equal("SDL0604", "SDL0603", "SDL0103", "SDL0201", "SDL0206");
    }
}
