namespace Akash.Action.Tests;

public class CompositionTests
{
    [Theory]
    [InlineData("/akash-action-post", "true", 0, "Post")]
    [InlineData("/akash-action", "true", 0, "Action")]
    [InlineData("akash-action", "true", 1, "CommandLine")]
    [InlineData("akash-action", "", 0, "CommandLine")]
    public void Name_environment_and_arguments_decide_what_it_is(string name, string actions, int arguments, string expected)
    {
        var surroundings = new Surroundings(
            name, [.. Enumerable.Repeat("inspect", arguments)], new Dictionary<string, string> { ["GITHUB_ACTIONS"] = actions }, "/",
            TextWriter.Null, TextWriter.Null, TimeProvider.System);

        Composition.EntryPointOf(surroundings).ToString().Should().Be(expected);
    }
}
