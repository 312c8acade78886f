using System.Globalization;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class GpuLint
{
    const double MillisPerGpu = 1000;
    const double GiB = 1L << 30;
    const double BytesPerGpu = 4 * GiB;

    /// <summary>More than eight cards in one machine were never seen (catalog of provider attributes, 2026-06-16).</summary>
    const int MostGpusOfAMachine = 8;

    /// <summary>Machines with eight cards have 128 to 256 threads and one to two TiB; templates ask for at most 32 CPUs beside a card.</summary>
    const double MostMillisPerGpu = 64_000;

    const double MostBytesPerGpu = 512 * GiB;

    public static void Check(Named<ServiceModel> service, ResourcesModel resources, KnownImage? image, MarketFacts market, Findings findings)
    {
        if (resources.Gpu is not { Units: { } units } gpu) return;
        var count = Number(units);
        if (count <= 0) return;

        if (gpu.Attributes.Any(attribute => attribute.Key == "vendor/nvidia/model/*"))
            findings.Warn(Rules.AnyGpu, gpu.Spot, "any NVIDIA card will do, from the smallest on", "name the models that are large enough");
        CheckOffers(gpu, market, findings);
        if (count > MostGpusOfAMachine)
            findings.Warn(Rules.TooManyGpus, units.Spot, $"{units.Value} GPUs for one replica must be in one machine, and machines have at most {MostGpusOfAMachine}", "use fewer for each replica, and more replicas");
        CheckBalance(resources, count, findings);
        if (image is { Kind: ImageKind.Inference } && !HasSharedMemory(service.Value))
        {
            findings.Warn(
                Rules.SharedMemory, service.Value.Image.Spot, "inference servers exchange tensors through /dev/shm, which has 64 MiB in a container",
                "add a volume with `class: ram`, `persistent: false`, mounted at /dev/shm");
        }
    }

    static void CheckOffers(GpuModel gpu, MarketFacts market, Findings findings)
    {
        if (market.Gpus.Length == 0) return;
        foreach (var wish in GpuWish.In(gpu).Where(wish => wish.Model != "*"))
        {
            if (market.Gpus.FirstOrDefault(offer => offer.Name == wish.Model) is not { } offer)
            {
                findings.Warn(
                    Rules.UnknownGpu, gpu.AttributesSpot, $"no provider gives the name '{wish.Model}' to a GPU, so nobody bids for it",
                    Suggestions.Nearest(wish.Model, market.Gpus.Select(one => one.Name)) is { } near ? $"did you mean `{near}`?" : "name models as providers do, such as `rtx4090` or `h100`");
            }
            else if (wish.Ram is { } ram && offer.Memory.Length > 0 && !offer.Memory.Contains(ram))
            {
                findings.Warn(Rules.UnknownGpu, gpu.AttributesSpot, $"no provider offers '{wish.Model}' with {ram}", $"write `ram: {string.Join("` or `ram: ", offer.Memory)}`, or leave it out");
            }
        }
    }

    static void CheckBalance(ResourcesModel resources, double count, Findings findings)
    {
        if (resources.Cpu?.Units is { } cpu)
        {
            if (Number(cpu) < MillisPerGpu * count)
                findings.Warn(Rules.GpuBalance, cpu.Spot, "less than one CPU for each GPU leaves the GPU waiting", "ask for at least one CPU per GPU");
            if (Number(cpu) > MostMillisPerGpu * count)
                findings.Warn(Rules.TooMuchBesideGpu, cpu.Spot, "more than 64 CPUs for each GPU is more than machines have beside their GPUs", "ask for 8 to 32 CPUs per GPU");
        }

        if (resources.Memory?.Size is not { } memory) return;
        if (Number(memory) < BytesPerGpu * count)
            findings.Warn(Rules.GpuBalance, memory.Spot, "less than 4 GiB of memory for each GPU is too little to load a model through", "ask for at least as much memory as the model's weights");
        if (Number(memory) > MostBytesPerGpu * count)
            findings.Warn(Rules.TooMuchBesideGpu, memory.Spot, "more than 512 GiB of memory for each GPU is more than machines have beside their GPUs", "ask for less, or for more GPUs");
    }

    static bool HasSharedMemory(ServiceModel service) => service.Params?.Storage?.Entries.Any(mount => mount.Value.Mount.Value.TrimEnd('/') == "/dev/shm") ?? false;

    public static double Number(Quantity quantity) => double.TryParse(quantity.Value, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
