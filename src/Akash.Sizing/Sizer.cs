using System.Collections.Immutable;
using System.Globalization;

namespace Akash.Sizing;

/// <summary>From a model to GPU, CPU, memory and storage by a first rule of thumb (spec/ai-sizing.md sections 4, 5.5 and 5.8).</summary>
public static class Sizer
{
    const double GiB = 1L << 30;

    /// <exception cref="ModelTooLargeException">No machine Akash offers holds the model.</exception>
    public static ResourceNeed Size(SizingRequest request)
    {
        var facts = request.Model is { } model ? ModelTable.Find(model) : null;
        if (facts?.Parameters is null && facts?.PublishedGB is null) return ClassDefault.For(request, GpuCatalog.Read());

        var precision = ChoosePrecision(request, facts);
        if (RunsOnCpu(request, facts)) return OnCpu(request, facts, precision);
        if (facts.Parameters is null || UsesPublished(request, facts)) return Published(request, facts);

        var catalog = GpuCatalog.Read();
        var (gpu, plan) = GpuChoice.Choose(request.Engine, facts, precision, request.Gpus, catalog)
            ?? throw new ModelTooLargeException(facts.Id, precision.Name, MemoryPlan.Of(request.Engine, facts, precision, 8).NeedGiB);
        return OnGpu(request, facts, precision, gpu, plan);
    }

    static Precision ChoosePrecision(SizingRequest request, ModelFacts facts) =>
        request.Precision
        ?? (request.Model is { } name ? Precision.FromModelName(name) : null)
        ?? (request.Engine.ReadsGguf() && facts.Stored.Name is not "mxfp4" ? Precision.Q4KM : null)
        // 32-bit files are cast to 16 bit by every engine here.
        ?? (facts.Stored.Name == "fp32" ? Precision.Fp16 : facts.Stored);

    static bool RunsOnCpu(SizingRequest request, ModelFacts facts) =>
        request.CpuOnly || (facts is { Kind: ModelKind.Embedding, Parameters: <= 0.6e9 } && request.Gpus is null);

    static bool UsesPublished(SizingRequest request, ModelFacts facts) =>
        facts.PublishedGB is not null && request.Precision is null && facts.Kind is ModelKind.Image or ModelKind.Video or ModelKind.Other;

    static ResourceNeed OnCpu(SizingRequest request, ModelFacts facts, Precision precision)
    {
        var weights = MemoryPlan.WeightBytes(facts, precision) / GiB;
        var memory = Math.Max(8, Up(weights * 2 + 2));
        return new(
            facts.Id, facts.Origin, null, 4, memory, 0, Storage(weights), facts.Gated,
            [
                Heading(request, facts, precision),
                $"runs on the CPU: {(request.CpuOnly ? "the repository asks for it" : "an encoder of at most 0.6 billion parameters needs no GPU")}",
                $"memory {memory} GiB: twice {Number(weights)} GiB of weights, at least 8",
            ]);
    }

    static ResourceNeed OnGpu(SizingRequest request, ModelFacts facts, Precision precision, GpuNeed gpu, MemoryPlan plan)
    {
        var weights = plan.Weights * plan.Gpus;
        var large = gpu.GiBPerCard > 44;
        var cpu = request.Engine.ReadsGguf() ? 4 : large ? 8 * gpu.Count : 4 + 2 * gpu.Count;
        var memory = request.Engine switch
        {
            Engine.Ollama or Engine.LlamaCpp => Up(8 + 0.3 * weights),
            Engine.Vllm or Engine.Sglang => Math.Max(16, Up(8 + 0.25 * weights + 4 * gpu.Count)),
            _ => Math.Max(16, Up(8 + 1.2 * weights)),
        };
        var shared = SharedMemory(request.Engine, gpu.Count);
        var storage = Storage(weights);
        return new(
            facts.Id, facts.Origin, gpu, cpu, memory, shared, storage, facts.Gated,
            [
                Heading(request, facts, precision),
                $"weights {Number(plan.Weights)} GiB per GPU",
                $"cache {Number(plan.Cache)} GiB per GPU{(request.Engine.Serves() ? $" for {MemoryPlan.Sequences} sequences of {MemoryPlan.TokensPerSequence} tokens" : "")}",
                $"activations {Number(plan.Work)} GiB, runtime {Number(plan.Runtime)} GiB",
                GpuLine(gpu, plan.UsableShare),
                $"memory {memory} GiB, {cpu} CPUs{(shared > 0 ? $", /dev/shm {shared} GiB" : "")}: by engine, weights and GPU count",
                StorageLine(storage, weights),
            ]);
    }

