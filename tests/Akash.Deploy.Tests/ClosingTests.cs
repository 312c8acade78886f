using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class ClosingTests
{
    [Fact]
    public void Close_closes_the_recorded_deployment_and_remembers_it()
    {
        var world = new World();
        var deployed = world.Deploy();

        var outcome = Close(world);

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Closed, deployed.Dseq, ExitCode = 0 });
        outcome.Transactions.Should().ContainSingle();
        world.Network.Open.Should().BeEmpty();
        world.Records.Newest!.Phase.Should().Be(RecordPhase.Closed);
    }

    [Fact]
    public void Closing_again_is_nothing_to_do()
    {
        var world = new World();
        world.Deploy();
        Close(world);

        var again = Close(world);

        again.Should().BeEquivalentTo(new { Kind = OutcomeKind.Closed, ExitCode = 0 });
        again.Transactions.Should().BeEmpty();
    }

    [Fact]
    public void Where_nothing_is_recorded_close_says_so()
    {
        var outcome = Close(new World());

        outcome.Should().BeEquivalentTo(new { Reason = Reason.NoRecord, ExitCode = 2 });
        outcome.Message.Should().Contain("environment 'production'");
    }

    [Fact]
    public void A_deploy_after_a_close_opens_anew()
    {
        var world = new World();
        var first = world.Deploy();
        Close(world);

        var second = world.Deploy();

        second.Kind.Should().Be(OutcomeKind.Created);
        second.Dseq.Should().NotBe(first.Dseq);
    }

    [Theory]
    [InlineData("BeforeTheCall")]
    [InlineData("DuringTheCall")]
    [InlineData("AfterTheCall")]
    public void Finish_closes_whatever_its_killed_run_was_opening(string death)
    {
        for (var call = 1; ; call++)
        {
            var world = new World();
            if (!world.DeployKilled(new KillSwitch(call, Enum.Parse<Death>(death)), World.Request())) return;
            var live = world.Records.Newest?.Phase is RecordPhase.Live;

            var outcome = world.Run(() => world.As("killed run").FinishAsync("production", TimeSpan.FromSeconds(5), CancellationToken.None));

            outcome.ExitCode.Should().Be(0);
            world.Network.Open.Should().HaveCount(live ? 1 : 0, $"killed {death} {call}");
        }
    }

    [Fact]
    public void Finish_leaves_what_another_run_is_opening()
    {
        var world = new World();
        world.DeployKilled(new KillSwitch(12, Death.AfterTheCall), World.Request());

        world.Run(() => world.As("somebody else").FinishAsync("production", TimeSpan.FromSeconds(5), CancellationToken.None));

        world.Network.Open.Should().ContainSingle();
    }

    [Fact]
    public void Status_tells_what_runs_and_what_does_not()
    {
        var world = new World();
        var deployed = world.Deploy();

        var running = Status(world);
        world.Network.ProviderCloses(deployed.Dseq!.Value, 1);
        var lost = Status(world);
        Close(world);
        var closed = Status(world);

        running.Should().BeEquivalentTo(new { Kind = OutcomeKind.Unchanged, ExitCode = 0, deployed.Dseq, deployed.Url });
        lost.Should().BeEquivalentTo(new { Reason = Reason.DeploymentGone, ExitCode = 3 });
        closed.Should().BeEquivalentTo(new { Kind = OutcomeKind.Closed, ExitCode = 3 });
    }

    [Fact]
    public void Logs_come_from_every_lease()
    {
        var world = new World();
        world.Deploy(World.Request(Sample.Sdl(groups: ["east", "west"])));

        var lines = world.Run(async () => await world.Deployer
            .ReadLogsAsync("production", null, new LogQuery(["east-app"], false, 10), CancellationToken.None).ToListAsync());

        lines.Should().HaveCount(2);
    }

    [Fact]
    public void Logs_of_nothing_say_so()
    {
        var world = new World();

        var read = () => world.Run(async () => await world.Deployer
            .ReadLogsAsync("production", null, new LogQuery([], false, 10), CancellationToken.None).ToListAsync());

        read.Should().Throw<DeploymentNetworkException>().WithMessage("*no deployment is recorded*");
    }

    static Outcome Close(World world) =>
        world.Run(() => world.Deployer.CloseAsync("production", null, TimeSpan.FromSeconds(5), CancellationToken.None));

    static Outcome Status(World world) => world.Run(() => world.Deployer.StatusAsync("production", null, CancellationToken.None));
}
