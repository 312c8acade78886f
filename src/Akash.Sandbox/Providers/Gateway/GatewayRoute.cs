namespace Akash.Sandbox.Providers.Gateway;

/// <summary>A route of the gateway (provider.md 3.1) with the texts its path carries.</summary>
abstract record GatewayRoute
{
    public sealed record Version : GatewayRoute;

    public sealed record Address : GatewayRoute;

    public sealed record Status : GatewayRoute;

    public sealed record SendManifest(string Dseq) : GatewayRoute;

    public sealed record MigrateHostNames : GatewayRoute;

    public sealed record MigrateEndpoints : GatewayRoute;

    /// <summary>Below <c>/lease/{dseq}/{gseq}/{oseq}/</c>.</summary>
    public sealed record Lease(string Dseq, string Gseq, string Oseq, LeaseResource Resource, string Service = "") : GatewayRoute;

    /// <summary>A known path with another method: 405.</summary>
    public sealed record WrongMethod : GatewayRoute;

    public sealed record NotFound : GatewayRoute;

    public static GatewayRoute Match(string method, string path) => path.Split('/') switch
    {
        ["", "version"] => For(method, "GET", new Version()),
        ["", "address"] => For(method, "GET", new Address()),
        ["", "status"] => For(method, "GET", new Status()),
        ["", "deployment", { Length: > 0 } dseq, "manifest"] => For(method, "PUT", new SendManifest(dseq)),
        ["", "hostname", "migrate"] => For(method, "POST", new MigrateHostNames()),
        ["", "endpoint", "migrate"] => For(method, "POST", new MigrateEndpoints()),
        ["", "lease", { Length: > 0 } dseq, { Length: > 0 } gseq, { Length: > 0 } oseq, .. var rest] => OfLease(method, dseq, gseq, oseq, rest),
        _ => new NotFound(),
    };

    static GatewayRoute For(string method, string expected, GatewayRoute route) => method == expected ? route : new WrongMethod();

    /// <summary>Under a lease a wrong method is as unknown as a wrong name; the shell takes any, as far as the upgrade.</summary>
    static GatewayRoute OfLease(string method, string dseq, string gseq, string oseq, string[] rest) => rest switch
    {
        ["shell"] => new Lease(dseq, gseq, oseq, LeaseResource.Shell),
        _ when method != "GET" => new NotFound(),
        ["manifest"] => new Lease(dseq, gseq, oseq, LeaseResource.Manifest),
        ["status"] => new Lease(dseq, gseq, oseq, LeaseResource.Status),
        ["service", { Length: > 0 } service, "status"] => new Lease(dseq, gseq, oseq, LeaseResource.ServiceStatus, service),
        ["kubeevents"] => new Lease(dseq, gseq, oseq, LeaseResource.Events),
        ["logs"] => new Lease(dseq, gseq, oseq, LeaseResource.Logs),
        _ => new NotFound(),
    };
}

enum LeaseResource
{
    Manifest,
    Status,
    ServiceStatus,
    Events,
    Logs,
    Shell,
}
