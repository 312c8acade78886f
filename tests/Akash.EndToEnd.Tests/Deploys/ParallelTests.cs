using Akash.Deploy;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>Many jobs of one wallet at once.</summary>
public sealed class ParallelTests
{
    const int Jobs = 100;

    [Fact]
    public async Task Hundred_deploys_from_one_wallet_at_once_all_succeed()
    {
        await using var sandbox = await SandboxProcess.StartSimulatedAsync("1s");
        var environments = await Task.WhenAll(Enumerable.Range(0, Jobs).Select(_ => DeployEnvironment.OpenAsync(sandbox)));

        var outcomes = await Task.WhenAll(environments.Select(environment => environment.DeployAsync(DeployEnvironment.Request(Application.Web("v1")) with
        {
            BidTimeout = TimeSpan.FromMinutes(2),
            ReadyTimeout = TimeSpan.FromMinutes(3),
            Timeout = TimeSpan.FromMinutes(5),
        })));

        outcomes.Should().AllSatisfy(outcome => outcome.ExitCode.Should().Be(0, outcome.Message));
        outcomes.Select(outcome => outcome.Dseq).Should().OnlyHaveUniqueItems();
        var closed = await Task.WhenAll(environments.Select(environment => environment.CloseAsync()));
        closed.Should().AllSatisfy(outcome => outcome.ExitCode.Should().Be(0, outcome.Message));
        (await environments[0].OpenDeploymentsAsync()).Should().BeEmpty();
        foreach (var environment in environments) environment.Dispose();
    }
}
