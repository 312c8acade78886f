using Akash.Chain;
using Akash.Chain.Transport;
using Akash.Money;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    /// <summary>What public networks take for a block where it cannot be measured (chain.md 11.3).</summary>
    static readonly TimeSpan UsualBlockTime = TimeSpan.FromSeconds(6);

    /// <summary>How old the latest block may be before it is worth a word.</summary>
    static readonly TimeSpan TolerableAge = TimeSpan.FromMinutes(1);

    public Task<NetworkCondition> CheckAsync(CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var status = chain.GetStatusAsync(cancellationToken);
        var blockTime = chain.MeasureBlockTimeAsync(cancellationToken);
        var funds = GetFundsAsync(cancellationToken);
        var minimums = chain.GetMinimumDepositsAsync(cancellationToken);
        var plan = chain.FindUpgradePlanAsync(cancellationToken);
        await Task.WhenAll(status, blockTime, funds, minimums, plan);

        var perBlock = await blockTime ?? UsualBlockTime;
        return new NetworkCondition(
            (await status).LatestHeight, perBlock, (await funds).Fees, (await funds).Deposits,
            MinimumDeposit(await minimums), [.. Warnings(await status, await plan, perBlock)])
        {
            FeePayer = access.FeeGranter is { } granter ? $"the fee grant of {granter} to {wallet.Address}" : null,
            Depositor = UsesGrants ? $"what {wallet.Address} may deposit" : null,
        };
    });

    public Task<long> GetHeightAsync(CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync(async () => (await chain.GetStatusAsync(cancellationToken)).LatestHeight);

    Coin MinimumDeposit(IReadOnlyList<Coin> minimums) => minimums.Any(coin => coin.Denom == Denoms.Uact)
        ? minimums.TotalOf(Denoms.Uact)
        : throw new DeploymentNetworkException(
            NetworkFailure.Rejected, $"Network {Name} takes no deposits in {Denoms.Uact}, only in {string.Join(", ", minimums.Select(coin => coin.Denom))}",
            "This version knows how to pay in ACT only: look for a newer one.");

    IEnumerable<string> Warnings(NodeStatus status, UpgradePlan? plan, TimeSpan perBlock)
    {
        var age = time.GetUtcNow() - status.LatestBlockTime;
        if (age > TolerableAge)
            yield return $"The latest block of {Name} is {age.TotalMinutes:0.#} minutes old: the network stands still, its endpoint lags, or this machine's clock is wrong.";
        if (plan is not null)
            yield return $"{Name} will be upgraded to {plan.Name} at block {plan.Height}, {Until(plan.Height - status.LatestHeight, perBlock)}: {Meaning(plan)}";
    }

    /// <summary>The upgrade that ends the chain bears the word in its name (chain.md section 19).</summary>
    static string Meaning(UpgradePlan plan) => plan.Name.Contains("sunset", StringComparison.OrdinalIgnoreCase)
        ? "the chain ends with it. From then on nothing can be deployed, updated or minted, only topped up and closed: move what shall go on running before."
        : "transactions pause around it, and newer rules may need a newer version of this tool.";

    static string Until(long blocks, TimeSpan perBlock) => (perBlock * Math.Max(blocks, 0)).TotalHours switch
    {
        < 1 => "within the hour",
        < 48 and var hours => $"in about {hours:0} hours",
        var hours => $"in about {hours / 24:0} days",
    };
}
