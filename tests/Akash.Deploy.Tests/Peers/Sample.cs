using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Akash.Money;
using Akash.Proto.Base.Resources.V1Beta4;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sdl;
using Google.Protobuf;

namespace Akash.Deploy.Tests.Peers;

/// <summary>Compiled SDLs, small and made by hand: one service a group, named as the group with <c>-app</c> behind it.</summary>
static class Sample
{
    public static SdlResult Sdl(string image = "web:1", int memory = 512, params string[] groups)
    {
        var compiled = Compiled(groups is [] ? ["web"] : groups, image, memory);
        return new SdlResult(
            new SdlSource("deploy.yaml", default), SdlFlavor.Go, true, new NetworkVerdict(null, null, null), compiled, []);
    }

    public static CompiledSdl Compiled(IReadOnlyList<string> groups, string image = "web:1", int memory = 512)
    {
        var manifest = new Manifest(
        [
            .. groups.Select(name => new ManifestGroup(name,
                [new ManifestService(Service(name), image, 1, [new ManifestExpose(80, 80, "TCP", true, [])])])),
        ]);
        var json = ManifestJson(manifest);
        return new CompiledSdl(
            "2.0", new(() => [.. groups.Select(name => Group(name, memory))]), new(""), new(manifest), json, [.. SHA256.HashData(Encoding.UTF8.GetBytes(json))], null);
    }

    public static string Service(string group) => $"{group}-app";

    public static GroupSpec Group(string name, int memory = 512) => new()
    {
        Name = name,
        Resources =
        {
            new ResourceUnit
            {
                Count = 1,
                Price = new Proto.Cosmos.Base.V1Beta1.DecCoin { Denom = Denoms.Uact, Amount = Dec.FromInteger(10_000).ToWire() },
                Resource = new Resources
                {
                    Id = 1,
                    Cpu = new CPU { Units = Value(500) },
                    Memory = new Memory { Quantity = Value(memory) },
                    Gpu = new GPU { Units = Value(0) },
                    Storage = { new Storage { Name = "default", Quantity = Value(1024) } },
                    Endpoints = { new Endpoint { Kind = Endpoint.Types.Kind.SharedHttp } },
                },
            },
        },
    };

    static ResourceValue Value(int number) => new() { Val = ByteString.CopyFromUtf8($"{number}") };

    static string ManifestJson(Manifest manifest) => JsonSerializer.Serialize(
        manifest.Groups.Select(group => new
        {
            name = group.Name,
            services = group.Services.Select(service => new { name = service.Name, image = service.Image, count = service.Count }),
        }));
}
