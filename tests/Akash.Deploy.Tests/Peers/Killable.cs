using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Money;

namespace Akash.Deploy.Tests.Peers;

/// <summary>The world as a run sees it that will be killed.</summary>
sealed class KillableNetwork(IDeploymentNetwork inner, KillSwitch life) : IDeploymentNetwork
{
    public string Name => inner.Name;

    public string ChainId => inner.ChainId;

    public string Owner => inner.Owner;

    public Task<NetworkCondition> CheckAsync(CancellationToken cancellationToken) => life.PassAsync(() => inner.CheckAsync(cancellationToken));

    public Task<string> AdviseOnFundsAsync(Coin missing, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.AdviseOnFundsAsync(missing, cancellationToken));

    public Task<Minted> MintAsync(Coin deposit, Coin most, Action<string> progress, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.MintAsync(deposit, most, progress, cancellationToken));

    public Task<long> GetHeightAsync(CancellationToken cancellationToken) => life.PassAsync(() => inner.GetHeightAsync(cancellationToken));

    public Task<ulong> ChooseDseqAsync(CancellationToken cancellationToken) => life.PassAsync(() => inner.ChooseDseqAsync(cancellationToken));

    public Task<NetworkDeployment?> FindAsync(ulong dseq, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.FindAsync(dseq, cancellationToken));

    public IAsyncEnumerable<NetworkDeployment> ListActiveAsync(CancellationToken cancellationToken) => inner.ListActiveAsync(cancellationToken);

    public Task<FeeEstimate> EstimateCreateAsync(CreateDeployment create, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.EstimateCreateAsync(create, cancellationToken));

    public Task<Receipt> CreateAsync(CreateDeployment create, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.CreateAsync(create, cancellationToken));

    public Task<IReadOnlyList<Bid>> ListOpenBidsAsync(ulong dseq, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.ListOpenBidsAsync(dseq, cancellationToken));

    public Task<Receipt> AcceptAsync(IReadOnlyList<BidId> bids, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.AcceptAsync(bids, cancellationToken));

    public Task<Receipt> UpdateAsync(ulong dseq, ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.UpdateAsync(dseq, hash, cancellationToken));

    public Task<Receipt?> CloseAsync(ulong dseq, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.CloseAsync(dseq, cancellationToken));

    public Task SendManifestAsync(LeaseId lease, string manifestJson, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.SendManifestAsync(lease, manifestJson, cancellationToken));

    public Task<LeaseStatus?> GetStatusAsync(LeaseId lease, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.GetStatusAsync(lease, cancellationToken));

    public IAsyncEnumerable<LogLine> ReadLogsAsync(LeaseId lease, LogQuery query, CancellationToken cancellationToken) =>
        inner.ReadLogsAsync(lease, query, cancellationToken);

    public IAsyncEnumerable<LeaseEvent> ReadEventsAsync(LeaseId lease, bool follow, CancellationToken cancellationToken) =>
        inner.ReadEventsAsync(lease, follow, cancellationToken);

    public Task<HttpAnswer> ProbeAsync(Uri uri, CancellationToken cancellationToken) => life.PassAsync(() => inner.ProbeAsync(uri, cancellationToken));
}

sealed class KillableRecords(IDeploymentRecords inner, KillSwitch life) : IDeploymentRecords
{
    public Task<DeploymentRecord?> ReadAsync(string environment, CancellationToken cancellationToken) =>
        life.PassAsync(() => inner.ReadAsync(environment, cancellationToken));

    public async Task<IRecordSession> EnterAsync(string environment, TimeSpan patience, CancellationToken cancellationToken) =>
        new Session(await life.PassAsync(() => inner.EnterAsync(environment, patience, cancellationToken)), life);

    sealed class Session(IRecordSession inner, KillSwitch life) : IRecordSession
    {
        public DeploymentRecord? Current => inner.Current;

        public Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken) =>
            life.PassAsync(() => inner.WriteAsync(record, cancellationToken));

        public async ValueTask DisposeAsync() => await life.PassAsync(async () => await inner.DisposeAsync());
    }
}
