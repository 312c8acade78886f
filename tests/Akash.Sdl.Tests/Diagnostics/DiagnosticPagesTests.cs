using Akash.Sdl.Diagnostics;
using Akash.Tests;

namespace Akash.Sdl.Tests.Diagnostics;

public class DiagnosticPagesTests
{
    static readonly string Folder = Path.Combine(SharedData.RepositoryRoot(), "docs", "diagnostics");

    public static TheoryData<string, string> Codes() => new(Rules.All.Select(rule => (rule.Code, rule.Title)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_of_a_code_has_its_title_and_says_how_to_fix_it(string code, string title)
    {
        var page = File.ReadAllText(Path.Combine(Folder, $"{code}.md"));

        page.Should().StartWith($"# {code}: {title}\n").And.Contain("**Fix.**");
        File.ReadAllText(Path.Combine(Folder, "README.md")).Should().Contain($"| [{code}]({code}.md) | {title} |");
    }

    [Fact]
    public void Codes_are_unique_and_no_page_is_left_over()
    {
        Rules.All.Select(rule => rule.Code).Should().OnlyHaveUniqueItems();
        Directory.EnumerateFiles(Folder, "SDL*.md").Select(Path.GetFileNameWithoutExtension).Should().BeSubsetOf(Rules.All.Select(rule => rule.Code));
    }

    [Fact]
    public void Every_rule_is_among_all()
    {
        var declared = typeof(Rules).GetFields().Where(field => field.FieldType == typeof(Rule)).Select(field => (Rule)field.GetValue(null)!);

        Rules.All.Should().BeEquivalentTo(declared);
    }
}
