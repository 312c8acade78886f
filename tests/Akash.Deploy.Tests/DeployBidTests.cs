using Akash.Deploy.Plans;
using Akash.Deploy.Quantities;
using Akash.Deploy.Records;
using Akash.Deploy.Tests.Peers;

namespace Akash.Deploy.Tests;

public class DeployBidTests
{
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
}
