using System.Net;
using Akash.Sandbox.Providers.Manifests;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>What runs containers, as leases need it. Every failure of its own is one of <see cref="EngineTrouble"/>.</summary>
interface IContainerEngine
{
    /// <summary>A few characters that tell what this process made from what others did.</summary>
    string Instance { get; }

    Task<string> CreateNetworkAsync(string name);

    Task RemoveNetworkAsync(string id);

    /// <summary>Pulls an image unless the engine has it; true where it was pulled.</summary>
    Task<bool> EnsureImageAsync(string reference, ManifestCredentials? credentials, CancellationToken cancellationToken);

    Task CreateVolumeAsync(string name);

    Task RemoveVolumeAsync(string name);

    Task<string> CreateContainerAsync(CreateContainerParameters parameters);

    Task StartContainerAsync(string id);

    /// <summary>The address a running container has; null where it has ended already.</summary>
    Task<IPAddress?> AddressOfAsync(string id, CancellationToken cancellationToken);

    /// <summary>The address by which containers of a network reach this machine; null where there is none.</summary>
    Task<IPAddress?> GatewayOfAsync(string network);

    /// <summary>The exit code, once the container has stopped.</summary>
    Task<long> WaitForExitAsync(string id, CancellationToken cancellationToken);

    Task StopContainerAsync(string id, TimeSpan grace);

    Task RemoveContainerAsync(string id);

    /// <summary>The container's output, both streams mixed; <paramref name="tail"/> lines of what there is, null for all.</summary>
    Task<MultiplexedStream> ReadLogsAsync(string id, bool follow, int? tail, CancellationToken cancellationToken);

    Task<IContainerCommand> ExecuteAsync(string id, IReadOnlyList<string> command, bool terminal, bool input, CancellationToken cancellationToken);
}

/// <summary>A command that runs in a container.</summary>
interface IContainerCommand : IDisposable
{
    MultiplexedStream Stream { get; }

    /// <summary>Once the stream has ended.</summary>
    Task<int> ReadExitCodeAsync(CancellationToken cancellationToken);

    Task ResizeAsync(ushort width, ushort height, CancellationToken cancellationToken);
}
