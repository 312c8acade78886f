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
    public void Every_group_gets_its_lease_in_one_transaction()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request(Sample.Sdl(groups: ["east", "west"])));

        outcome.Kind.Should().Be(OutcomeKind.Created);
        outcome.Groups.Select(group => group.Lease!.Value.Gseq).Should().Equal(1, 2);
        outcome.Transactions.Should().HaveCount(2);
        outcome.Services.Select(service => service.Name).Should().Equal("east-app", "west-app");
    }

    [Fact]
    public void A_later_but_cheaper_bid_within_the_window_wins()
    {
        var world = new World(new MemoryProvider("early", 300), new MemoryProvider("late", 100) { BidsAfter = TimeSpan.FromSeconds(3) });

        var outcome = world.Deploy();

        outcome.Groups[0].Lease!.Value.Provider.Should().Be("late");
    }

    [Fact]
    public void The_first_strategy_takes_what_it_sees_first()
    {
        var world = new World(new MemoryProvider("early", 300), new MemoryProvider("late", 100) { BidsAfter = TimeSpan.FromSeconds(3) });

        var outcome = world.Deploy(World.Request() with { BidStrategy = BidStrategy.First });

        outcome.Groups[0].Lease!.Value.Provider.Should().Be("early");
    }

    [Fact]
    public void A_filtered_bid_is_not_taken_however_cheap()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request() with { BidFilter = bid => bid.Id.Provider != "cheap" });

        outcome.Groups[0].Lease!.Value.Provider.Should().Be("dear");
    }

    [Fact]
    public void A_bid_that_vanishes_before_it_is_taken_gives_way_to_the_next_best()
    {
        var world = new World();
        world.Network.BeforeAccept = () => world.Network.Withdrawn.Add("cheap");

        var outcome = world.Deploy();

        outcome.Kind.Should().Be(OutcomeKind.Created);
        outcome.Groups[0].Lease!.Value.Provider.Should().Be("dear");
    }

    [Fact]
    public void Without_bids_the_deployment_is_closed_and_the_deposit_back()
    {
        var world = new World(new MemoryProvider("asleep", 1) { BidsAfter = TimeSpan.FromHours(1) });

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.NoBids, ExitCode = 1 });
        world.Network.Open.Should().BeEmpty();
        world.Network.Act.Should().Be(5_000_000);
        world.Records.Newest!.Phase.Should().Be(RecordPhase.Closed);
    }

    [Fact]
    public void Bids_above_the_ceiling_are_told_from_no_bids_with_the_cheapest_seen()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request() with { MaxPrice = Price.Parse("99uact/block") });

        outcome.Reason.Should().Be(Reason.PriceAboveMax);
        outcome.Message.Should().Contain("100uact/block").And.Contain("99uact/block");
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void The_ceiling_is_for_all_groups_together()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request(Sample.Sdl(groups: ["east", "west"])) with { MaxPrice = Price.Parse("199uact/block") });

        outcome.Reason.Should().Be(Reason.PriceAboveMax);
    }

    [Fact]
    public void An_empty_wallet_spends_nothing_and_is_told_what_it_lacks()
    {
        var world = new World();
        world.Network.Act = 200_000;

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Reason = Reason.InsufficientFunds, ExitCode = 2, Dseq = (ulong?)null });
        outcome.Message.Should().Contain("akash1owner lacks 0.3 ACT for the deposit").And.Contain("0.2 ACT of 0.5 ACT");
        outcome.Transactions.Should().BeEmpty();
        world.Records.Newest.Should().BeNull();
    }

    [Fact]
    public void Fees_must_suffice_for_closing_too()
    {
        var world = new World();
        world.Network.Akt = 14_999;

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Reason = Reason.InsufficientFunds, ExitCode = 2 });
        outcome.Message.Should().Contain("lacks 0.000001 AKT for transaction fees");
    }

    [Fact]
    public void A_deposit_below_the_minimum_is_bad_input()
    {
        var outcome = new World().Deploy(World.Request() with { Deposit = Amounts.Parse("0.4ACT") });

        outcome.Should().BeEquivalentTo(new { Reason = Reason.InputInvalid, ExitCode = 2 });
    }

    [Fact]
    public void A_creation_that_outlasts_the_timeout_is_closed()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request(Sample.Sdl("crash:1")) with { Timeout = TimeSpan.FromSeconds(20) });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.TimedOut, ExitCode = 1 });
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void An_update_that_outlasts_the_timeout_is_left_open()
    {
        var world = new World();
        var first = world.Deploy();

        var second = world.Deploy(World.Request(Sample.Sdl("crash:2")) with { Timeout = TimeSpan.FromSeconds(20) });

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, Healthy = false, Reason = Reason.TimedOut, ExitCode = 3 });
        world.Network.Open.Should().Equal(first.Dseq!.Value);
    }

    [Fact]
    public void A_container_that_crashes_leaves_its_last_words_and_nothing_open()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request(Sample.Sdl("crash:1")));

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.NotReady, ExitCode = 1 });
        outcome.Diagnosis.Should().Contain(line => line.Contains("last words")).And.Contain(line => line.Contains("BackOff"));
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void Words_of_a_container_that_was_just_started_again_are_waited_for()
    {
        var world = new World();
        world.Network.SilentLooks = 2;

        world.Deploy(World.Request(Sample.Sdl("crash:1"))).Diagnosis.Should().Contain(line => line.Contains("last words"));
    }

    [Fact]
    public void Keep_on_failure_leaves_what_could_not_become_ready()
    {
        var world = new World();

        var outcome = world.Deploy(World.Request(Sample.Sdl("crash:1")) with { KeepOnFailure = true });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Created, Healthy = false, Reason = Reason.NotReady, ExitCode = 3 });
        world.Network.Open.Should().Equal(outcome.Dseq!.Value);
    }

    [Fact]
    public void An_answer_that_is_no_success_is_unhealthy()
    {
        var world = new World();
        world.Network.HealthStatus = 503;

        var outcome = world.Deploy();

        outcome.Reason.Should().Be(Reason.Unhealthy);
        outcome.Message.Should().Contain("answers 503");
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void A_failed_update_is_never_closed()
    {
        var world = new World();
        var first = world.Deploy();

        var second = world.Deploy(World.Request(Sample.Sdl("crash:2")));

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, Healthy = false, Reason = Reason.NotReady, ExitCode = 3, first.Dseq });
        world.Network.Open.Should().Equal(first.Dseq!.Value);
    }

    [Fact]
    public void The_version_after_a_failed_update_is_served()
    {
        var world = new World();
        var first = world.Deploy();
        world.Deploy(World.Request(Sample.Sdl("crash:2")));

        var third = world.Deploy(World.Request(Sample.Sdl("web:3")));

        third.Should().BeEquivalentTo(new { Kind = OutcomeKind.Updated, ExitCode = 0, first.Dseq });
        world.Network.Providers[0].Images.Should().Equal("web:3");
    }

    [Fact]
    public void A_provider_that_never_takes_the_manifest_is_left()
    {
        var world = new World(new MemoryProvider("deaf", 100) { IsDeaf = true });

        var outcome = world.Deploy();

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.ProviderUnavailable, ExitCode = 1 });
        outcome.Message.Should().Contain("deaf did not take the manifest within 00:01:00");
        world.Network.Open.Should().BeEmpty();
    }

    [Fact]
    public void A_provider_that_no_longer_answers_is_no_reason_to_call_it_unchanged()
    {
        var world = new World();
        var first = world.Deploy();
        world.Network.Providers[0].IsGone = true;

        var second = world.Deploy();

        second.Should().BeEquivalentTo(new { Reason = Reason.ProviderUnavailable, Healthy = false, ExitCode = 3, first.Dseq });
        world.Network.Open.Should().Equal(first.Dseq!.Value);
    }

    [Fact]
    public void An_update_is_not_announced_to_a_provider_that_does_not_answer()
    {
        var world = new World();
        var first = world.Deploy();
        world.Network.Providers[0].IsGone = true;

        var second = world.Deploy(World.Request(Sample.Sdl("web:2")));

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.ProviderUnavailable, ExitCode = 1 });
        second.Transactions.Should().BeEmpty();
        world.Network[first.Dseq!.Value].Hash.ToArray().Should().Equal(World.Request().Sdl.Compiled!.Hash);
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
