using Akash.Deploy.Plans;
using Akash.Deploy.Quantities;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class DeployFailureTests
{
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
}