    /// <summary>Image, video and sound pipelines: what their publishers measured beats a formula.</summary>
    static ResourceNeed Published(SizingRequest request, ModelFacts facts)
    {
        var catalog = GpuCatalog.Read();
        var need = facts.PublishedGB!.Value * 1e9 / GiB;
        var fitting = catalog.Where(gpu => gpu.VisibleGiB >= need && gpu.Capability >= request.Engine.MinimumCapability()).ToArray();
        if (fitting.Length == 0) throw new ModelTooLargeException(facts.Id, facts.Stored.Name, need);

        var gpu = new GpuNeed(1, Math.Round(need, 1), GpuChoice.Alternatives(fitting, catalog));
        var weights = (facts.Parameters ?? need * 0.5e9) * 2 / GiB;
        var memory = Math.Max(16, Up(8 + 1.2 * weights));
        var storage = Storage(weights);
        return new(
            facts.Id, facts.Origin, gpu, 6, memory, SharedMemory(request.Engine, 1), storage, facts.Gated,
            [
                $"{facts.Id} with {request.Engine.Title()}: its publisher names {Number(facts.PublishedGB.Value)} GB of GPU memory",
                GpuLine(gpu, 1),
                $"memory {memory} GiB: 1.2 times {Number(weights)} GiB of weights plus 8",
                StorageLine(storage, weights),
            ]);
    }

    static string Heading(SizingRequest request, ModelFacts facts, Precision precision) =>
        $"{facts.Id} with {request.Engine.Title()}: {Number((facts.Parameters ?? 0) / 1e9)} billion parameters"
        + $" ({(facts.Origin is Origin.Table ? "known model" : "read from the name, upper bound")}) as {precision.Name}";

    internal static string GpuLine(GpuNeed gpu, double share) =>
        $"{gpu.Count} GPU{(gpu.Count == 1 ? "" : "s")} with {Number(gpu.GiBPerCard)} GiB each to fill"
        + (share < 1 ? $", of which an engine uses {Number(share * 100)} %" : "")
        + $": any of {string.Join(", ", gpu.Models.Select(model => model.Ram is null ? model.Name : $"{model.Name} {model.Ram}"))}";

    static string StorageLine(int storage, double weights) =>
        $"storage {storage} GiB: 1.35 times {Number(weights)} GiB to download, plus 30 for image and temporary files";

    internal static int SharedMemory(Engine engine, int gpus) => engine switch
    {
        Engine.Ollama or Engine.LlamaCpp or Engine.Whisper or Engine.Tei or Engine.SentenceTransformers => 0,
        Engine.Sglang => 32,
        _ => gpus switch { 1 => 2, < 8 => 10, _ => 32 },
    };

    static int Storage(double weightsGiB) => (Up(weightsGiB * 1.35 + 30) + 9) / 10 * 10;

    static int Up(double value) => (int)Math.Ceiling(value);

    static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>No machine on Akash holds the model at this precision.</summary>
public sealed class ModelTooLargeException(string model, string precision, double gibPerCard) : Exception(
    $"{model} as {precision} needs {gibPerCard.ToString("0", CultureInfo.InvariantCulture)} GiB on each of 8 GPUs, more than any card has; use a quantised copy of it (fp8 or 4 bit)");
