using System.Text.Json.Serialization;

namespace Akash.Sizing;

/// <summary>The program that loads the model, which decides what it needs beside the weights.</summary>
public enum Engine
{
    [JsonStringEnumMemberName("vllm")]
    Vllm,

    [JsonStringEnumMemberName("sglang")]
    Sglang,

    [JsonStringEnumMemberName("tgi")]
    Tgi,

    [JsonStringEnumMemberName("tei")]
    Tei,

    [JsonStringEnumMemberName("ollama")]
    Ollama,

    [JsonStringEnumMemberName("llamaCpp")]
    LlamaCpp,

    [JsonStringEnumMemberName("transformers")]
    Transformers,

    [JsonStringEnumMemberName("sentenceTransformers")]
    SentenceTransformers,

    [JsonStringEnumMemberName("diffusers")]
    Diffusers,

    [JsonStringEnumMemberName("comfyUi")]
    ComfyUi,

    [JsonStringEnumMemberName("whisper")]
    Whisper,

    /// <summary>PyTorch (or TensorFlow, JAX) with CUDA and no sign of what is loaded.</summary>
    [JsonStringEnumMemberName("torch")]
    Torch,
}

/// <summary>How an engine uses a card, and what people call it.</summary>
public static class Engines
{
    /// <summary>Serving engines shard a model and fill what is left of the card with cache.</summary>
    internal static bool Serves(this Engine engine) => engine is Engine.Vllm or Engine.Sglang or Engine.Tgi;

    /// <summary>Engines that read GGUF files and run quantised by default.</summary>
    internal static bool ReadsGguf(this Engine engine) => engine is Engine.Ollama or Engine.LlamaCpp;

    /// <summary>The lowest compute capability (times ten) an engine runs on (spec/ai-sizing.md section 5.2).</summary>
    internal static int MinimumCapability(this Engine engine) => engine switch
    {
        Engine.Ollama or Engine.LlamaCpp => 50,
        Engine.Tei => 75,
        _ => 70,
    };

    public static string Title(this Engine engine) => engine switch
    {
        Engine.Vllm => "vLLM",
        Engine.Sglang => "SGLang",
        Engine.Tgi => "Text Generation Inference",
        Engine.Tei => "Text Embeddings Inference",
        Engine.Ollama => "Ollama",
        Engine.LlamaCpp => "llama.cpp",
        Engine.Transformers => "transformers",
        Engine.SentenceTransformers => "sentence-transformers",
        Engine.Diffusers => "diffusers",
        Engine.ComfyUi => "ComfyUI",
        Engine.Whisper => "Whisper",
        Engine.Torch => "PyTorch",
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "unknown engine"),
    };
}
