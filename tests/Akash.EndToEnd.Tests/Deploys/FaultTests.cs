using Akash.Deploy;
using Akash.EndToEnd.Tests.Networks;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>
/// A deployment's life while a tenth of all requests meets a fault: it ends well or with the right message, nothing stays open and
/// nothing is paid twice.
/// </summary>
public sealed class FaultTests(SimulatedSandbox simulated) : IClassFixture<SimulatedSandbox>
{
    const double Often = 0.1;

    /// <summary>What may go wrong when the network does; anything else would be a wrong message.</summary>
    static readonly Reason[] Plausible = [Reason.NetworkUnavailable, Reason.ProviderUnavailable, Reason.NotReady, Reason.Unhealthy, Reason.NoBids, Reason.TimedOut];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("drop", "node")]
    [InlineData("delay", "node")]
    [InlineData("error", "node")]
    [InlineData("reset", "node")]
    [InlineData("lag", "node")]
    [InlineData("lost-answer", "node")]
    [InlineData("duplicate", "node")]
    [InlineData("reorder", "node")]
    [InlineData("late-index", "node")]
    [InlineData("drop", "gateway")]
    [InlineData("delay", "gateway")]
    [InlineData("error", "gateway")]
    [InlineData("reset", "gateway")]
    [InlineData("lost-answer", "gateway")]
    [InlineData("duplicate", "gateway")]
    [InlineData("reorder", "gateway")]
    [InlineData("wrong-certificate", "gateway")]
    public async Task Deployment_survives_a_fault_in_a_tenth_of_all_requests(string fault, string target)
    {
        // Given
        var sandbox = simulated.Process;
        using var environment = await DeployEnvironment.OpenAsync(sandbox);
        var before = (await environment.Network.CheckAsync(Stop)).Height;
        await sandbox.SteerAsync(HttpMethod.Put, "/api/faults", new { fault, target, probability = Often, milliseconds = 500 });

        // When
        var created = await environment.DeployAsync(Application.Web("v1"));
        var updated = await environment.DeployAsync(Application.Web("v2"));
        var closed = await environment.CloseAsync();
        var struck = (await sandbox.SteerAsync(HttpMethod.Get, "/api/state")).GetProperty("faults")[0].GetProperty("struck").GetInt32();
        await sandbox.SteerAsync(HttpMethod.Delete, "/api/faults?seed=7");

        // Then
        foreach (var outcome in (Outcome[])[created, updated, closed])
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{fault} at {target}: {outcome.Kind} {outcome.Reason} {outcome.Message}");
            outcome.Message.Should().NotBeNullOrWhiteSpace();
            if (outcome.ExitCode != 0) outcome.Reason.Should().BeOneOf(Plausible, outcome.Message);
        }

        struck.Should().BePositive("a fault that never strikes proves nothing");
        (await environment.OpenDeploymentsAsync()).Should().BeEmpty();
        var included = await IncludedAsync(sandbox, before, environment.Network.Owner);
        included.Count(name => name == "MsgCreateDeployment").Should().BeLessThanOrEqualTo(1 + (created.ExitCode == 0 ? 0 : 1), "each run creates at most once");
        included.Count(name => name == "MsgCreateLease").Should().BeLessThanOrEqualTo(included.Count(name => name == "MsgCreateDeployment"));
        included.Count(name => name == "MsgCloseDeployment").Should().Be(included.Count(name => name == "MsgCreateDeployment"));
        included.Count(name => name == "MsgUpdateDeployment").Should().BeLessThanOrEqualTo(1);
    }

    /// <summary>The messages of an owner that blocks above a height carried out.</summary>
    static async Task<IReadOnlyList<string>> IncludedAsync(SandboxProcess sandbox, long height, string owner)
    {
        var query = Uri.EscapeDataString($"tx.height>{height} AND message.sender='{owner}'");
        var found = await sandbox.SteerAsync(HttpMethod.Get, $"/api/chain/cosmos/tx/v1beta1/txs?query={query}&limit=100");
        return [.. found.GetProperty("tx_responses").EnumerateArray().Where(answer => answer.GetProperty("code").GetInt32() == 0)
            .SelectMany(answer => answer.GetProperty("tx").GetProperty("body").GetProperty("messages").EnumerateArray())
            .Select(message => message.GetProperty("@type").GetString()!.Split('.')[^1])];
    }
}
