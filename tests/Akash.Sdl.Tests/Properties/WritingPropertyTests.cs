using System.Collections.Immutable;
using System.Globalization;
using Akash.Money;
using Akash.Sdl.Model;
using CsCheck;
using static Akash.Sdl.Tests.Properties.SdlTrees;

namespace Akash.Sdl.Tests.Properties;

/// <summary>What is written out of a document says, to both tools, what the document says.</summary>
public class WritingPropertyTests
{
    const long Mebibyte = 1L << 20;

    [Theory]
    [InlineData(SdlFlavor.Go)]
    [InlineData(SdlFlavor.Ts)]
    public void A_document_that_is_written_and_read_is_the_same(SdlFlavor flavor) => Documents.Sample(document =>
    {
        var text = SdlWriter.Write(document);

        var result = SdlCompiler.Compile(Examples.Source(text), flavor);

        result.Model.Should().NotBeNull("of {0}", text);
        Read(result.Model!).Should().BeEquivalentTo(document, options => options.WithStrictOrdering().ComparingByMembers<SdlDocument>(), "of {0}", text);
    }, iter: 300, threads: 2);

    static readonly Gen<string> Text = Texts().Select(text => text.Replace('\ud800', ' '));

    static readonly Gen<SdlResources> Resources =
        from cpu in Gen.UInt[10, 384_000]
        from memory in Gen.Long[1, 4096]
        from disk in Gen.Long[5, 4096]
        from volumes in Gen.Int[0, 2]
        from sizes in Gen.Long[5, 100_000].Array[2]
        from classes in Often("beta1", "beta2", "beta3", "default", "ram").Array[2]
        from readOnly in Gen.Bool
        from gpu in Gpu
        select new SdlResources(cpu, memory * Mebibyte, disk * 1024 * 1024)
        {
            Gpu = gpu,
            Volumes =
            [
                .. Enumerable.Range(0, volumes).Select(i => new SdlVolume($"v{i}", sizes[i] * Mebibyte, classes[i], $"/mnt/{i}") { ReadOnly = readOnly && classes[i] != "ram" })
                    .OrderBy(volume => volume.Name, StringComparer.Ordinal),
            ],
        };

    static Gen<SdlGpu?> Gpu =>
        from units in Gen.UInt[0, 8]
        from models in Gen.Shuffle(new SdlGpuModel[] { new("a100"), new("a100", 80), new("h100"), new("rtx4090", 24) }, 0, 4)
        select units == 0 ? null : new SdlGpu(units, [.. models.OrderBy(model => $"{model.Model}/{model.RamGi}", StringComparer.Ordinal)]);

