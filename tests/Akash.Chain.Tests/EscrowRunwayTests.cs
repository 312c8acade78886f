using Akash.Money;
using Akash.Proto.Escrow.Types.V1;

namespace Akash.Chain.Tests;

public class EscrowRunwayTests
{
    [Fact]
    public void Runway_is_what_is_left_after_every_payment_due_is_cut_to_whole_units()
    {
        var account = Account(settledAt: 100, ("uakt", "9000000"), ("uact", "1000"));

        var runway = EscrowRunway.Compute(account, [Rate("1.5"), Rate("0.9")], height: 103);

        // 3 blocks: trunc(4.5) and trunc(2.7), 6 in all; 994 / 2.4 is 414.1.
        runway.Should().Be(new EscrowRunway(Rate("994"), Rate("2.4"), 414));
    }

    [Fact]
    public void Runway_of_a_deployment_that_is_charged_nothing_has_no_end()
    {
        EscrowRunway.Compute(Account(5, ("uact", "500000")), [], 1_000_000).Should().Be(new EscrowRunway(Rate("500000"), Rate("0"), null));
    }

    [Fact]
    public void Runway_of_an_overdrawn_account_is_over()
    {
        var runway = EscrowRunway.Compute(Account(10, ("uact", "-3")), [Rate("1")], 12);

        runway.Remaining.Should().Be(Rate("-5"));
        runway.BlocksLeft.Should().Be(0);
    }

    static DecCoin Rate(string amount) => new("uact", Dec.Parse(amount));

    static Account Account(long settledAt, params (string Denom, string Amount)[] funds) => new()
    {
        State = new AccountState
        {
            SettledAt = settledAt,
            Funds = { funds.Select(fund => new Balance { Denom = fund.Denom, Amount = Dec.Parse(fund.Amount).ToWire() }) },
        },
    };
}
