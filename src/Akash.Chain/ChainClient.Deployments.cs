using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Money;
using Deployments = Akash.Proto.Deployment.V1Beta4.Query.QueryClient;

namespace Akash.Chain;

public sealed partial class ChainClient
{
    Deployments DeploymentQueries => new(Invoker);

    /// <summary>A deployment with its groups and its escrow account; null where the owner never used this dseq.</summary>
    public Task<QueryDeploymentResponse?> FindDeploymentAsync(string owner, ulong dseq, CancellationToken cancellationToken) =>
        FindAsync(DeploymentQueries.DeploymentAsync(
            new QueryDeploymentRequest { Id = new DeploymentID { Owner = owner, Dseq = dseq } }, cancellationToken: cancellationToken));

    /// <summary>The deployments of an owner, by dseq; all states where <paramref name="state"/> is null.</summary>
    public IAsyncEnumerable<QueryDeploymentResponse> ListDeploymentsAsync(
        string owner, Deployment.Types.State? state, CancellationToken cancellationToken) =>
        ListAsync(
            page => DeploymentQueries.DeploymentsAsync(
                new QueryDeploymentsRequest
                {
                    Filters = new DeploymentFilters { Owner = owner, State = StateName(state) },
                    Pagination = page,
                },
                cancellationToken: cancellationToken),
            page => page.Deployments, page => page.Pagination, cancellationToken);

    /// <summary>One group of a deployment; null where there is none.</summary>
    public async Task<Group?> FindGroupAsync(string owner, ulong dseq, uint gseq, CancellationToken cancellationToken) =>
        (await FindAsync(DeploymentQueries.GroupAsync(
            new QueryGroupRequest { Id = new GroupID { Owner = owner, Dseq = dseq, Gseq = gseq } }, cancellationToken: cancellationToken)))?.Group;

    /// <summary>The least deposits for a new deployment, one a denom.</summary>
    public async Task<IReadOnlyList<Coin>> GetMinimumDepositsAsync(CancellationToken cancellationToken)
    {
        var answer = await DeploymentQueries.ParamsAsync(new QueryParamsRequest(), cancellationToken: cancellationToken).ResponseAsync;
        return [.. answer.Params.MinDeposits.Select(WireAmounts.ToMoney)];
    }

    /// <summary>A dseq for a new deployment of an owner: unused, and neither a decimal prefix of a live one nor the reverse.</summary>
    public async Task<ulong> ChooseDseqAsync(string owner, CancellationToken cancellationToken)
    {
        List<ulong> live = [];
        await foreach (var deployment in ListDeploymentsAsync(owner, Deployment.Types.State.Active, cancellationToken))
        {
            live.Add(deployment.Deployment.Id.Dseq);
        }

        return Dseq.Choose(live);
    }

    /// <summary>States travel in filters by their name in the protocol, which is the one in lower case.</summary>
    internal static string StateName<T>(T? state)
        where T : struct, Enum =>
        state is { } known ? ProtocolName(known.ToString()) : "";

    static string ProtocolName(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
