using Akash.Deploy.Plans;
using Akash.Deploy.Quantities;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class DeployTests
{
    [Fact]
    public void Deploy_opens_a_deployment_with_the_cheapest_provider_and_waits_until_it_answers()
    {
        var world = new World();

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, Healthy = true, ExitCode = 0, IsNew = true, Reason = (Reason?)null });
        outcome.Groups.Should().ContainSingle().Which.Lease!.Value.Provider.Should().Be("cheap");
        outcome.Url.Should().Be(new Uri("http://web-app.ingress.test"));
        outcome.Transactions.Should().HaveCount(2);
        world.Network.Open.Should().Equal(outcome.Dseq!.Value);
        world.Records.Newest.Should().BeEquivalentTo(new { Phase = RecordPhase.Live, Dseq = outcome.Dseq.Value, Url = outcome.Url });
    }

    [Fact]
    public void Deploy_tells_what_it_costs()
    {
        var outcome = new World().Deploy();

        // 100 uact a block, blocks of one second, 0.5 ACT in escrow.
        outcome.Cost!.PerHour.ToString().Should().Be("0.36");
        outcome.Cost.PerMonth.ToString().Should().Be("262.98");
        outcome.Cost.RunwayHours!.Value.ToString(2, Money.Rounding.Truncate).Should().Be("1.38");
    }

    [Fact]
    public void What_the_network_announces_is_in_every_report_and_told_once()
    {
        var world = new World();
        world.Network.Warnings = ["memory will be upgraded to v9 at block 200"];

        var outcome = world.Deploy();
        var status = world.Run(() => world.Deployer.StatusAsync("production", outcome.Dseq, CancellationToken.None));
        var missing = world.Run(() => world.Deployer.StatusAsync("production", 404, CancellationToken.None));

        outcome.Warnings.Should().Equal(world.Network.Warnings);
        status.Warnings.Should().Equal(world.Network.Warnings);
        missing.Warnings.Should().Equal(world.Network.Warnings);
        world.Reporter.Warnings.Where(warning => warning.Contains("v9")).Should().HaveCount(3, "each run tells it once");
    }

    [Fact]
    public void Deploying_the_same_again_changes_and_spends_nothing()
    {
        var world = new World();
        var first = world.Deploy();
        var (act, akt) = (world.Network.Act, world.Network.Akt);

        var second = world.Deploy();

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Unchanged, first.Dseq, first.Url, ExitCode = 0, IsNew = false });
        second.Transactions.Should().BeEmpty();
        (world.Network.Act, world.Network.Akt).Should().Be((act, akt));
    }

    [Fact]
    public void A_changed_image_is_served_by_the_same_deployment_before_the_run_ends()
    {
        var world = new World();
        var first = world.Deploy();

        var second = world.Deploy(World.Request(Sample.Sdl("web:2")));

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, first.Dseq, first.Url, ExitCode = 0 });
        var status = world.Run(() => world.Network.GetStatusAsync(second.Groups[0].Lease!.Value, CancellationToken.None));
        status!.Services.Should().ContainSingle().Which.ObservedGeneration.Should().Be(2);
    }

    [Fact]
    public void Changed_resources_are_refused_by_name_and_what_runs_is_left_alone()
    {
        var world = new World();
        var first = world.Deploy();

        var second = world.Deploy(World.Request(Sample.Sdl(memory: 1024)));

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.NeedsNewDeployment, first.Dseq, ExitCode = 2 });
        second.Message.Should().Contain("web, resource 1, memory: 512 bytes → 1Ki");
        world.Network.Open.Should().Equal(first.Dseq!.Value);
    }

    [Fact]
    public void A_lost_lease_is_replaced_by_a_new_deployment()
    {
        var world = new World();
        var first = world.Deploy();
        world.Network.ProviderCloses(first.Dseq!.Value, 1);

        var second = world.Deploy();

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Replaced, PreviousDseq = first.Dseq, ExitCode = 0 });
        world.Network.Open.Should().Equal(second.Dseq!.Value);
    }

    [Fact]
    public void A_deployment_that_was_closed_elsewhere_is_replaced()
    {
        var world = new World();
        var first = world.Deploy();
        world.Network.CloseNow(first.Dseq!.Value);

        var second = world.Deploy();

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Replaced, PreviousDseq = first.Dseq });
    }

    [Fact]
    public void A_named_dseq_must_be_there()
    {
        var outcome = new World().Deploy(World.Request() with { Dseq = 77 });

        outcome.Should().BeEquivalentTo(new { Reason = Reason.DeploymentGone, ExitCode = 2 });
    }

    [Fact]
    public void Without_record_or_dseq_nothing_is_opened()
    {
        var world = new World();
        var deployer = new Deployer(world.Network, null, world.Reporter, TimeProvider.System, "run");

        var outcome = world.Run(() => deployer.DeployAsync(World.Request(), CancellationToken.None));

        outcome.Should().BeEquivalentTo(new { Reason = Reason.NoRecord, ExitCode = 2 });
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void A_second_run_waits_and_then_names_who_is_inside()
    {
        var world = new World();
        world.Run(() => world.Records.EnterAsync("production", TimeSpan.Zero, CancellationToken.None));

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Reason = Reason.Busy, ExitCode = 1 });
        outcome.Message.Should().Contain("the other run");
    }

    [Fact]
    public void The_plan_is_told_before_it_is_carried_out()
    {
        var world = new World();

        world.Deploy();
        world.Deploy();

        world.Reporter.Plans.Should().SatisfyRespectively(
            first => first.Should().BeOfType<Plan.Create>(),
            second => second.Should().BeOfType<Plan.Nothing>());
    }
}
