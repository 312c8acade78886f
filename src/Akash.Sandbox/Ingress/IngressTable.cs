using System.Collections.Concurrent;

namespace Akash.Sandbox.Ingress;

/// <summary>Host names served by the shared ingress port, in any letter case.</summary>
sealed class IngressTable
{
    readonly ConcurrentDictionary<string, IngressRoute> routes = new(StringComparer.OrdinalIgnoreCase);

    public IngressRoute? Find(string host) => routes.GetValueOrDefault(host);

    public void Set(string host, IngressRoute route) => routes[host] = route;

    /// <summary>Takes a host away, unless it has moved to another route meanwhile.</summary>
    public void Remove(string host, IngressRoute route) => routes.TryRemove(new(host, route));
}
