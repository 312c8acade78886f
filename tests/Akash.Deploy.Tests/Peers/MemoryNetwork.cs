using System.Numerics;
using System.Runtime.CompilerServices;
using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Deploy.Tests.Peers;

/// <summary>
/// A network in memory with blocks of one second: transactions take effect in the next block, deposits are locked while a
/// deployment is open, a dseq is taken once.
/// </summary>
sealed class MemoryNetwork(TimeProvider time, params MemoryProvider[] providers) : IDeploymentNetwork
{
    static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(1);
    static readonly Coin Fee = new(Denoms.Uakt, 5_000);

    readonly DateTimeOffset genesis = time.GetUtcNow();
    readonly Dictionary<ulong, Entry> entries = [];
    ulong nextDseq = 10_001;
    (long Due, BigInteger Amount)? waiting;

    public string Name => "memory";

    public string ChainId => "memory-1";

    public string Owner => "akash1owner";

    public BigInteger Act { get; set; } = 5_000_000;

    public BigInteger Akt { get; set; } = 2_000_000;

    /// <summary>AKT burned for ACT so far.</summary>
    public BigInteger Burned { get; private set; }

    public IReadOnlyList<MemoryProvider> Providers { get; } = providers;

    public int HealthStatus { get; set; } = 200;

    /// <summary>So often logs are empty before they have lines.</summary>
    public int SilentLooks { get; set; }

    public IReadOnlyList<ulong> Open => [.. entries.Where(entry => entry.Value.Deployment.State is DeploymentState.Active).Select(entry => entry.Key)];

    /// <summary>Happens before the next accepted bids are checked.</summary>
    public Action? BeforeAccept { get; set; }

    /// <summary>Bids of this provider are gone.</summary>
    public HashSet<string> Withdrawn { get; } = [];

    public NetworkDeployment this[ulong dseq] => entries[dseq].Deployment;

    /// <summary>What the network has to say about itself.</summary>
    public IReadOnlyList<string> Warnings { get; set; } = [];

    long Height => 100 + (long)((time.GetUtcNow() - genesis) / BlockTime);

