using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class StorageLint
{
    /// <summary>Providers bid for no more by default (spec/sdl.md section 5.6).</summary>
    const int MostVolumes = 4;

    public static void Check(Named<ServiceModel> service, ResourcesModel resources, KnownImage? image, Findings findings)
    {
        var volumes = resources.Storage ?? [];
        if (volumes.Count > MostVolumes)
            findings.Warn(Rules.TooManyVolumes, volumes[MostVolumes].Spot, $"providers do not bid for more than {MostVolumes} volumes, unless they were set up to", "put the data into fewer volumes");
        if (image is not null) CheckData(service.Value, volumes, image, findings);
        foreach (var volume in volumes.Where(volume => volume.Persistent && !(service.Value.Params?.Storage?.TryGet(volume.Name, out _) ?? false)))
        {
            findings.Warn(
                Rules.NeverMounted, volume.Spot, $"service '{service.Name}' pays for the persistent volume '{volume.Name}' and does not mount it",
                $"add `params.storage.{volume.Name}.mount` to the service");
        }
    }

    static void CheckData(ServiceModel service, IReadOnlyList<VolumeModel> volumes, KnownImage image, Findings findings)
    {
        if (image.Kind is ImageKind.Inference) return;
        if (!volumes.Any(volume => volume.Persistent))
        {
            if (image.Kind is ImageKind.Database)
            {
                findings.Warn(
                    Rules.LosesData, service.Image.Spot, $"{image.Repository} keeps its data on the container's own disk, which is lost when the container moves",
                    "add a persistent volume and mount it where the data is");
            }
            else
            {
                findings.Warn(
                    Rules.StateIsLost, service.Image.Spot, $"{image.Repository} keeps its data in {string.Join(" or ", image.Paths)}, which every update of the deployment empties",
                    $"add a persistent volume and mount it at {image.Paths[0]}");
            }

            return;
        }

        var mounts = Mounts(service, volumes).ToList();
        if (mounts.Count == 0 || image.Paths.Length == 0 || mounts.Exists(mount => image.Paths.Any(path => Overlap(mount.Value.Mount.Value, path)) || IsNamed(service, mount.Value.Mount.Value))) return;
        findings.Warn(
            Rules.StateIsLost, mounts[0].Value.Mount.Spot, $"{image.Repository} keeps its data in {string.Join(" or ", image.Paths)}, which is on no persistent volume: every update empties it",
            $"mount the volume at {image.Paths[0]}");
    }

    static IEnumerable<Named<MountModel>> Mounts(ServiceModel service, IReadOnlyList<VolumeModel> volumes) =>
        (service.Params?.Storage?.Entries ?? []).Where(mount => volumes.Any(volume => volume.Persistent && volume.Name == mount.Name));

    static bool Overlap(string one, string other) => IsInside(one, other) || IsInside(other, one);

    static bool IsInside(string path, string folder) => (path.TrimEnd('/') + "/").StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>The program may have been told to keep its data there.</summary>
    static bool IsNamed(ServiceModel service, string mount) =>
        new[] { service.Env, service.Args, service.Command }.SelectMany(list => list?.Items ?? []).Any(text => text.Value.Contains(mount.TrimEnd('/'), StringComparison.Ordinal));
}
