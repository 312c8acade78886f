using Akash.Deploy;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>Providers that do not do what they should.</summary>
public sealed class FaultyProviderTests
{
    [Fact]
    public async Task A_provider_that_never_takes_the_manifest_is_left_and_nothing_stays_open()
    {
        await using var sandbox = await SandboxProcess.StartAsync("community=hang");
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(DeployEnvironment.Request(Application.Web("v1")) with { ReadyTimeout = TimeSpan.FromSeconds(8) });

        outcome.Should().BeEquivalentTo(new { Kind = OutcomeKind.Failed, Reason = Reason.ProviderUnavailable, ExitCode = 1 }, because: outcome.Message);
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_cheaper_bid_that_comes_later_wins_within_the_window()
    {
        await using var sandbox = await SandboxProcess.StartAsync("community=bid-delay=2");
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var first = await environment.DeployAsync(DeployEnvironment.Request(Application.Web("v1")) with { BidStrategy = BidStrategy.First });
        await environment.CloseAsync();
        var cheapest = await environment.DeployAsync(Application.Web("v1"));
        await environment.CloseAsync();

        cheapest.Kind.Should().Be(OutcomeKind.Created, cheapest.Message);
        cheapest.Groups[0].Price!.Value.Amount.Should().BeLessThan(first.Groups[0].Price!.Value.Amount);
    }

    [Fact]
    public async Task A_provider_older_than_tokens_is_deployed_to_with_a_certificate()
    {
        await using var sandbox = await SandboxProcess.StartAsync("community=before=v0.7", "audited=no-bids", "gpu=no-bids");
        using var environment = await DeployEnvironment.OpenAsync(sandbox);

        var outcome = await environment.DeployAsync(Application.Web("v1"));
        await environment.CloseAsync();

        outcome.Kind.Should().Be(OutcomeKind.Created, outcome.Message);
    }
}
