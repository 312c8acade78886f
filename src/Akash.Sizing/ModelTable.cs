using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sizing;

/// <summary>Looks models up: by id, by Ollama tag, by base name, else by what the name itself says.</summary>
public static partial class ModelTable
{
    /// <returns>Null when the name says nothing about a size.</returns>
    public static ModelFacts? Find(string model)
    {
        var rows = Table.Read("models.csv").ToArray();
        var reference = Unwrap(model);
        return Known(rows, reference) ?? FromName(reference);
    }

    static ModelFacts? Known(TableRow[] rows, string reference)
    {
        foreach (var name in Shortened(reference))
        {
            foreach (var row in rows)
                if (Same(row["id"], name) || Same(LastSegment(row["id"]), name) || Same(row["ollama"], name)) return Facts(row);
        }
        var bases = Shortened(LastSegment(reference)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
            if (Shortened(LastSegment(row["id"])).Any(name => HasSize(name) && bases.Contains(name))) return Facts(row);
        return null;
    }

    static bool Same(string left, string right) => left.Length > 0 && left.Equals(right, StringComparison.OrdinalIgnoreCase);

    static bool HasSize(string name) => TotalSize().IsMatch(name);

    /// <summary>The name, then the name without organisation, then without one trailing role, precision or date token after the other.</summary>
    static IEnumerable<string> Shortened(string name)
    {
        yield return name;
        var rest = LastSegment(name);
        // Llama's publisher has put itself before the name in some releases and not in others.
        if (rest.StartsWith("Meta-Llama", StringComparison.OrdinalIgnoreCase)) rest = rest["Meta-".Length..];
        while (true)
        {
            yield return rest;
            var shorter = TrailingToken().Replace(rest, "");
            if (shorter.Length == 0 || shorter == rest) yield break;
            rest = shorter;
        }
    }

    static string LastSegment(string name) => name[(name.LastIndexOf('/') + 1)..];

    static string Unwrap(string model)
    {
        var text = HubPrefix().Replace(model.Trim(), "");
        var quantSuffix = text.Contains('/', StringComparison.Ordinal) ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        return (quantSuffix < 0 ? text : text[..quantSuffix]).TrimEnd('/');
    }

    static ModelFacts Facts(TableRow row)
    {
        var shape = row.Integer("hidden") is { } hidden && row.Integer("kvBytesPerToken") is { } kv
            ? new ModelShape(
                hidden, row.Integer("ffn") ?? 4 * hidden, (int)(row.Integer("heads") ?? 1), (int)(row.Integer("kvHeads") ?? row.Integer("heads") ?? 1),
                row.Integer("vocab") ?? 0, row.Flag("tied"), kv, row.Integer("kvBytesPerTokenGlobal") ?? kv,
                (int)(row.Integer("window") ?? 0), row.Integer("stateBytes") ?? 0, row.Flag("latentKv"))
            : null;
        return new(
            row["id"], Kind(row["kind"]), row.Number("paramsB") * 1e9, row.Number("weightBytes"), Precision.Named(row["dtype"]) ?? Precision.Bf16,
            shape, (int?)row.Integer("context"), row.Number("publishedGB"), row.Flag("gated"), Origin.Table);
    }

    static ModelKind Kind(string kind) => kind switch
    {
        "llm" or "vlm" => ModelKind.Language,
        "embedding" or "reranker" => ModelKind.Embedding,
        "asr" => ModelKind.Speech,
        "image" => ModelKind.Image,
        "video" => ModelKind.Video,
        _ => ModelKind.Other,
    };

    /// <summary>Only a name: the upper bound of what its size token can mean.</summary>
    static ModelFacts? FromName(string model)
    {
        var name = LastSegment(model);
        double parameters;
        if (Mixture().Match(name) is { Success: true } mixture)
            parameters = 0.82 * Number(mixture.Groups[1]) * Number(mixture.Groups[2]) * 1e9;
        else if (TotalSize().Match(name) is { Success: true } size)
            parameters = Number(size.Groups[1]) * (size.Groups[2].Value is "M" or "m" ? 1e6 : size.Groups[2].Value is "T" or "t" ? 1e12 : 1e9);
        else
            return null;

        var embedding = EmbeddingName().IsMatch(name);
        return new(
            model, embedding ? ModelKind.Embedding : ModelKind.Language, parameters * 1.05, null, Precision.Bf16, null, null, null, false, Origin.Name);
    }

    static double Number(Capture text) => double.Parse(text.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(\d+(?:\.\d+)?)([BMT])(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex TotalSize();

    [GeneratedRegex(@"(?<![A-Za-z0-9.])(\d+)x(\d+(?:\.\d+)?)B(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Mixture();

    [GeneratedRegex(@"embed|rerank|(^|-)(bge|gte|e5)-", RegexOptions.IgnoreCase)]
    private static partial Regex EmbeddingName();

    [GeneratedRegex(@"[-_:.](instruct|chat|it|hf|base|thinking|preview|gguf|awq|gptq|fp8|nvfp4|mxfp4|bf16|fp16|int[48]|w[48]a(8|16)|[48]-?bits?|bnb|unsloth|dynamic|quantized|i?q[1-8]_[a-z0-9_]+|gptq-int[48]|v\d+(\.\d+)*|\d{4})$", RegexOptions.IgnoreCase)]
    private static partial Regex TrailingToken();

    [GeneratedRegex(@"^(https?://)?(hf\.co|huggingface\.co)/|^hf://", RegexOptions.IgnoreCase)]
    private static partial Regex HubPrefix();
}
