using Akash.Money;
using Akash.Proto.Deployment.V1Beta4;

namespace Akash.Deploy.Networks;

/// <summary>
/// A place where deployments live, as the deployment engine sees it: one wallet (or one API key) on one network.
/// Implementations name chains and gateways; nothing above does. Every call that spends simulates first, stays within
/// the caller's limits and is safe to repeat; failures are <see cref="DeploymentNetworkException"/>s with advice.
/// </summary>
public interface IDeploymentNetwork
{
    /// <summary>What people call it: <c>mainnet</c>, <c>sandbox</c>, or a file's name.</summary>
    string Name { get; }

    /// <summary>The chain id, which keys records.</summary>
    string ChainId { get; }

    /// <summary>The account that owns the deployments.</summary>
    string Owner { get; }

    /// <summary>Balances, parameters, health; spends nothing.</summary>
    Task<NetworkCondition> CheckAsync(CancellationToken cancellationToken);

    /// <summary>What to do where the account lacks so much for a deposit or for fees, in words for a person; spends nothing.</summary>
    Task<string> AdviseOnFundsAsync(Coin missing, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the account able to pay a deposit by burning the network's own token for credit. Safe to repeat after a run that was
    /// killed anywhere: what an earlier one asked for is waited for, not asked for again.
    /// </summary>
    /// <param name="most">The most credit to make.</param>
    /// <param name="progress">Told what is waited for.</param>
    Task<Minted> MintAsync(Coin deposit, Coin most, Action<string> progress, CancellationToken cancellationToken);

    /// <summary>Height of the latest block; cheap, asked often.</summary>
    Task<long> GetHeightAsync(CancellationToken cancellationToken);

    /// <summary>A dseq no deployment of this owner uses, of a fixed length so that none is another's decimal prefix.</summary>
    Task<ulong> ChooseDseqAsync(CancellationToken cancellationToken);

    Task<NetworkDeployment?> FindAsync(ulong dseq, CancellationToken cancellationToken);

    IAsyncEnumerable<NetworkDeployment> ListActiveAsync(CancellationToken cancellationToken);

    /// <summary>The exact gas and fee a create would take; fails as the create would, without spending.</summary>
    Task<FeeEstimate> EstimateCreateAsync(CreateDeployment create, CancellationToken cancellationToken);

    /// <summary>
    /// Opens it. A dseq that exists already is refused with <see cref="NetworkFailure.Rejected"/>, also when an earlier attempt of
    /// our own opened it: the engine looks before it judges. <see cref="NetworkFailure.Unavailable"/> means it may still come to be.
    /// </summary>
    Task<Receipt> CreateAsync(CreateDeployment create, CancellationToken cancellationToken);

    /// <summary>Every open bid on the deployment's open orders.</summary>
    Task<IReadOnlyList<Bid>> ListOpenBidsAsync(ulong dseq, CancellationToken cancellationToken);

    /// <summary>Accepts all bids in one transaction; <see cref="NetworkFailure.Gone"/> when any of them is no longer to be had.</summary>
    Task<Receipt> AcceptAsync(IReadOnlyList<BidId> bids, CancellationToken cancellationToken);

    /// <summary>Announces a new version; a hash that is there already is refused with <see cref="NetworkFailure.Rejected"/>.</summary>
    Task<Receipt> UpdateAsync(ulong dseq, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);

    /// <summary>Closes a deployment; already closed or absent counts as done and returns null.</summary>
    Task<Receipt?> CloseAsync(ulong dseq, CancellationToken cancellationToken);

    /// <summary>Hands the manifest of the whole deployment to the provider of a lease, again until it is accepted or refused for good.</summary>
    Task SendManifestAsync(LeaseId lease, string manifestJson, CancellationToken cancellationToken);

    /// <summary>What runs under a lease; null while the provider does not know it yet.</summary>
    Task<LeaseStatus?> GetStatusAsync(LeaseId lease, CancellationToken cancellationToken);

    IAsyncEnumerable<LogLine> ReadLogsAsync(LeaseId lease, LogQuery query, CancellationToken cancellationToken);

    IAsyncEnumerable<LeaseEvent> ReadEventsAsync(LeaseId lease, bool follow, CancellationToken cancellationToken);

    /// <summary>Asks a public URI of a lease for a path the way a visitor would; local networks route names under their ingress suffix.</summary>
    Task<HttpAnswer> ProbeAsync(Uri uri, CancellationToken cancellationToken);
}

/// <param name="Height">Height of the latest block seen.</param>
/// <param name="BlockTime">Recent average between blocks.</param>
/// <param name="FeeBalance">What can pay gas (uakt).</param>
/// <param name="DepositBalance">What can go into escrow (uact).</param>
/// <param name="MinimumDeposit">The chain's minimum for a new deployment.</param>
/// <param name="Warnings">What a person should know: an announced upgrade, a lagging endpoint.</param>
public sealed record NetworkCondition(
    long Height, TimeSpan BlockTime, Coin FeeBalance, Coin DepositBalance, Coin MinimumDeposit, IReadOnlyList<string> Warnings)
{
    /// <summary>Whose money pays gas, for a sentence; null for the account's own.</summary>
    public string? FeePayer { get; init; }

    /// <summary>Whose money goes into escrow, for a sentence; null for the account's own.</summary>
    public string? Depositor { get; init; }
}

/// <param name="Burned">Of the network's own token; zero where nothing had to be done, or had been asked for before.</param>
public sealed record Minted(Coin Burned, IReadOnlyList<Receipt> Receipts);

/// <param name="Groups">The group specs of the compiled SDL.</param>
/// <param name="Hash">The version hash, 32 bytes.</param>
/// <param name="ReclamationMinWindow">From the SDL, or null.</param>
public sealed record CreateDeployment(
    ulong Dseq, IReadOnlyList<GroupSpec> Groups, ReadOnlyMemory<byte> Hash, Coin Deposit, TimeSpan? ReclamationMinWindow);

public sealed record FeeEstimate(ulong Gas, Coin Fee);

/// <param name="TransactionHash">Upper-case hex.</param>
public sealed record Receipt(string TransactionHash, long Height, Coin Fee);

public readonly record struct GroupKey(ulong Dseq, uint Gseq);

public readonly record struct BidId(ulong Dseq, uint Gseq, uint Oseq, string Provider, uint Bseq);

public readonly record struct LeaseId(ulong Dseq, uint Gseq, uint Oseq, string Provider, uint Bseq);

/// <param name="ProviderAttributes">What the provider says of itself, with the attributes its auditors signed.</param>
/// <param name="Price">Per block, for the whole group.</param>
public sealed record Bid(BidId Id, DecCoin Price, string? ProviderUri, IReadOnlyDictionary<string, string> ProviderAttributes);

public enum DeploymentState { Active, Closed }

public enum GroupState { Open, Paused, InsufficientFunds, Closed }

public enum LeaseState { Active, InsufficientFunds, Closed, Reclaiming }

public sealed record NetworkDeployment(
    ulong Dseq, DeploymentState State, ReadOnlyMemory<byte> Hash, long CreatedAt, IReadOnlyList<NetworkGroup> Groups, Escrow Escrow);

public sealed record NetworkGroup(uint Gseq, GroupState State, GroupSpec Spec, IReadOnlyList<NetworkLease> Leases)
{
    /// <summary>The lease that runs it; a reclaiming one still runs. Null where the group waits for bids or has ended.</summary>
    public NetworkLease? ActiveLease => State is GroupState.Open
        ? Leases.FirstOrDefault(lease => lease.State is LeaseState.Active or LeaseState.Reclaiming)
        : null;
}

/// <param name="CloseReason">The chain's word for why it closed, or null while it is open.</param>
public sealed record NetworkLease(LeaseId Id, LeaseState State, DecCoin Price, string? ProviderUri, string? CloseReason);

/// <param name="Funds">What is left now, settled to the latest height.</param>
/// <param name="RunwayBlocks">How many blocks the funds last at the current rate; null while nothing is charged.</param>
public sealed record Escrow(Coin Funds, DecCoin RatePerBlock, long? RunwayBlocks);

public sealed record LeaseStatus(IReadOnlyList<ServiceStatus> Services);

/// <param name="Uris">Public host names, empty for a service without one.</param>
/// <param name="Replicas">Replicas that exist now.</param>
/// <param name="ReadyReplicas">The only count that means it runs.</param>
/// <param name="UpdatedReplicas">Replicas of the newest version.</param>
/// <param name="ObservedGeneration">Rises with every change the provider rolled out.</param>
public sealed record ServiceStatus(
    string Name, int Replicas, int ReadyReplicas, int UpdatedReplicas, long ObservedGeneration,
    IReadOnlyList<string> Uris, IReadOnlyList<ForwardedPort> Ports);

public sealed record ForwardedPort(string Host, int Port, int ExternalPort, string Protocol);

/// <param name="Services">Only these; empty for all.</param>
/// <param name="Tail">Lines of the past; null for all.</param>
public sealed record LogQuery(IReadOnlyList<string> Services, bool Follow, int? Tail);

/// <param name="Name">The pod.</param>
public sealed record LogLine(string Name, string Message);

public sealed record LeaseEvent(string Service, string Type, string Reason, string Message);

/// <param name="Status">HTTP status.</param>
/// <param name="Body">The first 64 KiB.</param>
public sealed record HttpAnswer(int Status, string Body);
