using System.Globalization;
using System.Text.RegularExpressions;

namespace Akash.Sizing;

/// <summary>How weights are stored.</summary>
/// <param name="BytesPerWeight">On the layers that are quantised.</param>
/// <param name="WideEmbeddings">Whether embeddings and output head stay at 16 bit.</param>
/// <param name="MinimumCapability">Lowest compute capability (times ten) that computes with it well.</param>
public sealed partial record Precision(string Name, double BytesPerWeight, bool WideEmbeddings, int MinimumCapability)
{
    public static Precision Bf16 { get; } = new("bf16", 2, false, 80);

    public static Precision Fp16 { get; } = new("fp16", 2, false, 70);

    public static Precision Q4KM { get; } = new("Q4_K_M", 4.89 / 8, false, 50);

    static readonly Precision[] Known =
    [
        Bf16,
        Fp16,
        new("fp32", 4, false, 50),
        new("fp8", 1, true, 80),
        new("int8", 1, true, 75),
        new("int4", 0.5195, true, 75),
        new("nf4", 0.516, true, 70),
        new("mxfp4", 0.53125, true, 80),
        new("nvfp4", 0.5625, true, 100),
        Q4KM,
        new("Q2_K", 3.16 / 8, false, 50),
        new("Q3_K_M", 4.0 / 8, false, 50),
        new("Q4_0", 4.5 / 8, false, 50),
        new("Q4_K_S", 4.67 / 8, false, 50),
        new("Q5_0", 5.5 / 8, false, 50),
        new("Q5_K_S", 5.57 / 8, false, 50),
        new("Q5_K_M", 5.70 / 8, false, 50),
        new("Q6_K", 6.56 / 8, false, 50),
        new("Q8_0", 8.5 / 8, false, 50),
    ];

    /// <summary>A precision by name, without regard to case; null when unknown.</summary>
    public static Precision? Named(string? name) => Known.FirstOrDefault(precision => precision.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a model's name says of its weights (spec/ai-sizing.md section 3.1); null when it says nothing.</summary>
    public static Precision? FromModelName(string model)
    {
        if (GgufType().Match(model) is { Success: true } gguf && Named(gguf.Value) is { } encoded) return encoded;
        if (BitsPerWeight().Match(model) is { Success: true } stated)
            return new(stated.Value, double.Parse(stated.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture) / 8, true, 75);

        var name = model.ToLowerInvariant();
        return (name.Contains("nvfp4", StringComparison.Ordinal), name.Contains("mxfp4", StringComparison.Ordinal)) switch
        {
            (true, _) => Named("nvfp4"),
            (_, true) => Named("mxfp4"),
            _ when EightBitFloat().IsMatch(name) => Named("fp8"),
            _ when EightBit().IsMatch(name) => Named("int8"),
            _ when Nf4().IsMatch(name) => Named("nf4"),
            _ when FourBit().IsMatch(name) => Named("int4"),
            _ when name.EndsWith("-bf16", StringComparison.Ordinal) => Bf16,
            _ => null,
        };
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9])I?Q[1-8]_(?:K_[SML]|K|[01])(?![A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex GgufType();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)bpw", RegexOptions.IgnoreCase)]
    private static partial Regex BitsPerWeight();

    [GeneratedRegex(@"(?<![a-z0-9])fp8(?![0-9])")]
    private static partial Regex EightBitFloat();

    [GeneratedRegex(@"(?<![a-z0-9])(w8a8|w8a16|int8|8-?bits?)(?![0-9])")]
    private static partial Regex EightBit();

    [GeneratedRegex(@"(?<![a-z0-9])(nf4|bnb-4bit)(?![0-9])")]
    private static partial Regex Nf4();

    [GeneratedRegex(@"(?<![a-z0-9])(awq|gptq|w4a16|w4a8|int4|4-?bits?|hqq|autoround)(?![a-z])")]
    private static partial Regex FourBit();
}