    static Gen<SdlService> Service(string name) =>
        from image in Often("nginx:1.25.3", "a b", "x: y", "ghcr.io/o/r@sha256:00")
        from command in Text.Array[0, 3]
        from args in Text.Array[0, 3]
        from env in Gen.Select(Often("A", "B_2", "1", "a b"), Text, (key, value) => $"{key}={value}").Array[0, 4]
        from ports in Gen.Shuffle(new ushort[] { 80, 443, 3000, 9000 }, 1, 3)
        from udp in Gen.Bool
        from hosts in Often(0, 0, 1)
        from internalOnly in Often(false, false, true)
        from count in Gen.UInt[1, 5]
        from cents in Gen.Int[1, 10_000_000]
        from resources in Resources
        select new SdlService(name, image, resources, new DecCoin(Denoms.Uact, Dec.Parse(string.Create(CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:00}"))))
        {
            Command = [.. command],
            Args = [.. args],
            Env = [.. env],
            Expose = [.. ports.Order().Select(port => new SdlExpose(port, port)
            {
                Udp = udp && port == 9000,
                Global = !internalOnly,
                ToServices = internalOnly ? ["web"] : [],
                Accept = hosts == 1 && port == 80 ? [$"{name}.example.com"] : [],
            })],
            Count = count,
        };

    static readonly Gen<SdlDocument> Documents =
        from web in Service("web")
        from other in Service("db-2")
        from both in Gen.Bool
        from attributes in Gen.Select(Often("host", "region", "a.b", "1", "yes"), Text).Array[0, 3]
        from auditors in Texts().Array[0, 2]
        select new SdlDocument(both ? [web, other] : [web])
        {
            Placement = new SdlPlacement("akash")
            {
                Attributes = attributes.DistinctBy(pair => pair.Item1).ToImmutableSortedDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal),
                SignedByAnyOf = [.. auditors],
            },
        };

    static SdlDocument Read(SdlModel model)
    {
        var placement = model.Placements.Entries.Should().ContainSingle().Which;
        return new SdlDocument([.. model.Services.Entries.Select(service => Read(model, service, placement.Value))])
        {
            Placement = new SdlPlacement(placement.Name)
            {
                Attributes = (placement.Value.Attributes ?? []).ToImmutableSortedDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal),
                SignedByAnyOf = All(placement.Value.AnyOf),
            },
        };
    }

    static SdlService Read(SdlModel model, Named<ServiceModel> service, PlacementModel placement)
    {
        model.Deployment.TryGet(service.Name, out var deployed).Should().BeTrue();
        var (_, profile, count, _) = deployed!.Value.Entries.Should().ContainSingle().Which.Value;
        model.Computes.TryGet(profile.Value, out var compute).Should().BeTrue();
        placement.Pricing!.TryGet(profile.Value, out var price).Should().BeTrue();
        return new SdlService(service.Name, service.Value.Image.Value, Read(compute!.Value.Resources!, service.Value), new DecCoin(price!.Value.Denom.Value, Dec.Parse(price.Value.Amount!)))
        {
            Command = All(service.Value.Command),
            Args = All(service.Value.Args),
            Env = All(service.Value.Env),
            Expose = [.. service.Value.Expose.Select(Read)],
            Count = (uint)count,
        };
    }

    static SdlExpose Read(ExposeModel expose) => new((ushort)expose.Port, (ushort)expose.As)
    {
        Udp = expose.Proto.Value == "udp",
        Global = expose.To!.Any(target => target.Global),
        ToServices = [.. expose.To!.Where(target => !target.Service.IsEmpty).Select(target => target.Service.Value)],
        Accept = All(expose.Accept),
    };

    static SdlResources Read(ResourcesModel resources, ServiceModel service)
    {
        var root = resources.Storage!.Single(volume => volume.WrittenName is null);
        return new SdlResources(uint.Parse(resources.Cpu!.Units!.Value, CultureInfo.InvariantCulture), Bytes(resources.Memory!.Size), Bytes(root.Size))
        {
            Gpu = resources.Gpu is null ? null : new SdlGpu(uint.Parse(resources.Gpu.Units!.Value, CultureInfo.InvariantCulture), [.. resources.Gpu.Attributes.Where(attribute => !attribute.Key.EndsWith("/*", StringComparison.Ordinal)).Select(Read)]),
            Volumes = [.. resources.Storage!.Where(volume => volume != root).OrderBy(volume => volume.Name, StringComparer.Ordinal).Select(volume => Read(volume, service))],
        };
    }

    static SdlVolume Read(VolumeModel volume, ServiceModel service)
    {
        service.Params!.Storage!.TryGet(volume.Name, out var mount).Should().BeTrue();
        return new SdlVolume(volume.Name, Bytes(volume.Size), volume.Class!, mount!.Value.Mount.Value) { ReadOnly = mount.Value.ReadOnly };
    }

    /// <param name="attribute">As <c>vendor/nvidia/model/a100/ram/80Gi</c>.</param>
    static SdlGpuModel Read(ResourceAttribute attribute) => attribute.Key.Split('/') is [_, _, _, var model, "ram", var ram]
        ? new SdlGpuModel(model, uint.Parse(ram[..^2], CultureInfo.InvariantCulture))
        : new SdlGpuModel(attribute.Key.Split('/')[3]);

    static long Bytes(Quantity? size) => long.Parse(size!.Value, CultureInfo.InvariantCulture);

    static ImmutableArray<string> All(TextList? list) => [.. (list?.Items ?? []).Select(item => item.Value)];
}
