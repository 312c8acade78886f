using Akash.Sdl.Diagnostics;
using Akash.Sdl.Model;

namespace Akash.Sdl.Lint;

static class StorageLint
{
    static readonly HashSet<string> Databases =
    [
        "postgres", "postgresql", "timescaledb", "mysql", "mariadb", "percona", "mongo", "mongodb", "couchdb", "cassandra", "influxdb",
        "elasticsearch", "opensearch", "clickhouse", "clickhouse-server", "neo4j", "qdrant", "weaviate", "milvus", "minio",
    ];

    public static void Check(Named<ServiceModel> service, ResourcesModel resources, Findings findings)
    {
        var volumes = resources.Storage ?? [];
        var image = ImageName.Parse(service.Value.Image.Value);
        if (Databases.Contains(image.Repository) && !volumes.Any(volume => volume.Persistent))
        {
            findings.Warn(
                Rules.LosesData, service.Value.Image.Spot, $"{image.Repository} keeps its data on the container's own disk, which is lost when the container moves",
                "add a persistent volume and mount it where the data is");
        }

        foreach (var volume in volumes.Where(volume => volume.Persistent && !(service.Value.Params?.Storage?.TryGet(volume.Name, out _) ?? false)))
        {
            findings.Warn(
                Rules.NeverMounted, volume.Spot, $"service '{service.Name}' pays for the persistent volume '{volume.Name}' and does not mount it",
                $"add `params.storage.{volume.Name}.mount` to the service");
        }
    }
}
