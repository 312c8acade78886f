using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>The engine over a sandbox's chain and its providers' real containers.</summary>
public sealed class DeployTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deployment_lives_from_creation_over_rerun_and_update_to_its_close()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        // Given nothing, it is created and serves.
        var created = await environment.DeployAsync(Application.Web("v1"));
        created.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, ExitCode = 0 }, because: created.Message);
        (await environment.VisitAsync(created.Url!)).Should().Be("v1");
        created.Transactions.Should().HaveCount(2);
        created.Cost!.PerHour.Digits.Sign.Should().Be(1);
        created.Cost.RunwayHours.Should().NotBeNull();

        // When the same is deployed again, nothing happens and nothing is spent.
        var before = await environment.Network.CheckAsync(Stop);
        var unchanged = await environment.DeployAsync(Application.Web("v1"));
        unchanged.Should().BeEquivalentTo(new { Kind = OutcomeKind.Unchanged, created.Dseq, created.Url, ExitCode = 0 }, because: unchanged.Message);
        unchanged.Transactions.Should().BeEmpty();
        var after = await environment.Network.CheckAsync(Stop);
        (after.FeeBalance, after.DepositBalance).Should().Be((before.FeeBalance, before.DepositBalance));

        // When the version changes, it serves at the same URL as soon as the run has ended.
        var updated = await environment.DeployAsync(Application.Web("v2"));
        updated.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, created.Dseq, created.Url, ExitCode = 0 }, because: updated.Message);
        (await environment.VisitAsync(updated.Url!)).Should().Be("v2");
        updated.Transactions.Should().HaveCount(1);

        // When it is closed, nothing is open.
        var closed = await environment.CloseAsync();
        closed.Should().BeEquivalentTo(new { Kind = OutcomeKind.Closed, created.Dseq, ExitCode = 0 }, because: closed.Message);
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_service_without_a_public_address_is_as_good_as_any()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(Application.WebAndStore("v1"));

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, ExitCode = 0 }, because: outcome.Message);
        outcome.Services.Should().BeEquivalentTo([new { Name = "store", Available = 1, Total = 1 }, new { Name = "web", Available = 1, Total = 1 }]);
        outcome.Services.Single(service => service.Name == "store").Uris.Should().BeEmpty();
        await environment.CloseAsync();
    }

    [Fact]
    public async Task Two_placement_groups_are_leased_from_two_providers_and_updated_together()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var created = await environment.DeployAsync(Application.TwoRegions("v1"));
        var updated = await environment.DeployAsync(Application.TwoRegions("v2"));

        created.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, ExitCode = 0 }, because: created.Message);
        created.Transactions.Should().HaveCount(2, "both leases are made in one transaction");
        created.Groups.Select(group => group.Lease!.Value.Provider).Should().OnlyHaveUniqueItems().And.HaveCount(2);
        updated.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, created.Dseq, ExitCode = 0 }, because: updated.Message);
        foreach (var service in updated.Services) (await environment.VisitAsync(service.Uris[0])).Should().Be("v2");
        await environment.CloseAsync();
    }

    [Fact]
    public async Task Without_bids_the_deployment_is_closed_again()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(DeployEnvironment.Request(Application.Web("v1", "mars")) with { BidTimeout = TimeSpan.FromSeconds(4) });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.NoBids, ExitCode = 1 }, because: outcome.Message);
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Bids_above_the_ceiling_are_not_taken()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(DeployEnvironment.Request(Application.Web("v1")) with
        {
            MaxPrice = Price.Parse("0.000001uact/block"),
            BidTimeout = TimeSpan.FromSeconds(4),
        });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.PriceAboveMax, ExitCode = 1 }, because: outcome.Message);
        outcome.Message.Should().Contain("cheapest offer");
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_container_that_crashes_is_closed_with_its_last_words_kept()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(DeployEnvironment.Request(Application.Crashing()) with { ReadyTimeout = TimeSpan.FromSeconds(8) });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.NotReady, ExitCode = 1 }, because: outcome.Message);
        outcome.Diagnosis.Should().Contain(line => line.Contains("last words"));
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_update_that_crashes_stays_open_and_the_next_one_repairs_it()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        var created = await environment.DeployAsync(Application.Web("v1"));

        var broken = await environment.DeployAsync(DeployEnvironment.Request(Application.Crashing()) with { ReadyTimeout = TimeSpan.FromSeconds(8) });
        var repaired = await environment.DeployAsync(Application.Web("v3"));

        broken.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, Healthy = false, created.Dseq, ExitCode = 3 }, because: broken.Message);
        repaired.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, created.Dseq, ExitCode = 0 }, because: repaired.Message);
        (await environment.VisitAsync(repaired.Url!)).Should().Be("v3");
        await environment.CloseAsync();
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_deploys_and_the_other_finds_it_done()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        var request = DeployEnvironment.Request(Application.Web("v1"));

        var outcomes = await Task.WhenAll(environment.DeployAsync(request), environment.DeployAsync(request, "run 2"));

        outcomes.Select(outcome => outcome.Kind).Should().BeEquivalentTo([OutcomeKind.Created, OutcomeKind.Unchanged]);
        (await environment.OpenDeploymentsAsync()).Should().Equal(outcomes[0].Dseq!.Value);
        await environment.CloseAsync();
    }

    [Fact]
    public async Task A_run_that_waited_too_long_names_who_holds_the_environment()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        var request = DeployEnvironment.Request(Application.Web("v1"));

        var first = environment.DeployAsync(request);
        var second = await environment.DeployAsync(request with { Timeout = TimeSpan.FromSeconds(1) }, "run 2");

        second.Should().BeEquivalentTo(new { Reason = Reason.Busy, ExitCode = 1 }, because: second.Message);
        second.Message.Should().Contain("run 1");
        (await first).Kind.Should().Be(OutcomeKind.Created);
        await environment.CloseAsync();
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing_open()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        using var cancel = new CancellationTokenSource();
        var run = environment.Deployer("run 1").DeployAsync(DeployEnvironment.Request(Application.Web("v1")), cancel.Token);
        while ((await environment.OpenDeploymentsAsync()).Count == 0) await Task.Delay(100, Stop);

        await cancel.CancelAsync();
        var since = TimeProvider.System.GetTimestamp();
        var outcome = await run;

        TimeProvider.System.GetElapsedTime(since).Should().BeLessThan(TimeSpan.FromSeconds(7));
        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.Cancelled, ExitCode = 1 }, because: outcome.Message);
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Logs_and_status_come_from_what_runs()
    {
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        var created = await environment.DeployAsync(Application.Web("v1"));

        var status = await environment.Deployer("run 1").StatusAsync("production", null, Stop);
        var lines = await environment.Deployer("run 1").ReadLogsAsync("production", null, new LogQuery([], Follow: false, Tail: 10), Stop).ToListAsync(Stop);

        status.Should().BeEquivalentTo(new { ExitCode = 0, created.Dseq, created.Url }, because: status.Message);
        lines.Should().Contain(line => line.Message.Contains("serving v1"));
        await environment.CloseAsync();
    }
}
