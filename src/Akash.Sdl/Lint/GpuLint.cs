using System.Globalization;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class GpuLint
{
    const double MillisPerGpu = 1000;
    const double BytesPerGpu = 4.0 * (1L << 30);

    static readonly string[] Servers = ["vllm", "sglang", "text-generation-inference", "tritonserver", "lmdeploy", "tgi", "tensorrt"];

    public static void Check(Named<ServiceModel> service, ResourcesModel resources, Findings findings)
    {
        if (resources.Gpu is not { Units: { } units } gpu) return;
        var count = Number(units);
        if (count <= 0) return;

        if (gpu.Attributes.Any(attribute => attribute.Key == "vendor/nvidia/model/*"))
            findings.Warn(Rules.AnyGpu, gpu.Spot, "any NVIDIA card will do, from the smallest on", "name the models that are large enough");
        if (resources.Cpu?.Units is { } cpu && Number(cpu) < MillisPerGpu * count)
            findings.Warn(Rules.GpuBalance, cpu.Spot, "less than one CPU for each GPU leaves the GPU waiting", "ask for at least one CPU per GPU");
        if (resources.Memory?.Size is { } memory && Number(memory) < BytesPerGpu * count)
            findings.Warn(Rules.GpuBalance, memory.Spot, "less than 4 GiB of memory for each GPU is too little to load a model through", "ask for at least as much memory as the model's weights");

        var image = service.Value.Image.Value;
        if (Servers.Any(server => image.Contains(server, StringComparison.OrdinalIgnoreCase)) && !HasSharedMemory(service.Value))
        {
            findings.Warn(
                Rules.SharedMemory, service.Value.Image.Spot, "inference servers exchange tensors through /dev/shm, which has 64 MiB in a container",
                "add a volume with `class: ram`, `persistent: false`, mounted at /dev/shm");
        }
    }

    static bool HasSharedMemory(ServiceModel service) => service.Params?.Storage?.Entries.Any(mount => mount.Value.Mount.Value == "/dev/shm") ?? false;

    static double Number(Quantity quantity) => double.TryParse(quantity.Value, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
