using Akash.Chain.Transport;
using Akash.Money;
using Akash.Proto.Cosmos.Base.Node.V1Beta1;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using GasPrices = Akash.Chain.Networks.GasPrice;

namespace Akash.Chain;

/// <summary>A chain upgrade that has been decided.</summary>
/// <param name="Height">The block at which nodes of today stop.</param>
public sealed record UpgradePlan(string Name, long Height, string Info);

public sealed partial class ChainClient
{
    /// <summary>How far back the block time is measured.</summary>
    const long BlocksMeasured = 10_000;

    /// <summary>Where the endpoint in use stands; never behind what was confirmed.</summary>
    public Task<NodeStatus> GetStatusAsync(CancellationToken cancellationToken) => Endpoints.ReadAsync(ReadStatusAsync, cancellationToken);

    internal async Task<NodeStatus> ReadStatusAsync(IChainNode node, CancellationToken cancellationToken)
    {
        var status = await node.GetStatusAsync(cancellationToken);
        return status.LatestHeight >= Endpoints.ConfirmedHeight
            ? status
            : throw new EndpointException(node.Name, $"is at block {status.LatestHeight}, behind block {Endpoints.ConfirmedHeight}", mayHaveArrived: true);
    }

    /// <summary>
    /// The average between blocks, from the latest header and one up to 10,000 blocks earlier, or as far back as the node
    /// keeps them; null on a chain of one block.
    /// </summary>
    public async Task<TimeSpan?> MeasureBlockTimeAsync(CancellationToken cancellationToken)
    {
        var status = await GetStatusAsync(cancellationToken);
        for (var blocks = Math.Min(BlocksMeasured, status.LatestHeight - status.EarliestHeight); blocks > 0; blocks /= 10)
        {
            var from = status.LatestHeight - blocks;
            if (await Endpoints.ReadAsync((node, token) => node.FindBlockTimeAsync(from, token), cancellationToken) is { } began)
            {
                return (status.LatestBlockTime - began) / blocks;
            }
        }

        return null;
    }

    /// <summary>What to pay for gas: the network's price, and never less than what the endpoint in use asks for.</summary>
    public async Task<DecCoin> GetGasPriceAsync(CancellationToken cancellationToken)
    {
        var price = Network.GasPrice ?? GasPrices.Default;
        var config = await new Service.ServiceClient(Invoker).ConfigAsync(new ConfigRequest(), cancellationToken: cancellationToken).ResponseAsync;
        var least = GasPrices.FindMinimum(config.MinimumGasPrice, price.Denom);
        return least > price.Amount ? price with { Amount = least } : price;
    }

    /// <summary>The announced upgrade, or null while there is none.</summary>
    public async Task<UpgradePlan?> FindUpgradePlanAsync(CancellationToken cancellationToken) =>
        (await new Query.QueryClient(Invoker).CurrentPlanAsync(new QueryCurrentPlanRequest(), cancellationToken: cancellationToken).ResponseAsync).Plan is { } plan
            ? new UpgradePlan(plan.Name, plan.Height, plan.Info)
            : null;
}
