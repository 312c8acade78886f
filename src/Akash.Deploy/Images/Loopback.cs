using System.Net;

namespace Akash.Deploy.Images;

/// <summary>Hosts that are this machine: Docker speaks plain HTTP to registries there, and only there.</summary>
static class Loopback
{
    /// <param name="host">A host, with or without port.</param>
    public static bool Is(string host)
    {
        var name = host.StartsWith('[') ? host[1..Math.Max(1, host.IndexOf(']', StringComparison.Ordinal))] : host.Split(':')[0];
        return name == "localhost" || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
