using System.Globalization;
using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;
using Akash.Sdl.Reading;

namespace Akash.Sdl.Compile;

/// <summary>The order of volumes in one profile (spec/sdl.md section 6).</summary>
static class StorageOrder
{
    /// <summary>As written, or by size and persistence where the flavor sorts; null where there is nothing to sort.</summary>
    public static List<VolumeModel>? Arrange(List<VolumeModel> volumes, Spot spot, ValueReader reader)
    {
        if (!reader.Rules.SortsResources) return volumes;

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var volume in volumes.Where(volume => !names.Add(volume.Name)))
        {
            reader.Findings.Refuse(
                Rules.VolumeTwice, volume.Spot, $"there is another volume '{volume.Name}'", volume.WrittenName is null ? "give each volume a name" : "give it another name");
        }

        var sorted = volumes.ToArray();
        GoSort<VolumeModel>.Insert(sorted, StandsBefore);
        return sorted.Length == 0 ? null : [.. sorted];
    }

    /// <summary>Not a strict order: of two equal volumes that are not persistent, each stands before the other, which reverses them.</summary>
    static bool StandsBefore(VolumeModel left, VolumeModel right)
    {
        if (Bytes(left).CompareTo(Bytes(right)) is var bySize and not 0) return bySize < 0;

        var (leftText, rightText) = (PersistentText(left), PersistentText(right));
        if (leftText is null && rightText is not null) return true;
        if (leftText is not null && rightText is not null && string.CompareOrdinal(leftText, rightText) < 0) return true;
        if (leftText is not null && rightText is null) return false;
        if (!left.Persistent) return true;
        return right.Persistent && NameOrder.Bytes.Compare(left.Name, right.Name) < 0;
    }

    static ulong Bytes(VolumeModel volume) => volume.Size is null ? 0 : ulong.Parse(volume.Size.Value, CultureInfo.InvariantCulture);

    static string? PersistentText(VolumeModel volume) => volume.Attributes?.FirstOrDefault(attribute => attribute.Key == "persistent")?.Value;
}
