using System.Collections.Immutable;
using Akash.Sdl;

namespace Akash.Inspect;

/// <summary>A deployment of one service: the port found as public HTTP, resources by class or by model, and a price cap.</summary>
static class SdlDraft
{
    const long MiB = 1L << 20;
    const long GiB = 1L << 30;

    static readonly ResourceDefaults Unknown = new(500, 512, 1024, "an application of an unknown kind");

    public static SdlDocument Of(Inspection inspection, Found<int> port, GenerateOptions options)
    {
        var found = Resources(inspection);
        var resources = options.Resize(found);
        if (resources != found) resources = resources with { Comment = [.. resources.Comment, "Changed as the inputs say."] };
        var cap = PriceCap.For(resources);
        var service = new SdlService(inspection.Name, options.ImageName, resources with { Comment = [.. resources.Comment, cap.Reason] }, cap.PerBlock)
        {
            Comment = [$"The container listens on {port}; the public address is port 80 of the provider."],
            Expose = [new((ushort)port.Value, 80) { Global = true }],
        };
        return new([service]) { Comment = ["Written by akash-action generate. Keep it in the repository to change it; it is used as it is from then on."] };
    }

    static SdlResources Resources(Inspection inspection)
    {
        if (inspection.Ai is { } ai) return Resources(ai);
        var defaults = inspection.Application?.Resources ?? Unknown;
        return new((uint)defaults.CpuMillicores, defaults.MemoryMiB * MiB, defaults.StorageMiB * MiB)
        {
            Comment = [$"{defaults.CpuMillicores / 1000m} CPU, {defaults.MemoryMiB} MiB of memory and {defaults.StorageMiB} MiB of disk: the usual start for {defaults.For}."],
        };
    }

    static SdlResources Resources(AiWorkload ai) => new((uint)ai.Need.Cpu * 1000, ai.Need.MemoryGiB * GiB, ai.Need.StorageGiB * GiB)
    {
        Gpu = ai.Need.Gpu is not { } gpu ? null : new((uint)gpu.Count, [.. gpu.Models.Select(model => new SdlGpuModel(model.Name, Gibibytes(model.Ram)))]),
        // PyTorch and NCCL pass tensors between processes through /dev/shm, which is 64 MiB otherwise.
        Volumes = ai.Need.SharedMemoryGiB == 0 ? [] : [new("shm", ai.Need.SharedMemoryGiB * GiB, "ram", "/dev/shm")],
        Comment = ai.Need.Reasoning,
    };

    static uint? Gibibytes(string? ram) =>
        ram is null ? null : uint.Parse(ram.AsSpan(0, ram.Length - 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
}
