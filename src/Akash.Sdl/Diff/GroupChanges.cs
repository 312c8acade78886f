using System.Collections.Immutable;
using Akash.Sdl.Compile;

namespace Akash.Sdl.Diff;

/// <summary>What is on chain: resources, counts, endpoints and prices of the units, and what providers must be.</summary>
static class GroupChanges
{
    const string OnChain = "it is fixed on chain when the deployment is created";

    public static void Compare(GroupPlan old, GroupPlan @new, ImmutableArray<SdlChange>.Builder changes)
    {
        void Add(string what, string? before, string? after)
        {
            if (before != after) changes.Add(new SdlChange(what, before, after, OnChain));
        }

        Add($"profiles.placement.{old.Name}.attributes", Attributes(old), Attributes(@new));
        Add($"profiles.placement.{old.Name}.signedBy", SignedBy(old), SignedBy(@new));
        foreach (var (was, becomes) in old.Units.Zip(@new.Units))
        {
            var profile = $"profiles.compute.{was.Profile}.resources";
            Add($"{profile}.cpu", Cpu(was), Cpu(becomes));
            Add($"{profile}.memory", was.Resources.Memory?.Size?.Value, becomes.Resources.Memory?.Size?.Value);
            Add($"{profile}.storage", Storage(was), Storage(becomes));
            Add($"{profile}.gpu", Gpu(was), Gpu(becomes));
            Add($"profiles.placement.{old.Name}.pricing.{was.Profile}", Price(was), Price(becomes));
            Add($"replicas with profile {was.Profile}", $"{was.Count}", $"{becomes.Count}");
            Add($"endpoints with profile {was.Profile}", Endpoints(was), Endpoints(becomes));
        }
    }

    static string? Attributes(GroupPlan group) => group.Attributes.Count == 0 ? null : string.Join(", ", group.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));

    static string? SignedBy(GroupPlan group) => (group.AllOf ?? []).Count + (group.AnyOf ?? []).Count == 0 ? null
        : $"all of [{string.Join(", ", group.AllOf ?? [])}], any of [{string.Join(", ", group.AnyOf ?? [])}]";

    static string Cpu(UnitPlan unit) => $"{unit.Resources.Cpu?.Units?.Value}m{Suffix(unit.Resources.Cpu?.Attributes)}";

    static string? Gpu(UnitPlan unit) => unit.Resources.Gpu is { Units: { Value: not "0" } units } gpu ? units.Value + Suffix(gpu.Attributes) : null;

    static string Storage(UnitPlan unit) =>
        string.Join("; ", (unit.Resources.Storage ?? []).Select(volume => $"{volume.Name} {volume.Size?.Value}{Suffix(volume.Attributes)}"));

    static string Suffix(IReadOnlyList<Model.ResourceAttribute>? attributes) =>
        attributes is not { Count: > 0 } ? "" : $" ({string.Join(", ", attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"))})";

    static string Price(UnitPlan unit) => $"{unit.Price.Amount} {unit.Price.Denom.Value}";

    /// <summary>Providers count endpoints by kind; which port is behind one is theirs to know.</summary>
    static string Endpoints(UnitPlan unit) =>
        string.Join(", ", unit.Endpoints.GroupBy(endpoint => endpoint.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {kind.Key}"));
}
