namespace Akash.Deploy.Tests;

public class OutcomeTests
{
    static readonly string[] OneTransaction = ["TX"];

    [Theory]
    [InlineData(OutcomeKind.Created, null, true, 0)]
    [InlineData(OutcomeKind.Unchanged, null, true, 0)]
    [InlineData(OutcomeKind.Closed, null, true, 0)]
    [InlineData(OutcomeKind.Created, Reason.NotReady, false, 3)]
    [InlineData(OutcomeKind.Updated, Reason.Unhealthy, false, 3)]
    [InlineData(OutcomeKind.Failed, Reason.NoBids, false, 1)]
    [InlineData(OutcomeKind.Failed, Reason.Busy, false, 1)]
    [InlineData(OutcomeKind.Failed, Reason.InsufficientFunds, false, 2)]
    [InlineData(OutcomeKind.Failed, Reason.SdlInvalid, false, 2)]
    [InlineData(OutcomeKind.Failed, Reason.NeedsNewDeployment, false, 2)]
    public void Exit_code_follows_the_contract(OutcomeKind kind, Reason? reason, bool healthy, int expected) =>
        Of(kind, reason, healthy).ExitCode.Should().Be(expected);

    [Fact]
    public void Bad_input_after_something_was_spent_is_an_ordinary_failure() =>
        (Of(OutcomeKind.Failed, Reason.InsufficientFunds, false) with { Transactions = OneTransaction }).ExitCode.Should().Be(1);

    [Theory]
    [InlineData(Reason.NoBids, "no-bids")]
    [InlineData(Reason.PriceAboveMax, "price-above-max")]
    [InlineData(Reason.Cancelled, "cancelled")]
    [InlineData(Reason.ImageNotPullable, "image-not-pullable")]
    public void Reasons_are_spelled_in_kebab_case(Reason reason, string code) => reason.Code().Should().Be(code);

    static Outcome Of(OutcomeKind kind, Reason? reason, bool healthy) => new()
    {
        Kind = kind,
        Reason = reason,
        Message = "",
        Healthy = healthy,
        Owner = "akash1owner",
    };
}
