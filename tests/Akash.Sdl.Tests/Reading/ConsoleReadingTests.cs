using Akash.Sdl;

namespace Akash.Sdl.Tests.Reading;

/// <summary>Corners in which js-yaml and JavaScript lead the Console to an answer of its own; each was asked of the official SDK.</summary>
public class ConsoleReadingTests
{
    [Theory]
    [InlineData("version: \"2.0\"", "version: >")]
    [InlineData("image: nginx:1.25.3", "image: !!null ''")]
    [InlineData("  web:", "  constructor:", "profile: web", "profile: constructor", "web:", "constructor:")]
    public void Console_refuses(params string[] changes) => Compile(changes).Accepted.Should().BeFalse();

    [Theory]
    [InlineData("services:\n", "services:\n\t  # a comment behind a tab\n")]
    [InlineData("    expose:\n", "    expose: &m\n", "          - global: true", "          - {global: true, <<: *m}")]
    [InlineData("    image:", "    !!merge <<: {args: [a]}\n    image:")]
    [InlineData("services:\n", "services:\n  toString: {image: left-out}\n")]
    public void Console_accepts(params string[] changes) => Compile(changes).Accepted.Should().BeTrue();

    /// <summary>Under a name that every JavaScript object has, something is always found.</summary>
    [Theory]
    [InlineData("__defineGetter__", "endpoints: {}\nservices:", true)]
    [InlineData("constructor", "endpoints: {}\nservices:", true)]
    [InlineData("constructor", "services:", false)]
    [InlineData("other", "endpoints: {}\nservices:", false)]
    public void Console_finds_endpoints_that_every_object_has(string name, string endpoints, bool accepted) =>
        Compile("          - global: true", $"          - {{global: true, ip: {name}}}", "services:", endpoints).Accepted.Should().Be(accepted);

    [Fact]
    public void Console_merges_a_list_by_its_indices()
    {
        var result = Compile("      pricing:\n", "      attributes: {<<: [[a, b]]}\n      pricing:\n");

        result.Compiled!.Groups[0].Requirements.Attributes.Select(attribute => (attribute.Key, attribute.Value)).Should().Equal(("0", "a"), ("1", "b"));
    }

    static SdlResult Compile(params string[] changes)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n");
        foreach (var change in changes.Chunk(2)) text = text.Replace(change[0], change[1], StringComparison.Ordinal);
        text.Should().NotBe(Examples.Minimal.ReplaceLineEndings("\n"));
        return Examples.Compile(text, SdlFlavor.Ts);
    }
}
