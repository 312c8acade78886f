using Akash.Sdl.Diagnostics;
using Akash.Sdl.Flavors;
using Akash.Sdl.Model;

namespace Akash.Sdl.Checks;

/// <summary>Mounts against volumes (spec/sdl.md section 5.4).</summary>
static class StorageChecks
{
    public static void Check(SdlModel model, Use use, FlavorRules rules, Findings findings)
    {
        var volumes = use.Compute!.Resources!.Storage ?? [];
        var mounts = use.Service!.Params?.Storage;
        CheckMounts(use, volumes, mounts, rules, findings);

        foreach (var volume in volumes.Where(volume => volume.Persistent))
        {
            var isMissing = rules.IsSchemaStrict
                ? mounts is null || !mounts.TryGet(volume.WrittenName ?? "", out var mount) || mount.Value.Mount.IsEmpty

                // Version 2.0 of the Go tool keeps one mount for all volumes, so any mount satisfies it; version 2.1 does not look.
                : !model.IsTwoOne && (mounts is null || mounts.Entries.Count == 0);
            if (!isMissing) continue;
            findings.Refuse(
                Rules.Unmounted, volume.Spot, $"service '{use.ServiceName}' does not mount the persistent volume '{volume.Name}'",
                $"add `params.storage.{volume.Name}.mount` with an absolute path to the service");
        }
    }

    static void CheckMounts(Use use, IReadOnlyList<VolumeModel> volumes, Table<MountModel>? mounts, FlavorRules rules, Findings findings)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in mounts?.Entries ?? [])
        {
            var volume = volumes.FirstOrDefault(volume => (rules.IsSchemaStrict ? volume.WrittenName : volume.Name) == mount.Name);
            if (volume is null)
            {
                findings.Refuse(
                    Rules.UnknownVolume, mount.Key, $"profile '{use.ProfileName}' has no volume '{mount.Name}'", Suggestions.Nearest(mount.Name, volumes.Select(one => one.WrittenName ?? "").Where(name => name.Length > 0)) is { } near ? $"did you mean `{near}`?" : $"declare it in the list `storage:` of the profile: `- name: {mount.Name}`", use.Compute!.Spot.Path.Key("resources").Key("storage"));
                if (rules.IsSchemaStrict) continue;
            }

            if (!rules.IsSchemaStrict && !mount.Value.Mount.Value.StartsWith('/')) RefuseMount(mount.Value, findings);
            if (taken.TryGetValue(mount.Value.Mount.Value, out var other))
                findings.Refuse(Rules.MountTwice, mount.Key, $"'{mount.Value.Mount.Value}' is already the mount of volume '{other}'", "mount each volume at a path of its own");
            taken[mount.Value.Mount.Value] = mount.Name;
        }
    }

    public static void CheckReadOnly(Use use, Findings findings)
    {
        foreach (var mount in use.Service!.Params?.Storage?.Entries ?? [])
        {
            var volume = use.Compute!.Resources!.Storage?.FirstOrDefault(volume => volume.Name == mount.Name);
            if (volume?.Class == "ram" && mount.Value.ReadOnly)
                findings.Refuse(Rules.ReadOnlyRam, mount.Key, $"volume '{mount.Name}' is memory, which cannot be read-only", "remove `readOnly: true`");
        }
    }

    public static void RefuseMount(MountModel mount, Findings findings) => findings.Refuse(
        Rules.Mount, mount.Mount.Spot.Node is null ? mount.Spot : mount.Mount.Spot,
        mount.Mount.IsEmpty ? "the volume has no mount" : $"'{mount.Mount.Value}' is not an absolute path", "write a path that starts with `/`", breaks: [mount.Spot.Path.ToString()]);
}
