using System.Net;
using System.Net.Sockets;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Manifests;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>
/// An address of its own for a service that others of its lease reach at another port than its containers listen on
/// (<c>as</c> with <c>to</c>, provider.md 5). It is this machine's address on a network made for nothing else, with this
/// process behind its ports.
/// </summary>
sealed class ServiceAddress : IAsyncDisposable
{
    readonly IContainerEngine engine;
    readonly string network;
    readonly Dictionary<(uint External, uint Port, string Proto), ForwardedPort> forwards = [];

    ServiceAddress(IContainerEngine engine, string network, IPAddress address) => (this.engine, this.network, Address) = (engine, network, address);

    public IPAddress Address { get; }

    /// <summary>Whether a service needs one; else its containers answer to its name themselves.</summary>
    public static bool IsNeededBy(ManifestService service) => service.Exposes.Any(expose => !expose.Global && expose.EffectivePort != expose.Port);

    /// <summary>Null where the engine's networks have no address of this machine.</summary>
    public static async Task<ServiceAddress?> OpenAsync(IContainerEngine engine, string network)
    {
        var id = await engine.CreateNetworkAsync(network);
        if (await engine.GatewayOfAsync(id) is { } address) return new ServiceAddress(engine, id, address);
        await engine.RemoveNetworkAsync(id);
        return null;
    }

    /// <summary>Opens the ports a service has for others and closes those it no longer has.</summary>
    /// <exception cref="SocketException">A port is not this process's to have.</exception>
    public async Task ForwardAsync(ManifestService service, Func<uint, IPEndPoint?> target)
    {
        var wanted = service.Exposes.Where(IsInternal).Select(expose => (expose.EffectivePort, expose.Port, expose.Proto)).ToHashSet();
        foreach (var gone in forwards.Keys.Where(key => !wanted.Contains(key)).ToList())
        {
            forwards.Remove(gone, out var forward);
            await forward!.DisposeAsync();
        }

        foreach (var key in wanted.Where(key => !forwards.ContainsKey(key)))
            forwards[key] = ForwardedPort.OpenAt(new IPEndPoint(Address, (int)key.EffectivePort), key.Proto == "UDP", () => target(key.Port));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var forward in forwards.Values) await forward.DisposeAsync();
        await engine.RemoveNetworkAsync(network);
    }

    static bool IsInternal(ManifestExpose expose) => !expose.Global || expose.IsIngress;
}
