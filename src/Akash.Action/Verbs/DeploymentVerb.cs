using Akash.Action.Reports;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Action.Verbs;

/// <summary>A verb that addresses a deployment: it has a wallet on a network, a ledger, and the engine over both.</summary>
sealed class DeploymentVerb : IDisposable
{
    readonly VerbContext context;

    public DeploymentVerb(VerbContext context)
    {
        this.context = context;
        var settings = context.Settings;
        Reporter = new(context.Log, context.Report);
        Network = context.Parts.OpenNetwork(
            new(settings.Network.Name, settings.Mnemonic, Rpc: settings.Network.Rpc)
            {
                PrivateKey = settings.PrivateKey, PrivateKeyPassphrase = settings.PrivateKeyPassphrase ?? "",
                Owner = settings.Owner, FeeGranter = settings.FeeGranter, DepositSources = settings.DepositSources,
            },
            context.Secrets.Add, context.Surroundings.Time, context.Log);
        Records = Ledger.Open(context, Network);
        Deployer = new(Network, Records, Reporter, context.Surroundings.Time, Ledger.RunName(context.Workflow));
    }

    public LogReporter Reporter { get; }

    public IDeploymentNetwork Network { get; }

    /// <summary>Null where nothing can be kept.</summary>
    public IDeploymentRecords? Records { get; }

    public Deployer Deployer { get; }

    public async Task<int> StatusAsync(CancellationToken cancellationToken) =>
        Show(await Deployer.StatusAsync(context.Settings.Environment, context.Settings.Dseq, cancellationToken));

    public async Task<int> CloseAsync(CancellationToken cancellationToken) =>
        Show(await Deployer.CloseAsync(context.Settings.Environment, context.Settings.Dseq, context.Settings.Timeout, cancellationToken));

    public async Task<int> LogsAsync(CancellationToken cancellationToken)
    {
        var query = new LogQuery([], context.Follow, null);
        try
        {
            await foreach (var line in Deployer.ReadLogsAsync(context.Settings.Environment, context.Settings.Dseq, query, cancellationToken))
                context.Report.Show(line);
        }
        catch (OperationCanceledException) when (context.Follow)
        {
            // Interrupting is how following ends.
        }

        return 0;
    }

    public int Show(Outcome outcome)
    {
        context.Report.Show(outcome);
        return outcome.ExitCode;
    }

    public void Dispose() => (Network as IDisposable)?.Dispose();
}
