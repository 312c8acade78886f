using Akash.Sandbox.Faults;
using Akash.Sandbox.Providers.Gateway;
using Microsoft.AspNetCore.Connections;

namespace Akash.Sandbox.Providers;

/// <summary>How a provider behaves at the moment, and whether it is up: the admin API changes both while it runs.</summary>
sealed class Conduct(ProviderSettings settings, FaultBoard faults) : IDisposable
{
    readonly string target = "gateway/" + settings.Name;
    volatile ProviderBehaviour behaviour = settings.Behaviour;
    volatile CancellationTokenSource running = new();

    public ProviderBehaviour Behaviour => behaviour;

    /// <summary>A provider that is down sees no blocks, and its gateway takes no connections; containers go on.</summary>
    public bool IsDown => running.IsCancellationRequested;

    /// <summary>Somebody else's certificate for the same gateway, presented as a fault.</summary>
    public GatewayIdentity? Impostor { get; set; }

    /// <summary>Behaves by these words alone from now on, at the age it has; <see cref="FormatException"/> names what isn't a behaviour.</summary>
    public void Change(string words)
    {
        var kept = new ProviderBehaviour { Age = settings.Behaviour.Age, ReadyDelay = settings.Behaviour.ReadyDelay };
        var changed = ProviderTraits.Apply(settings with { Behaviour = kept }, words);
        if (changed with { Behaviour = settings.Behaviour } != settings || changed.Behaviour.Age != settings.Behaviour.Age || changed.Behaviour.ReadyDelay != settings.Behaviour.ReadyDelay)
            throw new FormatException($"'{words}' changes what a running provider keeps: expected no-bids, bid-delay=SECONDS, hang, node-hangs, refuse, reclaim, cluster-down or shell-103");
        behaviour = changed.Behaviour;
    }

    public FaultLayer Faults(TimeProvider time) => new(faults, target, time);

    public GatewayIdentity Present(GatewayIdentity own) => faults.DrawCertificate(target) && Impostor is { } impostor ? impostor : own;

    public void Stop() => running.Cancel();

    public void Start()
    {
        if (!IsDown) return;
        using var past = running;
        running = new CancellationTokenSource();
    }

    /// <summary>Lets a connection in while the provider is up, and cuts it when it goes down.</summary>
    public async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate serve)
    {
        using var cut = running.Token.Register(connection.Abort);
        if (!IsDown) await serve(connection);
    }

    public void Dispose()
    {
        Impostor?.Dispose();
        running.Dispose();
    }
}
