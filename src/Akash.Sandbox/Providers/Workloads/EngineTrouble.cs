using System.Net.Sockets;
using Docker.DotNet;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>What goes wrong between the sandbox and a Docker engine, or a port of this machine.</summary>
static class EngineTrouble
{
    /// <summary>Whether the engine refused something or could not be reached; anything else is a mistake of our own.</summary>
    public static bool Is(Exception failure) =>
        failure is DockerApiException or HttpRequestException or IOException or SocketException or TimeoutException;
}
