using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>Runs that do not come to their own end.</summary>
[Collection(nameof(JobNetwork))]
public sealed class EndingTests(JobNetwork network)
{
    [Theory]
    [InlineData("Create the deployment")]
    [InlineData("Send the manifest")]
    public async Task Cancelled_run_stops_in_time_and_closes_what_it_opened(string step)
    {
        using var job = new Job(network, "hello-node", Wallets.Endings);
        await job.FundAsync();
        var clock = new Stopwatch();

        var cancelled = await job.RunAsync(onLine: (line, cancel, _) =>
        {
            if (line != $"::group::{step}") return;
            clock.Start();
            cancel.Cancel();
        });

        cancelled.ExitCode.Should().NotBeNull("it ends before the runner kills it").And.NotBe(0);
        clock.IsRunning.Should().BeTrue($"'{step}' was reached");
        cancelled.Outputs.Should().Contain("reason-code", "cancelled");
        (await job.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("::group::Build the image")]
    [InlineData("::group::Create the deployment")]
    [InlineData("::group::Create the leases")]
    [InlineData("::group::Send the manifest")]
    [InlineData("::group::Wait until it is ready")]
    public async Task Killed_run_that_lost_its_workspace_is_finished_by_the_next(string moment)
    {
        using var job = new Job(network, "hello-node", Wallets.Endings);
        await job.FundAsync();

        // Given a run killed at that moment, with everything it had on disk gone.
        var reached = false;
        await job.RunAsync(onLine: (line, _, step) =>
        {
            if (reached || !line.StartsWith(moment, StringComparison.Ordinal)) return;
            reached = true;
            Process.Start("docker", ["kill", "--signal", "KILL", step.ContainerName]).WaitForExit();
        });
        reached.Should().BeTrue($"'{moment}' was reached");
        job.CheckOut();

        // When the job is run again, one deployment lives and nothing else is open.
        var finished = await job.RunAsync();
        finished.ExitCode.Should().Be(0, finished.Log);
        (await job.OpenDeploymentsAsync()).Should().Equal(ulong.Parse(finished.Outputs["dseq"]));
        (await Job.CurlAsync(finished.Outputs["url"])).Should().Contain("v1");
        (await job.RunAsync("close")).ExitCode.Should().Be(0);
        (await job.OpenDeploymentsAsync()).Should().BeEmpty();
    }
}
