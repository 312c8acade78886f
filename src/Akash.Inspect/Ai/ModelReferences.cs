using System.Globalization;
using System.Text.RegularExpressions;
using Akash.Sizing;

namespace Akash.Inspect.Ai;

/// <summary>The model a repository names: on a command line, in an environment variable, in code (spec/ai-sizing.md section 2.1).</summary>
static partial class ModelReferences
{
    public static Found<string>? Find(AiTexts texts, Engine engine)
    {
        foreach (var text in texts.Commands)
            if (First(text, CommandPatterns(text, engine)) is { } found) return found;
        foreach (var text in texts.Sources)
            if (First(text, [FromPretrained(), ModelArgument(), LoaderArgument(), VariableDefault()]) is { } found) return found;
        return null;
    }

    static Regex[] CommandPatterns(RepositoryText text, Engine engine) => engine switch
    {
        Engine.Ollama when text.Path.EndsWith("Modelfile", StringComparison.Ordinal) => [ModelfileFrom()],
        Engine.Ollama => [OllamaTag(), Variable()],
        _ => [ModelOption(), ServedModel(), Variable()],
    };

    public static Found<int>? TensorParallel(AiTexts texts)
    {
        foreach (var text in texts.All)
            if (ShardOption().Match(text.Text) is { Success: true } match)
                return new(int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), "the command names it", text.AtOffset(match.Index));
        return null;
    }

    static Found<string>? First(RepositoryText text, Regex[] patterns)
    {
        foreach (var pattern in patterns)
            foreach (Match match in pattern.Matches(text.Text))
                if (match.Groups["model"].Value is var model && IsModel(model)) return new(model, "the model it loads", text.AtOffset(match.Groups["model"].Index));
        return null;
    }

    /// <summary>A hub id or a tag; not a path on disk and not a variable.</summary>
    static bool IsModel(string text) => text.Length > 0 && !text.StartsWith('.') && !text.StartsWith('/') && !text.StartsWith("models/", StringComparison.Ordinal) && !text.Contains('$', StringComparison.Ordinal);

    [GeneratedRegex(@"(?:--model(?:-id|-path)?|-hfr?|--hf-repo)[=\s""',]+(?<model>[A-Za-z0-9][\w.:/-]+)")]
    private static partial Regex ModelOption();

    [GeneratedRegex(@"\b(?:vllm serve|sglang serve|lmdeploy serve api_server)\s+[""']?(?<model>[A-Za-z0-9][\w./-]+)")]
    private static partial Regex ServedModel();

    [GeneratedRegex(@"\b(?:MODEL|MODEL_ID|MODEL_NAME|HF_MODEL_ID|OLLAMA_MODEL|WHISPER_MODEL|ASR_MODEL|EMBEDDING_MODEL|LLAMA_ARG_HF_REPO)[= ]\s*[""']?(?<model>[A-Za-z0-9][\w.:/-]+)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\s*FROM\s+(?<model>[A-Za-z0-9][\w.:/-]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ModelfileFrom();

    [GeneratedRegex(@"\bollama\s+(?:run|pull)\s+[""']?(?<model>[A-Za-z0-9][\w.:/-]+)")]
    private static partial Regex OllamaTag();

    [GeneratedRegex(@"\b(?!\w*Tokenizer)\w+\.from_pretrained\(\s*[""'](?<model>[\w.:/-]+)[""']")]
    private static partial Regex FromPretrained();

    [GeneratedRegex(@"\b(?:LLM|pipeline|AsyncEngineArgs|EngineArgs|Engine)\([^)]*?\bmodel(?:_path)?\s*=\s*[""'](?<model>[\w.:/-]+)[""']")]
    private static partial Regex ModelArgument();

    [GeneratedRegex(@"\b(?:SentenceTransformer|CrossEncoder|WhisperModel|load_model)\(\s*[""'](?<model>[\w.:/-]+)[""']")]
    private static partial Regex LoaderArgument();

    [GeneratedRegex(@"\b(?:MODEL|MODEL_ID|MODEL_NAME|model_id|model_name|model_path)\b[""']?\s*(?:=|,)\s*(?:os\.(?:getenv|environ\.get)\([^,)]*,\s*)?[""'](?<model>[\w.:-]+/[\w.:-]+)[""']")]
    private static partial Regex VariableDefault();

    [GeneratedRegex(@"(?:--tensor-parallel-size|--tp(?:-size)?|\btensor_parallel_size)[=\s""',]+(\d{1,2})\b")]
    private static partial Regex ShardOption();
}
