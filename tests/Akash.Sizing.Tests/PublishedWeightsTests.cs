using System.Text.Json;
using Akash.Tests;

namespace Akash.Sizing.Tests;

/// <summary>Weights against load footprints that publishers printed (fixtures/ai-sizing.json, rows of kind weights-only).</summary>
public sealed class PublishedWeightsTests
{
    [Fact]
    public void Weights_of_known_language_models_are_what_publishers_print()
    {
        using var fixture = JsonDocument.Parse(File.ReadAllText(SharedData.Require("fixtures/ai-sizing.json")));
        var ratios = fixture.RootElement.GetProperty("cases").EnumerateArray().Select(Ratio).OfType<double>().Order().ToArray();

        ratios.Should().HaveCountGreaterThan(10).And.OnlyContain(ratio => ratio > 0.84 && ratio < 1.1);
        ratios[ratios.Length / 2].Should().BeInRange(0.97, 1.03);
    }

    /// <summary>Computed over printed, in the unit that fits better: authors write GB for GiB. Null for rows that are no test of weights.</summary>
    static double? Ratio(JsonElement row)
    {
        var published = row.GetProperty("published");
        if (published.GetProperty("kind").GetString() != "weights-only" || published.GetProperty("scope").GetString() != "total") return null;
        if (row.TryGetProperty("doubtful", out _) || row.GetProperty("offload").ValueKind is JsonValueKind.True) return null;
        if (published.GetProperty("gpuMemoryGB").ValueKind is not JsonValueKind.Number) return null;
        if (ModelTable.Find(row.GetProperty("model").GetString()!) is not { Kind: ModelKind.Language, Origin: Origin.Table } facts) return null;
        if (Precision.Named(row.GetProperty("quant").GetString()) is not { } precision) return null;

        var printed = published.GetProperty("gpuMemoryGB").GetDouble();
        var bytes = MemoryPlan.WeightBytes(facts, precision);
        return new[] { bytes / 1e9 / printed, bytes / (1L << 30) / printed }.MinBy(ratio => Math.Abs(ratio - 1));
    }
}
