using Akash.Sdl;

namespace Akash.Sdl.Tests.Diff;

public class SdlDiffTests
{
    [Fact]
    public void Same_meaning_in_other_words_is_no_change()
    {
        var text = Examples.Minimal.Replace("units: 0.1", "units: 100m # a tenth", StringComparison.Ordinal).Replace("size: 512Mi", "size: 524288Ki", StringComparison.Ordinal);

        Diff(text).IsSame.Should().BeTrue();
    }

    [Theory]
    [InlineData("nginx:1.25.3", "nginx:1.27.0", "services.web.image: nginx:1.25.3 -> nginx:1.27.0")]
    [InlineData("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [KEY=value]", "services.web.env.KEY: (none) -> set")]
    [InlineData("port: 80", "port: 8080", "services.web.expose: 80 as 80/tcp to global -> 8080 as 80/tcp to global")]
    public void Changes_of_the_manifest_alone_are_applied_in_place(string from, string to, string change)
    {
        var diff = Diff(Examples.Minimal.Replace(from, to, StringComparison.Ordinal));

        diff.Changes.Should().ContainSingle().Which.ToString().Should().Be(change);
        diff.InPlace.Should().BeTrue();
    }

    [Theory]
    [InlineData("units: 0.1", "units: 1", "profiles.compute.web.resources.cpu: 100m -> 1000m")]
    [InlineData("amount: 1000", "amount: 2000", "profiles.placement.dcloud.pricing.web: 1000.000000000000000000 uact -> 2000.000000000000000000 uact")]
    [InlineData("as: 80", "as: 81", "endpoints with profile web: 1 SharedHttp -> 1 RandomPort")]
    public void Changes_of_what_is_on_chain_need_a_new_deployment_and_say_why(string from, string to, string change)
    {
        var diff = Diff(Examples.Minimal.Replace(from, to, StringComparison.Ordinal));

        diff.InPlace.Should().BeFalse();
        diff.Changes.Should().Contain(one => one.ToString() == change && one.Obstacle != null);
    }

    [Fact]
    public void Values_of_variables_are_never_shown()
    {
        var old = Examples.Minimal.Replace("image: nginx:1.25.3", "image: nginx:1.25.3\n    env: [KEY=first]", StringComparison.Ordinal);
        var diff = SdlDiff.Between(Examples.Compile(old), Examples.Compile(old.Replace("first", "second", StringComparison.Ordinal)));

        diff.Changes.Should().ContainSingle().Which.ToString().Should().Be("services.web.env.KEY: set -> set to another value");
    }

    static SdlDiff Diff(string text) => SdlDiff.Between(Examples.Compile(Examples.Minimal), Examples.Compile(text));
}
