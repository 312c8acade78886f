using System.Collections.Immutable;
using Akash.Sdl.Compile;
using Akash.Sdl.Diff;

namespace Akash.Sdl;

/// <summary>What changed between two files, and whether a running deployment can take it.</summary>
/// <param name="Changes">In the order of groups and services.</param>
public sealed record SdlDiff(ImmutableArray<SdlChange> Changes)
{
    /// <summary>Nothing that matters to chain or provider changed.</summary>
    public bool IsSame => Changes.Length == 0;

    /// <summary>Akash can apply all changes to the running deployment (spec/sdl.md section 12).</summary>
    public bool InPlace => Changes.All(change => change.InPlace);

    /// <exception cref="ArgumentException">One of the files is not accepted.</exception>
    public static SdlDiff Between(SdlResult old, SdlResult @new)
    {
        foreach (var result in (SdlResult[])[old, @new])
        {
            if (!result.Accepted) throw new ArgumentException($"{result.Source.FileName} is not accepted, so it cannot be compared", nameof(old));
        }

        var changes = ImmutableArray.CreateBuilder<SdlChange>();
        var (before, after) = (old.Plan.ToDictionary(group => group.Name, StringComparer.Ordinal), @new.Plan.ToDictionary(group => group.Name, StringComparer.Ordinal));
        foreach (var name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)) Compare(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name), changes);
        if (old.Compiled!.ReclamationMinWindow != @new.Compiled!.ReclamationMinWindow)
        {
            changes.Add(new SdlChange(
                "reclamation.min_window", old.Compiled.ReclamationMinWindow?.ToString(), @new.Compiled.ReclamationMinWindow?.ToString(), "the reclamation window is fixed when a deployment is created"));
        }

        return new SdlDiff(changes.DrainToImmutable());
    }

    static void Compare(string name, GroupPlan? old, GroupPlan? @new, ImmutableArray<SdlChange>.Builder changes)
    {
        const string GroupsAreFixed = "the groups of a deployment are fixed when it is created";
        if (old is null || @new is null)
        {
            changes.Add(new SdlChange($"placement {name}", old is null ? null : "there", @new is null ? null : "there", GroupsAreFixed));
            return;
        }

        GroupChanges.Compare(old, @new, changes);
        var (before, after) = (old.Services.ToDictionary(service => service.Name, StringComparer.Ordinal), @new.Services.ToDictionary(service => service.Name, StringComparer.Ordinal));
        foreach (var service in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            if (before.TryGetValue(service, out var was) && after.TryGetValue(service, out var becomes)) ServiceChanges.Compare(was, becomes, changes);
            else changes.Add(new SdlChange($"services.{service}", before.ContainsKey(service) ? "there" : null, after.ContainsKey(service) ? "there" : null, "services come and go with their resources, which are fixed"));
        }
    }
}

/// <param name="Path">Where: <c>services.web.image</c>.</param>
/// <param name="Old">Null where it was absent; never the value of a variable or a password.</param>
/// <param name="Obstacle">Why a running deployment cannot take it, or null.</param>
public sealed record SdlChange(string Path, string? Old, string? New, string? Obstacle = null)
{
    public bool InPlace => Obstacle is null;

    public override string ToString() => $"{Path}: {Old ?? "(none)"} -> {New ?? "(none)"}";
}
