using System.Text.Json.Serialization;

namespace Akash.Sizing;

/// <summary>Where a number comes from, strongest first.</summary>
public enum Origin
{
    [JsonStringEnumMemberName("given")]
    Given,
    [JsonStringEnumMemberName("table")]
    Table,
    [JsonStringEnumMemberName("name")]
    Name,
    [JsonStringEnumMemberName("guess")]
    Guess,
}

public enum ModelKind
{
    Language,
    Embedding,
    Speech,
    Image,
    Video,
    Other,
}

/// <summary>Layer sizes, where they are known.</summary>
/// <param name="FeedForward">Width that one token passes: of all active experts in a mixture.</param>
/// <param name="KvBytesPerToken">Over the whole model at 16 bit.</param>
/// <param name="KvBytesPerTokenGlobal">The part that keeps growing after the window is full.</param>
/// <param name="Window">Sliding window in tokens, or 0.</param>
/// <param name="StateBytes">Recurrent state of one sequence.</param>
/// <param name="LatentKv">Every GPU keeps the whole cache (MLA).</param>
public sealed record ModelShape(
    long Hidden, long FeedForward, int Heads, int KvHeads, long Vocabulary, bool TiedEmbeddings,
    long KvBytesPerToken, long KvBytesPerTokenGlobal, int Window, long StateBytes, bool LatentKv)
{
    public double EmbeddingParameters => Vocabulary * (double)Hidden * (TiedEmbeddings ? 1 : 2);
}

/// <summary>What is known of a model.</summary>
/// <param name="Parameters">In all; every expert of a mixture counts.</param>
/// <param name="WeightBytes">Of the published files, or null.</param>
/// <param name="Stored">How the published files store them.</param>
/// <param name="PublishedGB">GPU memory its publisher names, in 10^9 bytes.</param>
/// <param name="Gated">Whether the hub asks for a token.</param>
public sealed record ModelFacts(
    string Id, ModelKind Kind, double? Parameters, double? WeightBytes, Precision Stored, ModelShape? Shape,
    int? Context, double? PublishedGB, bool Gated, Origin Origin);
