using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.EndToEnd.Tests.Networks;
using Akash.Sdl;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>One environment on a sandbox: a funded wallet, a state file, and runs over both.</summary>
sealed class DeployEnvironment : IDisposable
{
    const string Words = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("akash-deploy-tests-");

    public DeployEnvironment(ChainNetwork network) => Network = network;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ChainNetwork Network { get; }

    public string StateFile => Path.Combine(folder.FullName, "deployment-details.json");

    public static async Task<DeployEnvironment> OpenAsync(SandboxProcess sandbox) => new(await sandbox.OpenFundedAsync(Words));

    public static DeployRequest Request(SdlResult sdl) => new()
    {
        Environment = "production",
        Sdl = sdl,
        BidTimeout = TimeSpan.FromSeconds(20),
        ReadyTimeout = TimeSpan.FromSeconds(60),
        Timeout = TimeSpan.FromMinutes(3),
    };

    public Task<Outcome> DeployAsync(SdlResult sdl) => DeployAsync(Request(sdl));

    public Task<Outcome> DeployAsync(DeployRequest request, string run = "run 1") => Deployer(run).DeployAsync(request, Stop);

    public Task<Outcome> CloseAsync() => Deployer("run 1").CloseAsync("production", null, TimeSpan.FromSeconds(30), Stop);

    public Deployer Deployer(string run) => new(
        Network, new FileRecords(StateFile, Network.ChainId, run, TimeProvider.System, _ => { }), new TestOutputReporter(run), TimeProvider.System, run);

    /// <summary>What a visitor sees there.</summary>
    public async Task<string> VisitAsync(Uri url) => (await Network.ProbeAsync(url, Stop)).Body;

    public async Task<IReadOnlyList<ulong>> OpenDeploymentsAsync() =>
        await Network.ListActiveAsync(Stop).Select(deployment => deployment.Dseq).ToListAsync(Stop);

    public void Dispose()
    {
        Network.Dispose();
        folder.Delete(recursive: true);
    }
}
