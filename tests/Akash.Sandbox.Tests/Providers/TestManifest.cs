using System.Globalization;
using System.Numerics;
using Akash.Proto.Base.Attributes.V1;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Providers.Manifests;
using Google.Protobuf;
using Attribute = Akash.Proto.Base.Attributes.V1.Attribute;

namespace Akash.Sandbox.Tests.Providers;

/// <summary>Manifests of tests, and the groups on chain that grant them.</summary>
static class TestManifest
{
    public static Manifest Of(params ManifestService[] services) => new([new ManifestGroup("test", services)]);

    /// <summary>A service of the tiny image that runs a script, with a tenth of a core.</summary>
    public static ManifestService Service(string name, uint id, string script, params ManifestExpose[] exposes) => new()
    {
        Name = name,
        Image = BusyboxImage.Reference,
        Command = ["sh", "-c"],
        Args = [script],
        Count = 1,
        Expose = exposes,
        Resources = new ManifestResources
        {
            Id = id,
            Cpu = new ManifestUnits(100, null),
            Memory = new ManifestUnits(128 << 20, null),
            Gpu = new ManifestUnits(0, null),
            Storage = [new ManifestVolume("default", 64 << 20, null)],
            Endpoints = [.. exposes.Where(expose => expose.Global).SelectMany(Endpoints)],
        },
    };

    static IEnumerable<ManifestEndpoint> Endpoints(ManifestExpose expose)
    {
        yield return new ManifestEndpoint(expose.IsIngress ? 0 : 1, 0);
        if (expose.IsLeasedIp) yield return new ManifestEndpoint(2, 1);
    }

    /// <summary>The same with a volume that outlives its containers, mounted at a path.</summary>
    public static ManifestService WithVolume(this ManifestService service, string name, string path) => service with
    {
        Params = new ManifestParams { Storage = [new ManifestMount(name, path, false)] },
        Resources = service.Resources with
        {
            Storage = [.. service.Resources.Storage!, new ManifestVolume(name, 64 << 20, [new("class", "beta2"), new("persistent", "true")])],
        },
    };

    public static ManifestExpose Http(uint port, params string[] hosts) => new()
    {
        Port = port,
        ExternalPort = 80,
        Proto = "TCP",
        Global = true,
        Hosts = hosts.Length == 0 ? null : hosts,
        HttpOptions = new ManifestHttpOptions { MaxBodySize = 1_048_576 },
    };

    public static GroupSpec Granted(ManifestGroup group) => new()
    {
        Name = group.Name,
        Requirements = new PlacementRequirements { SignedBy = new SignedBy() },
        Resources = { group.AllServices.Select(Granted) },
    };

    static ResourceUnit Granted(ManifestService service) => new()
    {
        Count = service.Count,
        Price = new DecCoin { Denom = "uact", Amount = "1000000000000000000000" },
        Resource = new Resources
        {
            Id = service.Resources.Id,
            Cpu = new CPU { Units = Value(service.Resources.Cpu!.Amount) },
            Memory = new Memory { Quantity = Value(service.Resources.Memory!.Amount) },
            Gpu = new GPU { Units = Value(service.Resources.Gpu!.Amount) },
            Storage = { service.Resources.Storage!.Select(Granted) },
            Endpoints = { service.Resources.Endpoints!.Select(endpoint => new Endpoint { Kind = (Endpoint.Types.Kind)endpoint.Kind, SequenceNumber = endpoint.SequenceNumber }) },
        },
    };

    static Storage Granted(ManifestVolume volume) => new()
    {
        Name = volume.Name,
        Quantity = Value(volume.Bytes),
        Attributes = { (volume.Attributes ?? []).Select(attribute => new Attribute { Key = attribute.Key, Value = attribute.Value }) },
    };

    static ResourceValue Value(BigInteger amount) => new() { Val = ByteString.CopyFromUtf8(amount.ToString(CultureInfo.InvariantCulture)) };
}