    public Task<NetworkCondition> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new NetworkCondition(
            Height, BlockTime, new Coin(Denoms.Uakt, Akt), new Coin(Denoms.Uact, Act), new Coin(Denoms.Uact, 500_000), Warnings));
    }

    public Task<string> AdviseOnFundsAsync(Coin missing, CancellationToken cancellationToken) => Task.FromResult($"ask for {missing}");

    /// <summary>Two AKT make one ACT, ten blocks after they are burned.</summary>
    public async Task<Minted> MintAsync(Coin deposit, Coin most, Action<string> progress, CancellationToken cancellationToken)
    {
        List<Receipt> receipts = [];
        var burned = BigInteger.Zero;
        if (waiting is null && deposit.Amount - Act is { Sign: > 0 } missing)
        {
            if (missing > most.Amount) throw new DeploymentNetworkException(NetworkFailure.InsufficientFunds, $"{missing}uact is above the limit of {most}");
            burned = missing * 2;
            // A request under way is seen by the next run, as the chain shows it by the account's sequence.
            waiting = (long.MaxValue, missing);
            receipts.Add(await TransactAsync(() => (Akt, Burned, waiting) = (Akt - burned, Burned + burned, (Height + 10, missing)), cancellationToken));
        }

        while (waiting is { } mint && mint.Due > Height) await Task.Delay(BlockTime, time, cancellationToken);
        (Act, waiting) = (Act + (waiting?.Amount ?? 0), null);
        return new Minted(new Coin(Denoms.Uakt, burned), receipts);
    }

    public Task<long> GetHeightAsync(CancellationToken cancellationToken) => Task.FromResult(Height);

    public Task<ulong> ChooseDseqAsync(CancellationToken cancellationToken) => Task.FromResult(nextDseq++);

    public Task<NetworkDeployment?> FindAsync(ulong dseq, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(entries.GetValueOrDefault(dseq)?.Deployment);
    }

    public async IAsyncEnumerable<NetworkDeployment> ListActiveAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var dseq in Open) yield return entries[dseq].Deployment;
    }

    public Task<FeeEstimate> EstimateCreateAsync(CreateDeployment create, CancellationToken cancellationToken)
    {
        CheckCreate(create);
        return Task.FromResult(new FeeEstimate(200_000, Fee));
    }

    public Task<Receipt> CreateAsync(CreateDeployment create, CancellationToken cancellationToken) => TransactAsync(() =>
    {
        CheckCreate(create);
        Act -= create.Deposit.Amount;
        var groups = create.Groups.Select((spec, index) => new NetworkGroup((uint)index + 1, GroupState.Open, spec, [])).ToList();
        entries[create.Dseq] = new Entry(
            new NetworkDeployment(
                create.Dseq, DeploymentState.Active, create.Hash, Height, groups, new Escrow(create.Deposit, new DecCoin(Denoms.Uact, Dec.Zero), null)),
            time.GetUtcNow());
    }, cancellationToken);

    public Task<IReadOnlyList<Bid>> ListOpenBidsAsync(ulong dseq, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<Bid>>([.. OpenBids(dseq)]);
    }

    public Task<Receipt> AcceptAsync(IReadOnlyList<BidId> bids, CancellationToken cancellationToken) => TransactAsync(() =>
    {
        BeforeAccept?.Invoke();
        BeforeAccept = null;
        var open = OpenBids(bids[0].Dseq).ToDictionary(bid => bid.Id);
        if (bids.FirstOrDefault(bid => !open.ContainsKey(bid)) is { Provider: not null } gone)
            throw new DeploymentNetworkException(NetworkFailure.Gone, $"the bid of {gone.Provider} is gone");
        foreach (var bid in bids) Lease(open[bid]);
    }, cancellationToken);

    public Task<Receipt> UpdateAsync(ulong dseq, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => TransactAsync(() =>
    {
        var deployment = OpenOne(dseq);
        if (deployment.Hash.Span.SequenceEqual(hash.Span)) throw new DeploymentNetworkException(NetworkFailure.Rejected, "invalid: deployment hash");
        entries[dseq] = entries[dseq] with { Deployment = deployment with { Hash = hash } };
    }, cancellationToken);

    public async Task<Receipt?> CloseAsync(ulong dseq, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Open.Contains(dseq)) return null;
        try
        {
            return await TransactAsync(() => CloseNow(dseq), cancellationToken);
        }
        catch (DeploymentNetworkException exception) when (exception.Failure is NetworkFailure.Gone)
        {
            return null;
        }
    }

    public async Task SendManifestAsync(LeaseId lease, string manifestJson, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var provider = ProviderOf(lease);
        if (provider.IsDeaf) await Task.Delay(TimeSpan.FromMinutes(4), time, cancellationToken);
        foreach (var leased in OpenOne(lease.Dseq).Groups.Select(group => group.ActiveLease?.Id).OfType<LeaseId>().Where(leased => leased.Provider == lease.Provider))
            provider.TakeManifest(leased, manifestJson, time.GetUtcNow());
    }

    public Task<LeaseStatus?> GetStatusAsync(LeaseId lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ProviderOf(lease).StatusOf(lease, time.GetUtcNow()));
    }

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(LeaseId lease, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (SilentLooks-- > 0) yield break;
        foreach (var service in query.Services) yield return new LogLine($"{service}-1", "last words");
    }

    public async IAsyncEnumerable<LeaseEvent> ReadEventsAsync(LeaseId lease, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var service in ProviderOf(lease).StatusOf(lease, time.GetUtcNow())?.Services ?? [])
            yield return new LeaseEvent($"{service.Name}-1", "Warning", "BackOff", "restarting failed container");
    }

    public Task<HttpAnswer> ProbeAsync(Uri uri, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new HttpAnswer(HealthStatus, ""));
    }

    /// <summary>A provider closes its lease: the group is paused, no new order opens.</summary>
    public void ProviderCloses(ulong dseq, uint gseq) => Change(dseq, gseq, group => group with
    {
        State = GroupState.Paused,
        Leases = [.. group.Leases.Select(lease => lease with { State = LeaseState.Closed, CloseReason = "lease_closed_reason_unstable" })],
    });

    public void CloseNow(ulong dseq)
    {
        var deployment = OpenOne(dseq);
        Act += deployment.Escrow.Funds.Amount;
        foreach (var provider in Providers) provider.Remove(dseq);
        entries[dseq] = entries[dseq] with
        {
            Deployment = deployment with
            {
                State = DeploymentState.Closed,
                Groups = [.. deployment.Groups.Select(group => group with { State = GroupState.Closed })],
            },
        };
    }

    IEnumerable<Bid> OpenBids(ulong dseq) =>
        from entry in entries.TryGetValue(dseq, out var found) && found.Deployment.State is DeploymentState.Active ? [found] : Array.Empty<Entry>()
        from waiting in entry.Deployment.Groups
        where waiting.State is GroupState.Open && waiting.ActiveLease is null
        from provider in Providers
        where !Withdrawn.Contains(provider.Address) && time.GetUtcNow() >= entry.Since + provider.BidsAfter
        select new Bid(
            new BidId(dseq, waiting.Gseq, 1, provider.Address, 0), new DecCoin(Denoms.Uact, Dec.FromInteger(provider.Price)),
            $"https://{provider.Address}.test:8443", new Dictionary<string, string>());

    void Lease(Bid bid)
    {
        var id = new LeaseId(bid.Id.Dseq, bid.Id.Gseq, bid.Id.Oseq, bid.Id.Provider, bid.Id.Bseq);
        Change(bid.Id.Dseq, bid.Id.Gseq, group => group with { Leases = [new NetworkLease(id, LeaseState.Active, bid.Price, bid.ProviderUri, null)] });
        var deployment = entries[bid.Id.Dseq].Deployment;
        var rate = deployment.Escrow.RatePerBlock with { Amount = deployment.Escrow.RatePerBlock.Amount + bid.Price.Amount };
        entries[bid.Id.Dseq] = entries[bid.Id.Dseq] with
        {
            Deployment = deployment with
            {
                Escrow = new Escrow(deployment.Escrow.Funds, rate, (long)(Dec.FromInteger(deployment.Escrow.Funds.Amount).Divide(rate.Amount, Rounding.Truncate).ToInteger(Rounding.Truncate))),
            },
        };
    }

    void Change(ulong dseq, uint gseq, Func<NetworkGroup, NetworkGroup> change)
    {
        var deployment = entries[dseq].Deployment;
        entries[dseq] = entries[dseq] with
        {
            Deployment = deployment with { Groups = [.. deployment.Groups.Select(group => group.Gseq == gseq ? change(group) : group)] },
        };
    }

    void CheckCreate(CreateDeployment create)
    {
        if (entries.ContainsKey(create.Dseq)) throw new DeploymentNetworkException(NetworkFailure.Rejected, "deployment exists");
        if (Act < create.Deposit.Amount) throw new DeploymentNetworkException(NetworkFailure.InsufficientFunds, "insufficient funds");
    }

    NetworkDeployment OpenOne(ulong dseq) => entries.TryGetValue(dseq, out var entry) && entry.Deployment.State is DeploymentState.Active
        ? entry.Deployment
        : throw new DeploymentNetworkException(NetworkFailure.Gone, $"deployment {dseq} is not open");

    MemoryProvider ProviderOf(LeaseId lease) => Providers.Single(provider => provider.Address == lease.Provider);

    /// <summary>Who stops waiting does not stop the transaction.</summary>
    async Task<Receipt> TransactAsync(Action effect, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await IncludeAsync(effect).WaitAsync(cancellationToken);
    }

    async Task<Receipt> IncludeAsync(Action effect)
    {
        var included = Height + 1;
        while (Height < included) await Task.Delay(TimeSpan.FromMilliseconds(100), time, CancellationToken.None);
        Akt -= Fee.Amount;
        effect();
        return new Receipt($"TX{included}", included, Fee);
    }

    sealed record Entry(NetworkDeployment Deployment, DateTimeOffset Since);
}
