using System.Text.Json;

namespace Akash.EndToEnd.Tests.Actions;

/// <summary>Repositories go through the action's container to something that answers.</summary>
[Collection(nameof(JobNetwork))]
public sealed class LifeTests(JobNetwork network)
{
    [Fact]
    public async Task Repository_is_deployed_left_alone_updated_and_closed()
    {
        using var job = new Job(network, "hello-node", Wallets.Life);
        await job.FundAsync();

        // Given a first run, the page answers.
        var created = await job.RunAsync();
        created.ExitCode.Should().Be(0, created.Log);
        created.Outputs.Should().Contain("outcome", "created").And.Contain("is-new", "true");
        var url = created.Outputs["url"];
        (await Job.CurlAsync(url)).Should().Contain("v1");
        created.Summary.Should().Contain(url).And.Contain("month");
        created.Outputs["image"].Should().StartWith($"{network.Registry}/hello-node@sha256:");
        using (var result = JsonDocument.Parse(created.Outputs["result"]))
            result.RootElement.GetProperty("deployment").GetProperty("dseq").GetString().Should().Be(created.Outputs["dseq"]);

        // When the same commit is deployed again from a fresh checkout, nothing is built or spent.
        job.CheckOut();
        var unchanged = await job.RunAsync();
        unchanged.ExitCode.Should().Be(0, unchanged.Log);
        unchanged.Outputs.Should().Contain("outcome", "unchanged").And.Contain("dseq", created.Outputs["dseq"]).And.Contain("image", created.Outputs["image"]);
        using (var result = JsonDocument.Parse(unchanged.Outputs["result"]))
            result.RootElement.GetProperty("transactions").GetArrayLength().Should().Be(0);

        // When the source changes, the new version serves at the same URL.
        job.Edit("server.js", "v1", "v2");
        var updated = await job.RunAsync();
        updated.ExitCode.Should().Be(0, updated.Log);
        updated.Outputs.Should().Contain("outcome", "updated").And.Contain("dseq", created.Outputs["dseq"]).And.Contain("url", url);
        updated.Outputs["image"].Should().NotBe(created.Outputs["image"]);
        (await Job.CurlAsync(url)).Should().Contain("v2");

        // When it is closed, nothing is open.
        var closed = await job.RunAsync("close");
        closed.ExitCode.Should().Be(0, closed.Log);
        closed.Outputs.Should().Contain("outcome", "closed");
        (await job.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Repository_that_brings_nothing_is_deployed_from_generated_files()
    {
        using var job = new Job(network, "static-site", Wallets.Life);
        await job.FundAsync();

        var created = await job.RunAsync();

        created.ExitCode.Should().Be(0, created.Log);
        (await Job.CurlAsync(created.Outputs["url"])).Should().Contain("<html");
        Directory.EnumerateFiles(job.Workspace, "Dockerfile").Should().BeEmpty("deploying leaves the workspace alone");
        (await job.RunAsync("close")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Services_of_one_repository_reach_each_other()
    {
        using var job = new Job(network, "web-and-redis", Wallets.Life);
        await job.FundAsync();

        var created = await job.RunAsync();

        created.ExitCode.Should().Be(0, created.Log);
        var first = await Job.CurlAsync(created.Outputs["url"]);
        var second = await Job.CurlAsync(created.Outputs["url"]);
        second.Should().NotBe(first, "the page counts its visits in redis");
        (await job.RunAsync("close")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Two_runs_at_once_end_in_one_deployment()
    {
        using var job = new Job(network, "hello-node", Wallets.Life);
        await job.FundAsync();

        var runs = await Task.WhenAll(job.RunAsync(), job.RunAsync());

        runs.Should().AllSatisfy(run => run.ExitCode.Should().Be(0, run.Log));
        runs.Select(run => run.Outputs["dseq"]).Distinct().Should().ContainSingle();
        runs.Select(run => run.Outputs["outcome"]).Should().BeEquivalentTo(["created", "unchanged"]);
        (await job.RunAsync("close")).ExitCode.Should().Be(0);
        (await job.OpenDeploymentsAsync()).Should().BeEmpty();
    }
}
