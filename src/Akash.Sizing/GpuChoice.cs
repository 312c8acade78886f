using System.Collections.Immutable;

namespace Akash.Sizing;

/// <summary>The smallest number of cards that holds a plan, and which cards.</summary>
static class GpuChoice
{
    /// <summary>How many memory sizes are offered beside each other, smallest first, so that more providers can bid.</summary>
    const int Classes = 3;

    const double Headroom = 1.05;

    static readonly int[] Counts = [1, 2, 4, 8];

    /// <returns>Null when not even eight of the largest cards hold it.</returns>
    public static (GpuNeed Need, MemoryPlan Plan)? Choose(
        Engine engine, ModelFacts facts, Precision precision, int? givenCount, ImmutableArray<Gpu> catalog)
    {
        var capability = Math.Max(engine.MinimumCapability(), engine.ReadsGguf() ? 0 : precision.MinimumCapability);
        foreach (var count in givenCount is { } given ? [given] : Counts)
        {
            if (!MayShard(engine, facts, count, givenCount)) continue;

            var plan = MemoryPlan.Of(engine, facts, precision, count);
            var fitting = catalog
                .Where(gpu => gpu.Capability >= capability && gpu.VisibleGiB * plan.UsableShare >= plan.NeedGiB * Headroom)
                .ToArray();
            if (fitting.Length == 0) continue;

            return (new(count, Math.Round(plan.NeedGiB, 1), Alternatives(fitting, catalog)), plan);
        }
        return null;
    }

    static bool MayShard(Engine engine, ModelFacts facts, int count, int? given) =>
        count == 1
        || given == count
        || (facts.Kind is ModelKind.Language && (facts.Shape is null || !engine.Serves() || facts.Shape.Heads % count == 0));

    public static ImmutableArray<GpuAlternative> Alternatives(IReadOnlyCollection<Gpu> fitting, ImmutableArray<Gpu> catalog)
    {
        var sizes = fitting.Select(gpu => gpu.NominalGiB).Distinct().Order().Take(Classes).ToHashSet();
        return
        [
            .. fitting
                .Where(gpu => sizes.Contains(gpu.NominalGiB))
                .Select(gpu => new GpuAlternative(gpu.Name, catalog.Count(other => other.Name == gpu.Name) > 1 ? gpu.Memory : null))
                .OrderBy(gpu => $"{gpu.Name}/{gpu.Ram}", StringComparer.Ordinal),
        ];
    }
}
