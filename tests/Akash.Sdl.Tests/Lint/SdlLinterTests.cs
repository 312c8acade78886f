using Akash.Sdl;

namespace Akash.Sdl.Tests.Lint;

public class SdlLinterTests
{
    static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Fact]
    public void Linter_has_nothing_to_say_about_a_plain_file()
    {
        Codes(Examples.Minimal).Should().BeEmpty();
    }

    [Theory]
    [InlineData("image: nginx:1.25.3", "image: nginx", "SDL1001")]
    [InlineData("image: nginx:1.25.3", "image: nginx:latest", "SDL1001")]
    [InlineData("image: nginx:1.25.3", "image: postgres:16", "SDL1003")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [DB_PASSWORD=hunter22]", "SDL1002")]
    [InlineData("as: 80", "as: 80\n        proto: Tcp", "SDL1008")]
    [InlineData("storage:\n          size: 512Mi", "storage:\n          - {size: 2Gi}\n          - {name: a, size: 1Gi}", "SDL1009")]
    [InlineData("storage:\n          size: 512Mi", "gpu: {units: 1, attributes: {vendor: {nvidia: }}}\n        storage:\n          size: 512Mi", "SDL1005")]
    public void Linter_warns_of_what_will_not_do_what_it_seems_to(string from, string to, string code)
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace(from, to, StringComparison.Ordinal);

        Codes(text).Should().Contain(code);
    }

    [Fact]
    public void Linter_warns_of_a_volume_that_nobody_mounts()
    {
        var text = Examples.Minimal.ReplaceLineEndings("\n").Replace("\"2.0\"", "\"2.1\"", StringComparison.Ordinal).Replace(
            "storage:\n          size: 512Mi",
            "storage:\n          - size: 512Mi\n          - {name: data, size: 1Gi, attributes: {persistent: true, class: beta3}}", StringComparison.Ordinal);

        Codes(text).Should().Contain("SDL1004");
    }

    [Fact]
    public void Silenced_codes_are_left_out()
    {
        var result = Examples.Compile(Examples.Minimal.Replace("nginx:1.25.3", "nginx", StringComparison.Ordinal));

        SdlLinter.Advise(result, new HashSet<string> { "SDL1001" }).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Text_never_shows_the_value_of_a_secret()
    {
        var text = Examples.Minimal.Replace("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [DB_PASSWORD=hunter22]\n    credentials: {host: h, username: u, password: 12345}", StringComparison.Ordinal);

        foreach (var flavor in (SdlFlavor[])[SdlFlavor.Go, SdlFlavor.Ts])
            SdlText.Diagnostics(SdlLinter.Advise(Examples.Compile(text, flavor), None)).Should().NotBeEmpty().And.NotContain("hunter22").And.NotContain("12345");
    }

    static IEnumerable<string> Codes(string text)
    {
        var result = SdlLinter.Advise(Examples.Compile(text), None);
        result.Accepted.Should().BeTrue();
        return result.Diagnostics.Select(diagnostic => diagnostic.Code);
    }
}
