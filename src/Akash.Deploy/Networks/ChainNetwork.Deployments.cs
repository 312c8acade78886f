using System.Numerics;
using System.Runtime.CompilerServices;
using Akash.Chain;
using Akash.Money;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1Beta5;
using Lease = Akash.Proto.Market.V1.Lease;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    public Task<ulong> ChooseDseqAsync(CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync(() => chain.ChooseDseqAsync(Owner, cancellationToken));

    /// <summary>Groups, leases and escrow from one block, so that they fit each other.</summary>
    public Task<NetworkDeployment?> FindAsync(ulong dseq, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var block = await chain.AtLatestAsync(cancellationToken);
        return await block.FindDeploymentAsync(Owner, dseq, cancellationToken) is { } found ? await DescribeAsync(found, block, cancellationToken) : null;
    });

    public IAsyncEnumerable<NetworkDeployment> ListActiveAsync(CancellationToken cancellationToken) =>
        NetworkFailures.TranslateAsync(DescribeActiveAsync(cancellationToken), cancellationToken);

    async IAsyncEnumerable<NetworkDeployment> DescribeActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = await chain.AtLatestAsync(cancellationToken);
        await foreach (var found in block.ListDeploymentsAsync(Owner, Deployment.Types.State.Active, cancellationToken))
            yield return await DescribeAsync(found, block, cancellationToken);
    }

    async Task<NetworkDeployment> DescribeAsync(QueryDeploymentResponse found, ChainClient block, CancellationToken cancellationToken)
    {
        var dseq = found.Deployment.Id.Dseq;
        var leases = await block.ListLeasesAsync(Owner, dseq, null, cancellationToken).Select(answer => answer.Lease).ToListAsync(cancellationToken);
        var charging = leases.Where(lease => lease.State is Lease.Types.State.Active or Lease.Types.State.Reclaiming).ToList();
        var records = await FindRecordsAsync(charging.Select(lease => lease.Id.Provider), cancellationToken);

        var groups =
            from networkGroup in found.Groups
            orderby networkGroup.Id.Gseq
            select new NetworkGroup(
                networkGroup.Id.Gseq, StateOf(networkGroup.State), networkGroup.GroupSpec,
                [
                    .. from lease in leases
                    where lease.Id.Gseq == networkGroup.Id.Gseq
                    orderby lease.Id.Oseq, lease.CreatedAt
                    select Describe(lease, records.GetValueOrDefault(lease.Id.Provider)),
                ]);
        return new NetworkDeployment(
            dseq, found.Deployment.State is Deployment.Types.State.Active ? DeploymentState.Active : DeploymentState.Closed,
            found.Deployment.Hash.ToByteArray(), found.Deployment.CreatedAt, [.. groups],
            Describe(EscrowRunway.Compute(found.EscrowAccount, charging.Select(lease => lease.Price.ToMoney()), block.PinnedHeight!.Value)));
    }

    static Escrow Describe(EscrowRunway runway) => new(
        new Coin(runway.Remaining.Denom, BigInteger.Max(runway.Remaining.Amount.ToInteger(Rounding.Truncate), BigInteger.Zero)),
        runway.RatePerBlock, runway.BlocksLeft);

    static NetworkLease Describe(Lease lease, ProviderRecord? provider) => new(
        new LeaseId(lease.Id.Dseq, lease.Id.Gseq, lease.Id.Oseq, lease.Id.Provider, lease.Id.Bseq), StateOf(lease.State),
        lease.Price.ToMoney(), provider?.GatewayText, CloseReasons.Spelling(lease));

    static GroupState StateOf(Group.Types.State state) => state switch
    {
        Group.Types.State.Open => GroupState.Open,
        Group.Types.State.Paused => GroupState.Paused,
        Group.Types.State.InsufficientFunds => GroupState.InsufficientFunds,
        _ => GroupState.Closed,
    };

    static LeaseState StateOf(Lease.Types.State state) => state switch
    {
        Lease.Types.State.Active => LeaseState.Active,
        Lease.Types.State.Reclaiming => LeaseState.Reclaiming,
        Lease.Types.State.InsufficientFunds => LeaseState.InsufficientFunds,
        _ => LeaseState.Closed,
    };
}
