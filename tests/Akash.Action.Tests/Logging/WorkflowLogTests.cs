using Akash.Action.Logging;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Tests.Logging;

public sealed class WorkflowLogTests : IDisposable
{
    readonly StringWriter output = new();
    readonly Secrets secrets = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public void Levels_become_workflow_commands_and_plain_lines()
    {
        using var log = new WorkflowLog(output, secrets);

        log.LogDebug("one");
        log.LogInformation("two");
        log.LogWarning("three");
        log.LogError("four");

        Lines().Should().Equal("::debug::one", "two", "::warning::three", "::error::four");
    }

    [Fact]
    public void Annotations_carry_file_line_and_column()
    {
        using var log = new WorkflowLog(output, secrets);

        log.LogAnnotation(LogLevel.Error, new("dir,a:b/deploy.yaml", 3, 7, "bad\nvalue 100%", "SDL0001"));

        Lines().Should().Equal("::error file=dir%2Ca%3Ab/deploy.yaml,line=3,col=7,title=SDL0001::bad%0Avalue 100%25");
    }

    [Fact]
    public void Groups_fold_what_is_logged_inside_them()
    {
        using var log = new WorkflowLog(output, secrets);

        using (log.BeginGroup("Build")) log.LogInformation("step 1");

        Lines().Should().Equal("::group::Build", "step 1", "::endgroup::");
    }

    [Theory]
    [InlineData("::set-output name=url::http://evil")]
    [InlineData("fine\n   ::add-mask::production")]
    [InlineData("text ##[error]forged")]
    [InlineData("progress\r::error::forged")]
    public void Text_of_others_gives_the_runner_no_commands(string text)
    {
        using var log = new WorkflowLog(output, secrets);

        log.LogInformation("{Text}", text);

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        lines[0].Should().MatchRegex("^::stop-commands::[0-9a-f]{32}$");
        lines[^1].Should().Be($"::{lines[0]["::stop-commands::".Length..]}::");
        string.Join('\n', lines[1..^1]).Should().Be(text);
    }

    [Fact]
    public void Secrets_are_hidden_in_every_kind_of_line()
    {
        using var log = new WorkflowLog(output, secrets);
        secrets.Add("correct-horse");

        log.LogInformation("correct-horse");
        log.LogError(new InvalidOperationException("correct-horse"), "failed");
        using (log.BeginGroup("correct-horse")) log.LogAnnotation(LogLevel.Warning, new("f", 1, 1, "correct-horse"));

        output.ToString().Should().NotContain("correct-horse").And.Contain("***");
    }

    string[] Lines() => output.ToString().TrimEnd('\n').Split('\n');
}
