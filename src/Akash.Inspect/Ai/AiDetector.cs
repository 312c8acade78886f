using Akash.Sizing;

namespace Akash.Inspect.Ai;

/// <summary>Finds AI servers and frameworks by dependencies, commands, base images and model files, and sizes what they load.</summary>
static class AiDetector
{
    public static AiWorkload? Detect(RepositorySnapshot repository, Found<string>? start, out IReadOnlyList<Note> notes)
    {
        var texts = AiTexts.Of(repository);
        var engine = AiSignals.FindEngine(texts, start);
        notes = [];
        if (engine is null) return null;

        var model = ModelReferences.Find(texts, engine.Value);
        var cpuOnly = AiSignals.CpuOnly(texts);
        var request = new SizingRequest(engine.Value, model is null ? null : HubName(engine.Value, model.Value), Gpus: ModelReferences.TensorParallel(texts)?.Value, CpuOnly: cpuOnly is not null);
        try
        {
            var need = Sizer.Size(request);
            notes = [.. Notes(model, need)];
            return new(engine, model, HealthPath(engine.Value), need);
        }
        catch (ModelTooLargeException tooLarge)
        {
            notes = [new("GPU001", tooLarge.Message, "name a smaller or quantised model", model?.Evidence)];
            return null;
        }
    }

    static IEnumerable<Note> Notes(Found<string>? model, ResourceNeed need)
    {
        if (model is null)
            yield return new("RES001", "an AI framework is used, but no model is named", "name the model in the start command or in MODEL_ID, or give resources in a deploy.yaml");
        else if (need.Origin is Origin.Guess)
            yield return new("RES001", $"the size of {model.Value} is not known", "give resources in a deploy.yaml", model.Evidence);
        if (need.Gated)
            yield return new("ENV001", $"{need.Model} is only given to accounts that accepted its terms", "add HF_TOKEN to the service's env in a deploy.yaml, from a secret", model?.Evidence);
    }

    /// <summary>Whisper's loaders take short names.</summary>
    static string HubName(Engine engine, string model) =>
        engine is Engine.Whisper && !model.Contains('/', StringComparison.Ordinal) ? $"openai/whisper-{(model == "turbo" ? "large-v3-turbo" : model)}" : model;

    static Found<string>? HealthPath(Engine engine) => engine switch
    {
        Engine.Vllm or Engine.Sglang or Engine.Tgi or Engine.Tei or Engine.LlamaCpp => new("/health", $"{engine.Title()} answers it once the model is loaded"),
        Engine.ComfyUi => new("/system_stats", "ComfyUI answers it"),
        Engine.Ollama => new("/", "Ollama answers it"),
        _ => null,
    };
}
