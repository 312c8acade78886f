using System.Net;
using System.Net.Sockets;

namespace Akash.Tests;

static class FreePort
{
    /// <summary>A TCP port that nobody listened on at <paramref name="address"/> a moment ago, for a program that cannot choose one itself.</summary>
    public static int At(string address = "127.0.0.1")
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
