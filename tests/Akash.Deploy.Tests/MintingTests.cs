using Akash.Deploy.Tests.Peers;
using Akash.Money;

namespace Akash.Deploy.Tests;

public class MintingTests
{
    [Fact]
    public void Act_the_deposit_lacks_is_minted_within_the_limit_and_reported()
    {
        var world = new World();
        world.Network.Act = 200_000;

        var outcome = world.Deploy(World.Request() with { MintAct = new Coin(Denoms.Uact, 10_000_000) });

        outcome.ExitCode.Should().Be(0, outcome.Message);
        outcome.Spent.Burned.Should().Be(new Coin(Denoms.Uakt, 600_000));
        outcome.Spent.Fees.Amount.Should().Be(5_000 * outcome.Transactions.Count);
        world.Network.Burned.Should().Be(600_000);
    }

    [Fact]
    public void Act_is_not_minted_above_the_limit_nor_where_there_is_enough()
    {
        var poor = new World();
        poor.Network.Act = 200_000;
        var rich = new World();

        var refused = poor.Deploy(World.Request() with { MintAct = new Coin(Denoms.Uact, 100_000) });
        rich.Deploy(World.Request() with { MintAct = new Coin(Denoms.Uact, 10_000_000) });

        refused.Should().BeEquivalentTo(new { ExitCode = 2, Reason = Reason.InsufficientFunds });
        poor.Network.Burned.Should().Be(0);
        rich.Network.Burned.Should().Be(0);
    }
}
