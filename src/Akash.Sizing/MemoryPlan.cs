namespace Akash.Sizing;

/// <summary>GPU memory one card needs, in GiB, part by part (spec/ai-sizing.md section 4).</summary>
/// <param name="Weights">This card's share.</param>
/// <param name="Cache">Attention cache and recurrent state.</param>
/// <param name="Work">Activations: the peak of a forward pass or of sampling.</param>
/// <param name="Runtime">CUDA context, graphs, communication buffers.</param>
/// <param name="UsableShare">The share of a card the engine may fill.</param>
public sealed record MemoryPlan(int Gpus, double Weights, double Cache, double Work, double Runtime, double UsableShare)
{
    /// <summary>A chat server: eight sequences of 2,048 tokens.</summary>
    public const int Sequences = 8;

    public const int TokensPerSequence = 2048;

    const double GiB = 1L << 30;
    const int BatchedTokens = 2048;
    const int SampledSequences = 64;
    const double SamplerBytes = 24;

    public double NeedGiB => Weights + Cache + Work + Runtime;

    /// <summary>Bytes of all weights at the precision they are loaded in.</summary>
    public static double WeightBytes(ModelFacts facts, Precision precision)
    {
        if (precision == facts.Stored && facts.WeightBytes is { } published) return published;

        var parameters = facts.Parameters ?? throw new ArgumentException("a model without a size cannot be planned", nameof(facts));
        var wide = precision.WideEmbeddings && facts.Shape is { } shape ? Math.Min(shape.EmbeddingParameters, parameters) : 0;
        return (parameters - wide) * precision.BytesPerWeight + wide * 2;
    }

    public static MemoryPlan Of(Engine engine, ModelFacts facts, Precision precision, int gpus)
    {
        var weights = WeightBytes(facts, precision) / GiB;
        if (engine.Serves()) return Serving(facts, weights, gpus);
        if (engine.ReadsGguf()) return new(gpus, weights / gpus, CacheGiB(facts, 1, 8192) / gpus, 0.6, 0.5, 1);

        return facts.Kind switch
        {
            ModelKind.Speech => new(1, weights, 0, 1.65, 0.3, 0.95),
            ModelKind.Image => new(1, weights, 0, 0.75 + 0.36 * Math.Min((facts.Parameters ?? 0) / 1e9, 12), 0.5, 0.95),
            ModelKind.Video => new(1, weights, 0, 22, 0.5, 0.95),
            ModelKind.Embedding => new(1, weights, 0, 1.5, 0.5, 0.95),
            // A cache that grows by concatenation holds its old and its new block at once.
            _ => new(gpus, weights / gpus, 2 * CacheGiB(facts, 1, 2048) / gpus, Math.Min(0.15 + 0.25 * weights, 0.7), 0.5, 0.95),
        };
    }

    static MemoryPlan Serving(ModelFacts facts, double weights, int gpus)
    {
        var cache = CacheGiB(facts, Sequences, TokensPerSequence);
        var split = facts.Shape is { LatentKv: true } ? 1 : facts.Shape is { } known ? Math.Min(gpus, known.KvHeads) : gpus;
        var forward = facts.Shape is { } shape
            ? BatchedTokens * (6.0 * shape.Hidden + 4.0 * shape.FeedForward / gpus) * 2 / GiB
            : 0.5;
        var sampler = SampledSequences * (facts.Shape?.Vocabulary ?? 152_000) * SamplerBytes / GiB;
        var communication = gpus switch { 1 => 0.4, 2 => 1.0, <= 4 => 1.5, _ => 2.1 };
        return new(gpus, weights / gpus, cache / split, 0.3 + Math.Max(forward, sampler), 0.7 + communication, 0.9);
    }

    /// <summary>Cache of whole sequences over the whole model; a full window keeps its prefill chunk beside it.</summary>
    static double CacheGiB(ModelFacts facts, int sequences, int tokens)
    {
        // Without a shape: 8 GiB of 16-bit weights go with about 1 GiB of cache at 8,192 tokens in grouped-query models.
        if (facts.Shape is not { } shape) return 0.15 * (facts.Parameters ?? 0) / GiB * sequences * tokens / 8192;

        var windowed = shape.KvBytesPerToken - shape.KvBytesPerTokenGlobal;
        var inWindow = shape.Window > 0 ? Math.Min(tokens, shape.Window + BatchedTokens / sequences) : tokens;
        return sequences * (shape.KvBytesPerTokenGlobal * (double)tokens + windowed * (double)inWindow + shape.StateBytes) / GiB;
    }
}
