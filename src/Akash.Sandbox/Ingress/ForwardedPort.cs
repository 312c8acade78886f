using System.Net;
using System.Net.Sockets;

namespace Akash.Sandbox.Ingress;

/// <summary>A public port whose connections go to a service's containers in turn, over TCP or UDP.</summary>
sealed class ForwardedPort : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly IReadOnlyList<Socket> sockets;
    readonly Func<IPEndPoint?> nextTarget;
    readonly Task work;

    ForwardedPort(IReadOnlyList<Socket> sockets, int port, bool datagrams, Func<IPEndPoint?> nextTarget)
    {
        (this.sockets, this.nextTarget, Port) = (sockets, nextTarget, port);
        work = Task.WhenAll(sockets.Select(socket => datagrams ? RelayDatagramsAsync(socket) : socket.AcceptAllAsync(RelayAsync, stop.Token)));
    }

    public int Port { get; }

    public static Task<ForwardedPort> OpenAsync(PublicPorts ports, bool datagrams, Func<IPEndPoint?> nextTarget) => PublicPorts.OpenAsync(port =>
    {
        var sockets = new List<Socket>();
        try
        {
            foreach (var address in ports.Addresses) sockets.Add(Bind(new IPEndPoint(address, port), datagrams));
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        return Task.FromResult(new ForwardedPort(sockets, port, datagrams, nextTarget));
    });

    /// <summary>A port of one's own choice.</summary>
    /// <exception cref="SocketException">It is taken, or not this process's to have.</exception>
    public static ForwardedPort OpenAt(IPEndPoint address, bool datagrams, Func<IPEndPoint?> nextTarget) =>
        new([Bind(address, datagrams)], address.Port, datagrams, nextTarget);

    static Socket Bind(IPEndPoint address, bool datagrams)
    {
        var socket = datagrams
            ? new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            if (!datagrams) socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task RelayAsync(Socket client)
    {
        try
        {
            using var near = new NetworkStream(client, ownsSocket: true);
            if (nextTarget() is not { } target) return;
            using var server = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await server.ConnectAsync(target, stop.Token);
            using var far = new NetworkStream(server, ownsSocket: false);
            await Task.WhenAll(CopyAsync(near, far, server), CopyAsync(far, near, client));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // A connection that breaks is over for both sides.
        }
    }

    async Task CopyAsync(NetworkStream from, NetworkStream to, Socket target)
    {
        await from.CopyToAsync(to, stop.Token);
        target.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Each client gets a socket of its own towards the container, so that answers find their way back.</summary>
    async Task RelayDatagramsAsync(Socket near)
    {
        var clients = new Dictionary<EndPoint, Socket>();
        var buffer = new byte[65_535];
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var received = await near.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stop.Token);
                if (!clients.TryGetValue(received.RemoteEndPoint, out var far))
                {
                    if (nextTarget() is not { } target) continue;
                    far = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                    await far.ConnectAsync(target, stop.Token);
                    clients[received.RemoteEndPoint] = far;
                    _ = ReturnDatagramsAsync(far, near, received.RemoteEndPoint);
                }

                await far.SendAsync(buffer.AsMemory(0, received.ReceivedBytes), stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The port was closed.
        }
        finally
        {
            foreach (var far in clients.Values) far.Dispose();
        }
    }

    async Task ReturnDatagramsAsync(Socket far, Socket near, EndPoint client)
    {
        var buffer = new byte[65_535];
        try
        {
            while (true)
            {
                var length = await far.ReceiveAsync(buffer, stop.Token);
                await near.SendToAsync(buffer.AsMemory(0, length), client, stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The port was closed or the container is gone.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var socket in sockets) socket.Dispose();
        await work;
        stop.Dispose();
    }
}
