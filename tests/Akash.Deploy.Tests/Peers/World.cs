using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Sdl;

namespace Akash.Deploy.Tests.Peers;

/// <summary>A network, its providers, one environment's records, and runs against them.</summary>
sealed class World
{
    readonly Simulation simulation = new();

    public World(params MemoryProvider[] providers)
    {
        Network = new MemoryNetwork(simulation.Time, providers is [] ? [new MemoryProvider("cheap", 100), new MemoryProvider("dear", 300)] : providers);
        Records = new MemoryRecords(simulation.Time);
    }

    public MemoryNetwork Network { get; }

    public MemoryRecords Records { get; }

    public RecordingReporter Reporter { get; } = new();

    public Deployer Deployer => As("this run");

    public Deployer As(string run) => new(Network, Records, Reporter, simulation.Time, run);

    public static DeployRequest Request(SdlResult? sdl = null) => new()
    {
        Environment = "production",
        Sdl = sdl ?? Sample.Sdl(),
        BidTimeout = TimeSpan.FromSeconds(30),
        ReadyTimeout = TimeSpan.FromSeconds(60),
        Timeout = TimeSpan.FromMinutes(10),
    };

    public Outcome Deploy(DeployRequest? request = null) => simulation.Run(() => Deployer.DeployAsync(request ?? Request(), CancellationToken.None));

    public T Run<T>(Func<Task<T>> work) => simulation.Run(work);

    /// <summary>Deploys, and is cancelled at a moment.</summary>
    public Outcome DeployCancelledAfter(TimeSpan moment, DeployRequest? request = null) => simulation.Run(async () =>
    {
        using var cancel = new CancellationTokenSource(moment, simulation.Time);
        return await Deployer.DeployAsync(request ?? Request(), cancel.Token);
    });

    public TimeSpan Elapsed(Action work)
    {
        var since = simulation.Time.GetTimestamp();
        work();
        return simulation.Time.GetElapsedTime(since);
    }

    /// <summary>Deploys until the switch kills the run; false where the run ended before.</summary>
    public bool DeployKilled(KillSwitch life, DeployRequest request)
    {
        Task? run = null;
        var deployer = new Deployer(new KillableNetwork(Network, life), new KillableRecords(Records, life), new RecordingReporter(), simulation.Time, "killed run");
        simulation.RunUntil(() => run = deployer.DeployAsync(request, CancellationToken.None), () => life.IsDead || run is { IsCompleted: true });
        Records.HolderDied();
        return life.IsDead;
    }
}
