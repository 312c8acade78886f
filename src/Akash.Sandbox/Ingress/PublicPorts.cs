using System.Net;
using System.Net.Sockets;

namespace Akash.Sandbox.Ingress;

/// <summary>Ports that a provider hands out on its public addresses: random ones of 30000 to 32767, like node ports.</summary>
sealed class PublicPorts(IReadOnlyList<IPAddress> addresses)
{
    const int First = 30_000;
    const int AfterLast = 32_768;
    const int Attempts = 200;

    public IReadOnlyList<IPAddress> Addresses => addresses;

    public IPAddress PublicAddress => addresses[^1];

    /// <summary>Opens something on a port that is free on all addresses.</summary>
    public static async Task<T> OpenAsync<T>(Func<int, Task<T>> open)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await open(Random.Shared.Next(First, AfterLast));
            }
            catch (Exception taken) when (attempt < Attempts && IsTaken(taken))
            {
                // Another process or lease has that port: draw again.
            }
        }
    }

    static bool IsTaken(Exception failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (failure is IOException && failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException);
}
