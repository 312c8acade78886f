using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akash.Sandbox.Ingress;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>A port of a leased address as the lease status lists it.</summary>
sealed record LeasedPort(string Service, uint Port, uint ExternalPort, string Proto, IPAddress Address);

/// <summary>
/// IP addresses of one provider that owners lease by the name of an SDL endpoint (provider.md 3.12). Deployments of one owner
/// share the address of a name; a port of it belongs to the lease that declared it first, until it ends or the endpoint is moved.
/// They are loopback addresses of this machine, so that they need no right to make and clash with nobody's.
/// </summary>
sealed class LeasedAddresses(ILogger log) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);
    readonly Dictionary<(string Owner, string Endpoint), IPAddress> addresses = [];
    readonly ConcurrentDictionary<(IPAddress Address, uint Port, string Proto), Holding> ports = [];

    public IReadOnlyList<LeasedPort> Of(LeaseKey lease) =>
    [
        .. ports.Where(port => port.Value.Lease == lease)
            .Select(port => new LeasedPort(port.Value.Service, port.Value.ContainerPort, port.Key.Port, port.Key.Proto, port.Key.Address))
            .OrderBy(port => port.Service, StringComparer.Ordinal).ThenBy(port => port.ExternalPort),
    ];

    /// <summary>Opens a port of an endpoint's address; a port that another lease holds is withheld unless it is to be taken over.</summary>
    public async Task DeclareAsync(LeaseKey lease, LeasedExpose expose, bool takeOver)
    {
        await turn.WaitAsync();
        try
        {
            if (!addresses.TryGetValue((lease.Owner, expose.Endpoint), out var address)) addresses[(lease.Owner, expose.Endpoint)] = address = Draw();
            var key = (address, expose.ExternalPort, expose.Proto);
            if (ports.TryGetValue(key, out var holding))
            {
                if (holding.Lease == lease && holding.ContainerPort == expose.Port && holding.Service == expose.Service) return;
                if (holding.Lease != lease && !takeOver) return;
                await holding.Forward.DisposeAsync();
                ports.TryRemove(key, out _);
            }

            var forward = ForwardedPort.OpenAt(new IPEndPoint(address, (int)expose.ExternalPort), expose.Proto == "UDP", expose.NextTarget);
            ports[key] = new Holding(lease, expose.Service, expose.Port, forward);
        }
        catch (SocketException refused)
        {
            log.LogWarning("lease {Lease}: endpoint {Endpoint} gets no port {Port}: {Why}", lease.Path, expose.Endpoint, expose.ExternalPort, refused.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Closes what a lease holds; an address nobody uses any more goes back.</summary>
    public async Task ReleaseAsync(LeaseKey lease)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var (key, holding) in ports.Where(port => port.Value.Lease == lease).ToList())
            {
                ports.TryRemove(key, out _);
                await holding.Forward.DisposeAsync();
            }

            foreach (var (name, address) in addresses.Where(entry => ports.Keys.All(port => !port.Address.Equals(entry.Value))).ToList()) addresses.Remove(name);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>One of the four million from 127.64.0.1 on.</summary>
    static IPAddress Draw() => new([127, (byte)Random.Shared.Next(64, 128), (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);

    sealed record Holding(LeaseKey Lease, string Service, uint ContainerPort, ForwardedPort Forward);
}

/// <summary>What a service exposes at a leased address.</summary>
sealed record LeasedExpose(string Endpoint, string Service, uint Port, uint ExternalPort, string Proto, Func<IPEndPoint?> NextTarget);
