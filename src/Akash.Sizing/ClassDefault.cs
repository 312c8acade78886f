using System.Collections.Immutable;

namespace Akash.Sizing;

/// <summary>What is assumed when no model can be made out (spec/ai-sizing.md section 5.8).</summary>
static class ClassDefault
{
    public static ResourceNeed For(SizingRequest request, ImmutableArray<Gpu> catalog)
    {
        var (assumed, gib, capability, cpu, memory, storage) = request.Engine switch
        {
            Engine.Vllm or Engine.Sglang or Engine.Tgi => ("a model of 8 billion parameters at 16 bit", 20, 80, 8, 32, 50),
            Engine.Ollama or Engine.LlamaCpp => ("a model of 8 billion parameters at 4 bit", 7, 50, 4, 16, 50),
            Engine.ComfyUi => ("Stable Diffusion XL", 11, 70, 6, 32, 100),
            Engine.Diffusers => ("Stable Diffusion XL", 11, 70, 6, 32, 60),
            Engine.Whisper => ("whisper large-v3 at 16 bit", 7, 70, 4, 8, 30),
            Engine.Tei or Engine.SentenceTransformers => ("an encoder of at most 0.6 billion parameters", 0, 0, 4, 8, 20),
            _ => ("an unknown model", 15, 75, 8, 32, 60),
        };
        var unknown = request.Model is { } model ? $"'{model}' is not a model whose size is known" : "no model is named";
        var heading = $"{unknown}: {assumed} is assumed for {request.Engine.Title()}";
        if (gib == 0 || request.CpuOnly)
            return new(assumed, Origin.Guess, null, cpu, memory, 0, storage, false, [heading, "runs on the CPU"]);

        var count = request.Gpus ?? 1;
        var fitting = catalog.Where(card => card.VisibleGiB >= gib && card.Capability >= capability).ToArray();
        var gpu = new GpuNeed(count, gib, GpuChoice.Alternatives(fitting, catalog));
        return new(
            assumed, Origin.Guess, gpu, cpu, memory, Sizer.SharedMemory(request.Engine, count), storage, false,
            [heading, Sizer.GpuLine(gpu, 1), "name the model in the start command or an environment variable to have it sized"]);
    }
}
