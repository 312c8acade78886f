using System.Text.RegularExpressions;
using Akash.Sizing;

namespace Akash.Inspect.Ai;

/// <summary>Names of engines, strongest sign first.</summary>
static partial class AiSignals
{
    static readonly (Engine Engine, Regex Command)[] ByCommand =
    [
        (Engine.Vllm, VllmCommand()), (Engine.Sglang, SglangCommand()), (Engine.Tgi, TgiCommand()), (Engine.Tei, TeiCommand()),
        (Engine.Ollama, OllamaCommand()), (Engine.LlamaCpp, LlamaCppCommand()), (Engine.ComfyUi, ComfyUiCommand()),
    ];

    static readonly (Engine Engine, string Package)[] ByPackage =
    [
        (Engine.Vllm, "vllm"), (Engine.Sglang, "sglang"), (Engine.LlamaCpp, "llama-cpp-python"), (Engine.Diffusers, "diffusers"),
        (Engine.Whisper, "faster-whisper"), (Engine.Whisper, "openai-whisper"), (Engine.SentenceTransformers, "sentence-transformers"),
    ];

    static readonly string[] WithTorch = ["transformers", "accelerate", "bitsandbytes", "flash-attn", "xformers", "peft", "trl", "unsloth"];

    public static Found<Engine>? FindEngine(AiTexts texts, Found<string>? start)
    {
        if (start is not null)
            foreach (var (engine, command) in ByCommand)
                if (command.IsMatch(start.Value)) return new(engine, "the start command names it", start.Evidence);
        foreach (var text in texts.Commands)
            foreach (var (engine, command) in ByCommand)
                if (command.Match(text.Text) is { Success: true } match) return new(engine, "a command or base image names it", text.AtOffset(match.Index));
        if (texts.Commands.FirstOrDefault(text => text.Path.EndsWith("Modelfile", StringComparison.Ordinal)) is { } modelfile)
            return new(Engine.Ollama, "a Modelfile is Ollama's", new(modelfile.Path));
        foreach (var (engine, package) in ByPackage)
            if (Package(texts, package) is { } evidence) return new(engine, $"depends on {package}", evidence);
        if (Package(texts, "torch") is null) return null;
        foreach (var package in WithTorch)
            if (Package(texts, package) is { } evidence) return new(Engine.Transformers, $"depends on torch and {package}", evidence);
        foreach (var source in texts.Sources)
            if (UsesCuda().Match(source.Text) is { Success: true } match) return new(Engine.Torch, "depends on torch and asks for CUDA", source.AtOffset(match.Index));
        return null;
    }

    /// <summary>A sign that the GPU is not wanted (spec/ai-sizing.md section 2.2).</summary>
    public static Evidence? CpuOnly(AiTexts texts)
    {
        foreach (var text in texts.All)
            if (OnCpu().Match(text.Text) is { Success: true } match) return text.AtOffset(match.Index);
        return null;
    }

    static Evidence? Package(AiTexts texts, string package)
    {
        var pattern = new Regex($@"(^|[""'\s]){Regex.Escape(package).Replace("-", "[-_]", StringComparison.Ordinal)}(?=[""'\s\[=<>~!;@,]|$)", RegexOptions.Multiline | RegexOptions.IgnoreCase);
        foreach (var text in texts.Manifests)
            if (!text.Path.EndsWith("package.json", StringComparison.Ordinal) && pattern.Match(text.Text) is { Success: true } match)
                return text.AtOffset(match.Index + match.Groups[1].Length);
        return null;
    }

    [GeneratedRegex(@"\bvllm serve\b|vllm\.entrypoints|vllm/vllm-openai")]
    private static partial Regex VllmCommand();

    [GeneratedRegex(@"sglang\.launch_server|\bsglang serve\b|lmsysorg/sglang")]
    private static partial Regex SglangCommand();

    [GeneratedRegex(@"text-generation-(inference|launcher)")]
    private static partial Regex TgiCommand();

    [GeneratedRegex(@"text-embeddings-(inference|router)")]
    private static partial Regex TeiCommand();

    [GeneratedRegex(@"\bollama (serve|run|pull|create)\b|\bollama/ollama\b")]
    private static partial Regex OllamaCommand();

    [GeneratedRegex(@"\bllama-server\b|llama_cpp\.server|llama\.cpp:server")]
    private static partial Regex LlamaCppCommand();

    [GeneratedRegex(@"comfyanonymous/ComfyUI|\bcomfyui\b", RegexOptions.IgnoreCase)]
    private static partial Regex ComfyUiCommand();

    [GeneratedRegex(@"\.cuda\(\)|device\s*=\s*['""]cuda|\.to\(\s*['""]cuda|torch\.device\(\s*['""]cuda")]
    private static partial Regex UsesCuda();

    [GeneratedRegex(@"--device[= ]cpu\b|device\s*=\s*['""]cpu['""]|CUDA_VISIBLE_DEVICES=(""""|-1)|download\.pytorch\.org/whl/cpu|==\d[\d.]*\+cpu\b")]
    private static partial Regex OnCpu();
}
