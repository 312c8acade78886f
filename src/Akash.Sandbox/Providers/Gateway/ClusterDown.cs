namespace Akash.Sandbox.Providers.Gateway;

/// <summary>What a gateway answers whose cluster does not: what it needs no cluster for as ever, 503 for the rest (provider-notes, "Kubernetes unreachable").</summary>
static class ClusterDown
{
    const string Cluster = "https://127.0.0.1:16443";
    const string Refused = "dial tcp 127.0.0.1:16443: connect: connection refused";
    const ushort ClusterUnreachable = 4002;

    public static Task VersionAsync(HttpContext context) => Answer.TextAsync(context, 503, $"Get \"{Cluster}/version\": {Refused}");

    public static Task MigrationAsync(HttpContext context) => Answer.EmptyAsync(context, 500);

    public static Task LeaseAsync(HttpContext context, LeaseKey lease, LeaseResource resource, TimeProvider time) => resource switch
    {
        LeaseResource.Manifest or LeaseResource.Status => Answer.TextAsync(
            context, 503, $"Get \"{Cluster}/apis/akash.network/v2beta2/namespaces/lease/manifests/{lease.Namespace}\": {Refused}"),
        LeaseResource.ServiceStatus => Answer.TextAsync(context, 503, $"kube: internal error: Get \"{Cluster}/api/v1/namespaces/{lease.Namespace}\": {Refused}"),
        _ => StreamAsync(context, time),
    };

    static async Task StreamAsync(HttpContext context, TimeProvider time)
    {
        await using var socket = await StreamSocket.TryAcceptAsync(context, time);
        if (socket is not null) await socket.CloseAsync(ClusterUnreachable);
    }
}
