using System.Net.Sockets;

namespace Akash.Sandbox.Ingress;

static class ListeningSocket
{
    /// <summary>Hands each connection to <paramref name="serve"/>, which owns it and throws nothing, until the listener is stopped or closed.</summary>
    public static async Task AcceptAllAsync(this Socket listener, Func<Socket, Task> serve, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = serve(await listener.AcceptAsync(stop));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
