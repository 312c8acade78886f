using System.Diagnostics;
using System.Runtime.InteropServices;
using Akash.GitHub.Testing;
using Akash.Tests;

namespace Akash.Action.Tests;

/// <summary>The published native binary: what reflection would have found in a test process must be there without it.</summary>
public sealed partial class BinaryTests : IDisposable
{
    const int Interrupt = 2;

    readonly StepFixture step = new();

    public void Dispose() => step.Dispose();

    [Fact]
    public async Task Records_are_kept_through_GitHubs_API()
    {
        await using var github = await GitHubServer.StartAsync();
        github.Runs.Set(6, "completed");
        await PostAsync(github, """{"akash":1,"run":{"run_id":6,"attempt":1,"runner":"runner 6","url":"x"}}""");
        await PostAsync(github, """
            {"akash":1,"run":{"run_id":5,"attempt":1,"runner":"runner 5","url":"x"},
             "record":{"schema":1,"phase":"Live","chainId":"another","owner":"akash1another","dseq":5,"run":"x","leases":[{"dseq":5,"gseq":1,"oseq":1,"provider":"akash1provider","bseq":0}]}}
            """);
        Use(github);

        using var process = Start("akash-action");
        var log = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(2, log);
        step.Outputs["reason-code"].Should().Be("no-record", log);
        log.Should().StartWith($"::add-mask::{StepFixture.Mnemonic}\n");
        github.Deployments.All.Should().ContainSingle("the record of somebody else stays, the entry of a dead run does not").Which.Record.Should().NotBeNull();
    }

    [Fact]
    public async Task A_missing_permission_is_named()
    {
        await using var github = await GitHubServer.StartAsync();
        github.Deny("deployments");
        Use(github);

        using var process = Start("akash-action");
        var log = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        log.Should().Contain("'deployments: write'");
    }

    [Fact]
    public async Task An_interrupted_run_ends_within_seven_seconds_and_leaves_the_environment()
    {
        await using var github = await GitHubServer.StartAsync();
        github.Runs.Set(6, "in_progress");
        await PostAsync(github, """{"akash":1,"run":{"run_id":6,"attempt":1,"runner":"runner 6","url":"https://github.test/run/6"}}""");
        Use(github);

        using var process = Start("akash-action");
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Waiting for https://github.test/run/6")) ;
        var interrupted = Stopwatch.StartNew();
        Kill(process.Id, Interrupt).Should().Be(0);
        await process.WaitForExitAsync();

        interrupted.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(7));
        process.ExitCode.Should().Be(1);
        step.Outputs["reason-code"].Should().Be("cancelled");
        step.State.Should().NotContainKey("finished", "the post step looks after what was cancelled");
        github.Deployments.All.Should().ContainSingle("only the other run is inside");
    }

    [Fact]
    public async Task Under_its_second_name_it_is_the_post_step()
    {
        step.Variables["STATE_finished"] = "true";

        using var process = Start("akash-action-post");
        var log = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.Should().Be(0);
        log.Should().BeEmpty();
    }

    void Use(GitHubServer github)
    {
        step.Variables["INPUT_COMMAND"] = "close";
        step.Variables["INPUT_GITHUB-TOKEN"] = "token-of-the-job";
        step.Variables["GITHUB_API_URL"] = github.Url.ToString();
    }

    static async Task PostAsync(GitHubServer github, string payload)
    {
        using var http = new HttpClient { BaseAddress = github.Url, DefaultRequestHeaders = { { "Authorization", "Bearer token" } } };
        await http.PostAsync("/repos/octo/repo/deployments", new StringContent(
            $$"""{"ref":"0123abc","task":"akash","environment":"production","required_contexts":[],"payload":{{payload}}}"""));
    }

    /// <param name="name">The first word of its command line, as the runner's entry point is.</param>
    Process Start(string name)
    {
        var link = Path.Combine(step.Workspace, name);
        File.CreateSymbolicLink(link, Binary());
        var start = new ProcessStartInfo(link) { RedirectStandardOutput = true, WorkingDirectory = step.Workspace };
        start.Environment.Clear();
        foreach (var (variable, value) in step.Variables) start.Environment[variable] = value;
        return Process.Start(start)!;
    }

    static string Binary()
    {
        var path = Environment.GetEnvironmentVariable("AKASH_ACTION_BINARY") is { Length: > 0 } given
            ? given
            : Path.Combine(SharedData.RepositoryRoot(), "artifacts", "publish", "akash-action");
        if (!File.Exists(path)) Assert.Skip($"there is no {path}: run eng/publish, or set AKASH_ACTION_BINARY");
        return path;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
