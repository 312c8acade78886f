using System.Globalization;
using System.Net;
using System.Numerics;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Docker.DotNet.Models;

namespace Akash.Sandbox.Providers.Workloads;

/// <summary>How a service of a manifest becomes a container: limits, command, variables, volumes, names.</summary>
static class ContainerRecipe
{
    const long SmallestMemory = 6 << 20;
    const long CpuPeriod = 100_000;
    const long SmallestCpuQuota = 1_000;

    public static CreateContainerParameters For(ManifestService service, PodPlace place)
    {
        var memory = (long)BigInteger.Max(SmallestMemory, service.Resources.Memory!.Amount);
        var mounts = Mounts(service);
        var container = new CreateContainerParameters
        {
            Name = place.ContainerName,
            Hostname = place.Pod,
            Image = service.Image,
            Env = [.. Environment(service, place)],
            ExposedPorts = service.Exposes.Select(expose => $"{expose.Port}/{expose.Proto.ToLowerInvariant()}").Distinct().ToDictionary(port => port, _ => default(EmptyStruct)),
            HostConfig = new HostConfig
            {
                NetworkMode = place.Network,
                CPUPeriod = CpuPeriod,
                CPUQuota = (long)BigInteger.Max(SmallestCpuQuota, service.Resources.Cpu!.Amount * CpuPeriod / 1000),
                Memory = memory,
                MemorySwap = memory,
                ShmSize = mounts.Where(mount => mount.IsSharedMemory).Select(mount => (long)mount.Volume.Bytes).FirstOrDefault(),
                ExtraHosts = [.. place.Hosts.Where(host => host.Key != service.Name).Select(host => $"{host.Key}:{host.Value}")],
                SecurityOpt = ["no-new-privileges"],
                Tmpfs = mounts.Where(mount => mount.IsRam && !mount.IsSharedMemory).ToDictionary(
                    mount => mount.Path,
                    mount => $"size={mount.Volume.Bytes.ToString(CultureInfo.InvariantCulture)},mode=1777"),
                Mounts = [.. mounts.Where(mount => !mount.IsRam).Select(mount => new Mount
                {
                    Type = "volume",
                    Source = place.VolumeName(mount.Volume),
                    Target = mount.Path,
                    ReadOnly = mount.ReadOnly,
                })],
            },
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings>
                {
                    [place.Network] = new() { Aliases = [service.Name, service.Name + "-np"] },
                },
            },
        };

        // An absent list keeps what the image says; `command` takes the place of its entry point and of its arguments, too.
        if (service.Command is { Count: > 0 }) container.Entrypoint = [.. service.Command];
        if (service.Args is { Count: > 0 }) container.Cmd = [.. service.Args];
        return container;
    }

    /// <summary>The volumes on the engine that the container mounts: those kept with the lease, and those of this pod alone.</summary>
    public static IEnumerable<(string Name, bool IsPersistent)> Volumes(ManifestService service, PodPlace place) =>
        Mounts(service).Where(mount => !mount.IsRam).Select(mount => (place.VolumeName(mount.Volume), mount.Volume.IsPersistent));

    static List<VolumeMount> Mounts(ManifestService service) => [..
        from mount in service.Params?.Storage ?? []
        from volume in service.Resources.Storage ?? []
        where volume.Name == mount.Name && mount.Mount.Length > 0
        select new VolumeMount(volume, mount.Mount, mount.ReadOnly)];

    static IEnumerable<string> Environment(ManifestService service, PodPlace place)
    {
        var own = service.Env ?? [];
        var names = own.Select(variable => variable.Split('=', 2)[0]).ToHashSet(StringComparer.Ordinal);
        var given = place.Variables.Concat(DeviceVariables(place.Devices));
        return own.Concat(given.Where(variable => !names.Contains(variable.Key)).Select(variable => $"{variable.Key}={variable.Value}"));
    }

    /// <summary>What a device plugin tells a container; others than NVIDIA's tell it by device files, which need a device.</summary>
    static IEnumerable<KeyValuePair<string, string>> DeviceVariables(IReadOnlyList<GpuDevice> devices) =>
        devices.Count == 0 ? [] : [new("NVIDIA_VISIBLE_DEVICES", string.Join(',', devices.Select(device => device.Id)))];

    sealed record VolumeMount(ManifestVolume Volume, string Path, bool ReadOnly)
    {
        public bool IsRam => Volume.Class == "ram";

        public bool IsSharedMemory => IsRam && Path == "/dev/shm";
    }
}

/// <summary>Where a pod lives: its lease's network, its names and the variables every container of the lease gets.</summary>
sealed record PodPlace(LeaseKey Lease, string Prefix, string Network, string PublicHost, string Service, int Index, string Pod)
{
    public string ContainerName => $"{Prefix}-{Pod}";

    public IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["AKASH_GROUP_SEQUENCE"] = Lease.Gseq.ToString(CultureInfo.InvariantCulture),
        ["AKASH_DEPLOYMENT_SEQUENCE"] = Lease.Dseq.ToString(CultureInfo.InvariantCulture),
        ["AKASH_ORDER_SEQUENCE"] = Lease.Oseq.ToString(CultureInfo.InvariantCulture),
        ["AKASH_OWNER"] = Lease.Owner,
        ["AKASH_PROVIDER"] = Lease.Provider,
        ["AKASH_CLUSTER_PUBLIC_HOSTNAME"] = PublicHost,
    };

    /// <summary>Its GPUs, simulated.</summary>
    public IReadOnlyList<GpuDevice> Devices { get; init; } = [];

    /// <summary>Services of the lease that have addresses of their own, by name.</summary>
    public IReadOnlyDictionary<string, IPAddress> Hosts { get; init; } = new Dictionary<string, IPAddress>();

    /// <summary>A persistent volume belongs to the replica's place, any other to the one pod.</summary>
    public string VolumeName(ManifestVolume volume) =>
        volume.IsPersistent ? $"{Prefix}-{Service}-{Index}-{volume.Name}" : $"{ContainerName}-{volume.Name}";
}
