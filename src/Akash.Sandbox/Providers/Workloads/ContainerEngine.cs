using System.Net;
using Akash.Sandbox.Providers.Manifests;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>The local Docker engine. Everything made here carries this process's label and goes with it.</summary>
sealed class ContainerEngine : IContainerEngine, IDisposable
{
    readonly DockerClient client;
    string? self;

    public ContainerEngine(Uri? endpoint)
    {
        var builder = new DockerClientBuilder().WithTimeout(Timeout.InfiniteTimeSpan).WithApiVersion(new System.Version(1, 41));
        client = (DockerClient)(endpoint is null ? builder : builder.WithEndpoint(endpoint)).Build();
    }

    public EngineOwner Owner { get; } = EngineOwner.Create();

    public string Instance => Owner.Instance[..6];

    public async Task<string> CreateNetworkAsync(string name)
    {
        var network = await client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = name, Driver = "bridge", Labels = Labels() }, CancellationToken.None);
        if (self is not null) await client.Networks.ConnectNetworkAsync(network.ID, new NetworkConnectParameters { Container = self }, CancellationToken.None);
        return network.ID;
    }

    /// <summary>Pulls an image unless the engine has it, with the manifest's credentials if there are any.</summary>
    /// <exception cref="DockerApiException">The engine's words where it cannot.</exception>
    public async Task<bool> EnsureImageAsync(string reference, ManifestCredentials? credentials, CancellationToken cancellationToken)
    {
        if (await HasImageAsync(reference, cancellationToken)) return false;
        var (name, tag) = Split(reference);
        var problem = new PullProblem();
        await client.Images.CreateImageAsync(
            new ImagesCreateParameters { FromImage = name, Tag = tag },
            credentials is null ? null : new AuthConfig
            {
                ServerAddress = credentials.Host,
                Username = credentials.Username,
                Password = credentials.Password,
            },
            problem,
            cancellationToken);
        problem.ThrowIfAny();
        return true;
    }

    /// <summary>Not to be cancelled, like every change here: a container half made would be nobody's.</summary>
    public async Task<string> CreateContainerAsync(CreateContainerParameters parameters)
    {
        parameters.Labels = Labels();
        return (await client.Containers.CreateContainerAsync(parameters, CancellationToken.None)).ID;
    }

    public Task StartContainerAsync(string id) =>
        client.Containers.StartContainerAsync(id, new ContainerStartParameters(), CancellationToken.None);

    public async Task<long> WaitForExitAsync(string id, CancellationToken cancellationToken) =>
        (await client.Containers.WaitContainerAsync(id, cancellationToken)).StatusCode;

    public async Task<IPAddress?> AddressOfAsync(string id, CancellationToken cancellationToken)
    {
        var networks = (await client.Containers.InspectContainerAsync(id, cancellationToken)).NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>();
        return IPAddress.TryParse(networks.Values.Select(network => network.IPAddress).FirstOrDefault(text => text is { Length: > 0 }), out var address) ? address : null;
    }

    public async Task<IPAddress?> GatewayOfAsync(string network)
    {
        var found = await client.Networks.InspectNetworkAsync(network, CancellationToken.None);
        return IPAddress.TryParse(found.IPAM?.Config?.Select(config => config.Gateway).FirstOrDefault(text => text is { Length: > 0 }), out var address) ? address : null;
    }

    public Task StopContainerAsync(string id, TimeSpan grace) => UnlessGoneAsync(() =>
        client.Containers.StopContainerAsync(id, new ContainerStopParameters { WaitBeforeKillSeconds = (uint)grace.TotalSeconds }, CancellationToken.None));

    public Task RemoveContainerAsync(string id) => UnlessGoneAsync(() =>
        client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None));

    public async Task CreateVolumeAsync(string name) =>
        await client.Volumes.CreateAsync(new VolumesCreateParameters { Name = name, Labels = Labels() }, CancellationToken.None);

    public Task RemoveVolumeAsync(string name) => UnlessGoneAsync(() => client.Volumes.RemoveAsync(name, true, CancellationToken.None));

    public async Task RemoveNetworkAsync(string id)
    {
        if (self is not null) await UnlessGoneAsync(() => client.Networks.DisconnectNetworkAsync(id, new NetworkDisconnectParameters { Container = self, Force = true }, CancellationToken.None));
        await UnlessGoneAsync(() => client.Networks.DeleteNetworkAsync(id, CancellationToken.None));
    }

    /// <summary>
    /// Finds out whether this process is itself in a container of the engine, whose host name is then its id. Such a process reaches
    /// the leases' containers only by joining their networks, since the engine keeps networks apart.
    /// </summary>
    public async Task FindSelfAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.Containers.InspectContainerAsync(Environment.MachineName, cancellationToken);
            if (found.ID.StartsWith(Environment.MachineName, StringComparison.Ordinal)) self = found.ID;
        }
        catch (DockerContainerNotFoundException)
        {
            // It runs on the machine.
        }
    }

    public Task<MultiplexedStream> ReadLogsAsync(string id, bool follow, int? tail, CancellationToken cancellationToken) =>
        client.Containers.GetContainerLogsAsync(
            id,
            new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Follow = follow, Tail = tail?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all" },
            cancellationToken);

    public async Task<IContainerCommand> ExecuteAsync(string id, IReadOnlyList<string> command, bool terminal, bool input, CancellationToken cancellationToken)
    {
        var exec = await client.Exec.CreateContainerExecAsync(
            id,
            new ContainerExecCreateParameters { Cmd = [.. command], TTY = terminal, AttachStdin = input, AttachStdout = true, AttachStderr = true },
            cancellationToken);
        var stream = await client.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters { TTY = terminal }, cancellationToken);
        return new ContainerCommand(client, exec.ID, stream);
    }

    /// <summary>Removes all that this process made.</summary>
    public Task RemoveOwnAsync(CancellationToken cancellationToken) =>
        RemoveAsync(owner => owner == Owner, cancellationToken);

    /// <summary>Removes what crashed sandboxes of this machine left behind.</summary>
    public Task RemoveLeftoversAsync(CancellationToken cancellationToken) =>
        RemoveAsync(owner => owner.IsGone, cancellationToken);

    public void Dispose() => client.Dispose();

    async Task RemoveAsync(Predicate<EngineOwner> which, CancellationToken cancellationToken)
    {
        var labelled = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [EngineOwner.Label] = true } };
        var containers = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = labelled }, cancellationToken);
        foreach (var container in containers.Where(container => Matches(container.Labels))) await RemoveContainerAsync(container.ID);
        var networks = await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = labelled }, cancellationToken);
        foreach (var network in networks.Where(network => Matches(network.Labels))) await RemoveNetworkAsync(network.ID);
        var volumes = await client.Volumes.ListAsync(new VolumesListParameters { Filters = labelled }, cancellationToken);
        foreach (var volume in (volumes.Volumes ?? []).Where(volume => Matches(volume.Labels))) await RemoveVolumeAsync(volume.Name);

        bool Matches(IDictionary<string, string>? labels) =>
            labels is not null && labels.TryGetValue(EngineOwner.Label, out var label) && EngineOwner.Parse(label) is { } owner && which(owner);
    }

    /// <summary>What is already gone, or going, needs no removal.</summary>
    static async Task UnlessGoneAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (DockerApiException gone) when (gone.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Conflict)
        {
        }
    }

    async Task<bool> HasImageAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            await client.Images.InspectImageAsync(WithoutTagBesideDigest(reference), cancellationToken);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }

    Dictionary<string, string> Labels() => new() { [EngineOwner.Label] = Owner.ToString() };

    static (string Name, string Tag) Split(string reference)
    {
        if (reference.Contains('@', StringComparison.Ordinal))
        {
            var parts = WithoutTagBesideDigest(reference).Split('@', 2);
            return (parts[0], parts[1]);
        }

        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? (reference[..colon], reference[(colon + 1)..]) : (reference, "latest");
    }

    /// <summary>A digest says all: the engine looks up <c>name@digest</c>, not <c>name:tag@digest</c>.</summary>
    static string WithoutTagBesideDigest(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return reference;
        var name = reference[..at];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] + reference[at..] : reference;
    }

    /// <summary>A pull reports its failure within the stream of its progress.</summary>
    sealed class PullProblem : IProgress<JSONMessage>
    {
        string? message;

        public void Report(JSONMessage value) => message ??= value.Error?.Message;

        public void ThrowIfAny()
        {
            if (message is not null) throw new DockerApiException(System.Net.HttpStatusCode.InternalServerError, message);
        }
    }
}

/// <summary>A command that runs in a container of the engine.</summary>
sealed class ContainerCommand(DockerClient client, string id, MultiplexedStream stream) : IContainerCommand
{
    public MultiplexedStream Stream => stream;

    public async Task<int> ReadExitCodeAsync(CancellationToken cancellationToken) =>
        (int)((await client.Exec.InspectContainerExecAsync(id, cancellationToken)).ExitCode ?? 0);

    public Task ResizeAsync(ushort width, ushort height, CancellationToken cancellationToken) =>
        client.Exec.ResizeExecTtyAsync(id, new ContainerResizeParameters { Width = width, Height = height }, cancellationToken);

    public void Dispose() => stream.Dispose();
}
