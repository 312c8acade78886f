using Akash.Action.Logging;
using Akash.Action.Reports;

namespace Akash.Action.Tests.Reports;

public sealed class RunnerFileTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Value_of_many_lines_is_fenced_by_a_delimiter_nobody_can_guess()
    {
        var file = new RunnerFile(path, new Secrets());

        file.Write("one", "first\nEOF\nsecond");
        file.Write("two", "third");

        var lines = File.ReadAllLines(path);
        lines[0].Should().MatchRegex("^one<<akash-[0-9a-f]{32}$");
        lines[1..4].Should().Equal("first", "EOF", "second");
        lines[4].Should().Be(lines[0]["one<<".Length..]);
        lines[5].Should().StartWith("two<<").And.NotEndWith(lines[4]);
    }

    [Fact]
    public void Secrets_do_not_reach_the_file()
    {
        var secrets = new Secrets();
        secrets.Add("correct-horse");

        new RunnerFile(path, secrets).Write("result", "a correct-horse");

        File.ReadAllText(path).Should().Contain("a ***").And.NotContain("correct-horse");
    }
}
