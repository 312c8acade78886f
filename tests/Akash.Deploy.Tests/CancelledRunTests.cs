using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class CancelledRunTests
{
    public static TheoryData<int> Moments => [.. Enumerable.Range(0, 60).Select(step => step * 200)];

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_cancelled_creation_leaves_nothing_open_and_ends_within_seven_seconds(int milliseconds)
    {
        var world = new World();
        var moment = TimeSpan.FromMilliseconds(milliseconds);
        Outcome? outcome = null;

        var elapsed = world.Elapsed(() => outcome = world.DeployCancelledAfter(moment));

        if (outcome!.Kind is OutcomeKind.Created)
        {
            world.Network.Open.Should().ContainSingle();
            return;
        }

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.Cancelled, ExitCode = 1 });
        (elapsed - moment).Should().BeLessThan(TimeSpan.FromSeconds(7));
        world.Network.Open.Should().BeEmpty();
        world.Network.Act.Should().Be(5_000_000);
    }

    [Fact]
    public void Cancelled_while_it_looks_into_a_failure_it_still_closes()
    {
        var world = new World();
        world.Network.SilentLooks = 100;

        // It gives up at 60 seconds of readiness, and then asks for last words.
        foreach (var seconds in Enumerable.Range(60, 16))
        {
            world.DeployCancelledAfter(TimeSpan.FromSeconds(seconds), World.Request(Sample.Sdl("crash:1")));

            world.Network.Open.Should().BeEmpty($"cancelled after {seconds} s");
        }
    }

    [Fact]
    public void A_cancelled_update_leaves_the_deployment_open()
    {
        var world = new World();
        var first = world.Deploy();

        var second = world.DeployCancelledAfter(TimeSpan.FromSeconds(2), World.Request(Sample.Sdl("web:2")));

        second.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.Cancelled });
        world.Network.Open.Should().Equal(first.Dseq!.Value);
    }
}
