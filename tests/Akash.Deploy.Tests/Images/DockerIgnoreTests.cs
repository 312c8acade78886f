using Akash.Deploy.Images;

namespace Akash.Deploy.Tests.Images;

public sealed class DockerIgnoreTests
{
    [Theory]
    // Paths are relative to the context, and a pattern does not reach into folders by itself.
    [InlineData("a.txt", "a.txt", true)]
    [InlineData("a.txt", "sub/a.txt", false)]
    [InlineData("/a.txt", "a.txt", true)]
    [InlineData("./sub/../a.txt", "a.txt", true)]
    [InlineData("sub/", "sub", true)]
    // What matches a folder matches all below it.
    [InlineData("node_modules", "node_modules/x/y.js", true)]
    [InlineData("node_modules", "web/node_modules/x.js", false)]
    [InlineData("*/temp*", "a/temp1/b", true)]
    [InlineData("*/*/temp*", "a/b/temporary", true)]
    [InlineData("*/temp*", "a/b/temporary", false)]
    [InlineData("temp?", "tempa", true)]
    [InlineData("temp?", "temp", false)]
    [InlineData("temp?", "temp/", false)]
    // Two asterisks match any number of folders, also none.
    [InlineData("**/node_modules", "node_modules/x", true)]
    [InlineData("**/node_modules", "a/b/node_modules/x", true)]
    [InlineData("**/*.go", "a/b/c.go", true)]
    [InlineData("**/*.go", "c.go", true)]
    [InlineData("dir/**", "dir/a/b", true)]
    [InlineData("dir/**", "dir", false)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "ab", false)]
    [InlineData("**", "anything/at/all", true)]
    [InlineData("**.txt", "a/b.txt", true)]
    [InlineData("*", "a/b", true)]
    // Dots, plus signs and the like mean themselves.
    [InlineData("a.c", "abc", false)]
    [InlineData("a+(b)|c$", "a+(b)|c$", true)]
    [InlineData("^a", "^a", true)]
    [InlineData("[ab].txt", "b.txt", true)]
    [InlineData("[^ab].txt", "b.txt", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("\\*.txt", "*.txt", true)]
    [InlineData("\\*.txt", "a.txt", false)]
    [InlineData(".", "a", false)]
    // Case counts.
    [InlineData("README.md", "readme.md", false)]
    public void A_pattern_matches_as_in_Docker(string pattern, string path, bool excluded) =>
        DockerIgnore.Parse(pattern).Excludes(path).Should().Be(excluded);

    [Theory]
    [InlineData("*.md\n!README.md", "README.md", false)]
    [InlineData("*.md\n!README.md", "OTHER.md", true)]
    [InlineData("!README.md\n*.md", "README.md", true)]
    [InlineData("docs\n!docs/keep.txt", "docs/keep.txt", false)]
    [InlineData("docs\n!docs/keep.txt", "docs/other.txt", true)]
    [InlineData("*\n!src\nsrc/*.tmp", "src/a.tmp", true)]
    [InlineData("*\n!src\nsrc/*.tmp", "src/a.c", false)]
    [InlineData("*\n! src", "src/a.c", false)]
    [InlineData("**/x\n!a/**", "a/b/x", false)]
    public void The_last_pattern_that_matches_decides(string patterns, string path, bool excluded) =>
        DockerIgnore.Parse(patterns).Excludes(path).Should().Be(excluded);

    [Theory]
    [InlineData("# comment\n\n  a  \r\n", "a", true)]
    [InlineData("# a", "# a", false)]
    [InlineData(" # a", "# a", true)]
    [InlineData("\uFEFFa", "a", true)]
    public void Lines_are_trimmed_and_comments_start_in_the_first_column(string text, string path, bool excluded) =>
        DockerIgnore.Parse(text).Excludes(path).Should().Be(excluded);

    [Theory]
    [InlineData("ok\n!")]
    [InlineData("ok\n[")]
    [InlineData("ok\na\\")]
    [InlineData("ok\n[]a]")]
    public void A_malformed_pattern_is_refused_by_its_line(string text)
    {
        var parse = () => DockerIgnore.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage("line 2 *");
    }
}
