using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akash.Sandbox.Ingress;
using Akash.Sandbox.Providers.Manifests;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>
/// Containers that exist in name only, for sandboxes without Docker and for tests of many leases: every image is there, every port
/// answers HTTP with what the container was given, and commands can't be run. They run until they are stopped.
/// </summary>
sealed class SimulatedEngine : IContainerEngine, IAsyncDisposable
{
    const int StandardOutput = 1;

    readonly ConcurrentDictionary<string, SimulatedContainer> containers = [];

    public string Instance { get; } = Guid.NewGuid().ToString("N");

    public Task<string> CreateNetworkAsync(string name) => Task.FromResult(name);

    public Task RemoveNetworkAsync(string id) => Task.CompletedTask;

    public Task<bool> EnsureImageAsync(string reference, ManifestCredentials? credentials, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task CreateVolumeAsync(string name) => Task.CompletedTask;

    public Task RemoveVolumeAsync(string name) => Task.CompletedTask;

    public Task<string> CreateContainerAsync(CreateContainerParameters parameters)
    {
        var id = Guid.NewGuid().ToString("N");
        containers[id] = new SimulatedContainer(parameters);
        return Task.FromResult(id);
    }

    public Task StartContainerAsync(string id)
    {
        Find(id).Start();
        return Task.CompletedTask;
    }

    public Task<IPAddress?> AddressOfAsync(string id, CancellationToken cancellationToken) => Task.FromResult(containers.GetValueOrDefault(id)?.Address);

    public Task<IPAddress?> GatewayOfAsync(string network) => Task.FromResult<IPAddress?>(IPAddress.Loopback);

    public Task<long> WaitForExitAsync(string id, CancellationToken cancellationToken) => Find(id).Exited.WaitAsync(cancellationToken);

    public async Task StopContainerAsync(string id, TimeSpan grace)
    {
        if (containers.TryGetValue(id, out var container)) await container.DisposeAsync();
    }

    public async Task RemoveContainerAsync(string id)
    {
        if (containers.TryRemove(id, out var container)) await container.DisposeAsync();
    }

    public async Task<MultiplexedStream> ReadLogsAsync(string id, bool follow, int? tail, CancellationToken cancellationToken)
    {
        var container = Find(id);
        if (follow) await container.Exited.WaitAsync(cancellationToken);
        var text = Encoding.UTF8.GetBytes(tail is 0 ? "" : container.Description);
        byte[] header = [StandardOutput, 0, 0, 0, .. BitConverter.GetBytes(IPAddress.HostToNetworkOrder(text.Length))];
        return new MultiplexedStream(new MemoryStream([.. header, .. text]), multiplexed: true);
    }

    public Task<IContainerCommand> ExecuteAsync(string id, IReadOnlyList<string> command, bool terminal, bool input, CancellationToken cancellationToken) =>
        throw new DockerApiException(HttpStatusCode.NotImplemented, "a simulated container runs no commands");

    public async ValueTask DisposeAsync()
    {
        foreach (var container in containers.Values) await container.DisposeAsync();
    }

    SimulatedContainer Find(string id) => containers.GetValueOrDefault(id) ?? throw new DockerApiException(HttpStatusCode.NotFound, $"No such container: {id}");
}

/// <summary>A container in name only: a loopback address of its own whose exposed ports answer HTTP.</summary>
sealed class SimulatedContainer(CreateContainerParameters parameters) : IAsyncDisposable
{
    const int Attempts = 100;

    readonly CancellationTokenSource stop = new();
    readonly TaskCompletionSource<long> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IReadOnlyList<Socket> sockets = [];
    Task work = Task.CompletedTask;

    /// <summary>What it was given, as its output and as its answer to every request.</summary>
    public string Description { get; } = string.Concat(
        new[] { $"simulated container of {parameters.Image}" }.Concat(parameters.Entrypoint ?? []).Concat(parameters.Cmd ?? []).Concat(parameters.Env ?? []).Select(line => line + "\n"));

    public IPAddress? Address { get; private set; }

    /// <summary>Done with its exit code when it is stopped.</summary>
    public Task<long> Exited => exited.Task;

    public void Start()
    {
        int[] ports = [.. (parameters.ExposedPorts?.Keys ?? []).Where(port => port.EndsWith("/tcp", StringComparison.Ordinal)).Select(port => int.Parse(port[..^4], System.Globalization.CultureInfo.InvariantCulture))];
        for (var attempt = 1; ; attempt++)
        {
            var address = new IPAddress([127, (byte)Random.Shared.Next(64, 255), (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);
            if (TryListen(address, ports))
            {
                Address = address;
                break;
            }

            if (attempt == Attempts) throw new IOException($"no loopback address has ports {string.Join(", ", ports)} free");
        }

        work = Task.WhenAll(sockets.Select(socket => socket.AcceptAllAsync(AnswerAsync, stop.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        if (!exited.TrySetResult(0)) return;
        await stop.CancelAsync();
        foreach (var socket in sockets) socket.Dispose();
        await work;
        stop.Dispose();
    }

    bool TryListen(IPAddress address, int[] ports)
    {
        var opened = new List<Socket>();
        try
        {
            foreach (var port in ports)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                opened.Add(socket);
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen();
            }

            sockets = opened;
            return true;
        }
        catch (SocketException)
        {
            opened.ForEach(socket => socket.Dispose());
            return false;
        }
    }

    async Task AnswerAsync(Socket client)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            using var reader = new StreamReader(stream, leaveOpen: true);
            while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 })
            {
                // Whatever is asked, the answer is the same.
            }

            var body = Encoding.UTF8.GetBytes(Description);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), stop.Token);
            await stream.WriteAsync(body, stop.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client left, or the container was stopped.
        }
    }
}
