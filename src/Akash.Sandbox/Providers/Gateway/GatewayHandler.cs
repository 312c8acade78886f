using Akash.Sandbox.Providers.Access;
using Akash.Sandbox.Providers.Manifests;
using Akash.Sandbox.Providers.Market;
using Akash.Sandbox.Providers.Workloads;
using Microsoft.AspNetCore.Http.Features;

namespace Akash.Sandbox.Providers.Gateway;

/// <summary>
/// Answers a gateway's requests in a provider's order: clean path, route, credentials, numbers of the path, rights, matter
/// (provider.md 3.1).
/// </summary>
sealed class GatewayHandler(
    string provider, Conduct conduct, TokenVerifier tokens, LeaseBook leases, Cluster cluster, Func<ProviderCondition> condition, TimeProvider time)
{
    const int LargestHead = (1 << 20) + 4096;

    /// <summary>How long a provider waits for its node (provider-notes 3.4).</summary>
    static readonly TimeSpan NodePatience = TimeSpan.FromSeconds(30);

    readonly HostNameMigration migration = new(provider, leases, cluster.HostNames);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (AccessRefusedException refusal)
        {
            await RefuseAsync(context, refusal);
        }
        catch (ManifestRefusedException refusal)
        {
            var isOfOld = conduct.Behaviour.Age is not ProviderAge.Current && !refusal.Message.StartsWith("invalid manifest", StringComparison.Ordinal) && refusal.Status == 422;
            await Answer.TextAsync(context, isOfOld ? 500 : refusal.Status, refusal.Message);
        }
        catch (ParseException broken)
        {
            await Answer.TextAsync(context, 400, broken.Message);
        }
        catch (UnsignedAccountException)
        {
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
    }

    /// <summary>Each age of the program has its own way to refuse credentials (provider.md 3.13).</summary>
    Task RefuseAsync(HttpContext context, AccessRefusedException refusal) => conduct.Behaviour.Age switch
    {
        ProviderAge.BeforeTokens => Answer.TextAsync(context, 401, ""),
        ProviderAge.BeforeStatuses when refusal.OfToken is { } why => Answer.RefusalAsync(context, 500, $"unknown error while processing JWT. {why}"),
        _ => Answer.RefusalAsync(context, refusal.Status, refusal.Message),
    };

    Task RouteAsync(HttpContext context)
    {
        if (SizeOfHead(context.Request) > LargestHead)
        {
            context.Response.Headers.Connection = "close";
            return Answer.PlainTextAsync(context, 431, "431 Request Header Fields Too Large");
        }

        var path = RequestPath.Read(context);
        if (path.Clean is { } clean)
        {
            context.Response.Headers.Location = clean;
            return Answer.EmptyAsync(context, 301);
        }

        var route = GatewayRoute.Match(context.Request.Method, path.Decoded);
        switch (route)
        {
            case GatewayRoute.NotFound: return Answer.TextAsync(context, 404, "404 page not found");
            case GatewayRoute.WrongMethod: return Answer.EmptyAsync(context, 405);
        }

        var caller = Authenticate(context);
        return route switch
        {
            GatewayRoute.Version when conduct.Behaviour.ClusterIsDown => ClusterDown.VersionAsync(context),
            GatewayRoute.MigrateHostNames or GatewayRoute.MigrateEndpoints when conduct.Behaviour.ClusterIsDown && Authorize(caller, new Subject(), null) is not null => ClusterDown.MigrationAsync(context),
            GatewayRoute.Version => Answer.JsonAsync(context, StatusText.Version()),
            GatewayRoute.Address => Answer.JsonAsync(context, $$"""{"address":"{{provider}}"}"""),
            GatewayRoute.Status => Answer.JsonAsync(context, StatusText.Provider(condition())),
            GatewayRoute.SendManifest send => SendManifestAsync(context, caller, send),
            GatewayRoute.MigrateHostNames => migration.AnswerAsync(context, Authorize(caller, new Subject(), null), ofEndpoints: false),
            GatewayRoute.MigrateEndpoints => migration.AnswerAsync(context, Authorize(caller, new Subject(), null), ofEndpoints: true),
            GatewayRoute.Lease lease => LeaseAsync(context, caller, lease),
            _ => throw new InvalidOperationException($"{route} has no answer"),
        };
    }

    static int SizeOfHead(HttpRequest request) =>
        (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget.Length ?? 0) + request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0));

    Caller? Authenticate(HttpContext context)
    {
        if (conduct.Behaviour.Age is ProviderAge.BeforeTokens)
            return context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } shown ? new Caller(ClientCertificates.OwnerOf(shown), null) : null;

        var token = BearerToken.Read(context.Request.Headers.Authorization);
        var certificate = context.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        if (certificate is not null && token is not null) throw AccessRefusedException.Ambiguous();
        if (certificate is not null) return new Caller(ClientCertificates.OwnerOf(certificate), null);
        return token is null || tokens.Verify(token) is not { } claims ? null : new Caller(claims.Issuer, claims.Leases);
    }

    Caller Authorize(Caller? caller, Subject subject, string? scope) =>
        caller is not null && caller.May(provider, subject, scope) ? caller : throw AccessRefusedException.Unauthorized();

    async Task SendManifestAsync(HttpContext context, Caller? caller, GatewayRoute.SendManifest route)
    {
        Authorize(caller, new Subject(), null);
        var dseq = GoNumbers.ParseUnsigned(route.Dseq);
        var owner = Authorize(caller, new Subject(dseq), AccessScope.SendManifest).Owner;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (conduct.Behaviour.NodeHangs)
        {
            await Task.Delay(NodePatience, time, context.RequestAborted);
            throw new ManifestRefusedException(500, "post failed: Post \"http://127.0.0.1:36657\": net/http: timeout awaiting response headers");
        }

        if (conduct.Behaviour.RefusesManifests) throw new ManifestRefusedException(500, "post failed: Post \"http://127.0.0.1:36657\": EOF");
        leases.Submit(new DeploymentKey(owner, dseq), body.GetBuffer().AsSpan(0, (int)body.Length));
        await Answer.EmptyAsync(context, 200);
    }

    Task LeaseAsync(HttpContext context, Caller? caller, GatewayRoute.Lease route)
    {
        Authorize(caller, new Subject(), null);
        var dseq = GoNumbers.ParseUnsigned(route.Dseq);
        var gseq = (uint)GoNumbers.ParseUnsigned(route.Gseq, uint.MaxValue);
        var oseq = (uint)GoNumbers.ParseUnsigned(route.Oseq, uint.MaxValue);
        var owner = Authorize(caller, new Subject(dseq, gseq, oseq), ScopeOf(route.Resource)).Owner;
        var key = new LeaseKey(owner, dseq, gseq, oseq, provider);
        // A shell's command then ends at once and well, as that of a lease that is gone.
        if (conduct.Behaviour.ClusterIsDown && route.Resource is not LeaseResource.Shell) return ClusterDown.LeaseAsync(context, key, route.Resource, time);

        var workload = conduct.Behaviour.ClusterIsDown ? null : leases.Find(key);
        var stored = workload?.Stored;
        return route.Resource switch
        {
            LeaseResource.Manifest when stored is null => Answer.TextAsync(context, 404, "lease not found"),
            LeaseResource.Manifest => Answer.JsonAsync(context, ManifestText.Stored(stored)),
            LeaseResource.Status when stored is null => Answer.EmptyAsync(context, 404),
            LeaseResource.Status when workload!.Services is [] => Answer.TextAsync(context, 404, "kube: no deployments for lease"),
            LeaseResource.Status => Answer.JsonAsync(context, StatusText.Lease(stored, workload.Services, workload.LeasedPorts)),
            LeaseResource.ServiceStatus when stored is null => Answer.TextAsync(context, 404, "kube: lease not found"),
            LeaseResource.ServiceStatus when workload!.FindService(route.Service) is null => Answer.TextAsync(context, 404, "kube: no service for that lease"),
            LeaseResource.ServiceStatus => Answer.JsonAsync(context, StatusText.Service(route.Service, workload.Services)),
            LeaseResource.Events => EventStream.AnswerAsync(context, workload, time),
            LeaseResource.Logs => LogStream.AnswerAsync(context, workload, cluster, time),
            _ => ShellSession.AnswerAsync(context, workload, cluster.Engine, conduct.Behaviour.BreaksShellsOff, time),
        };
    }

    static string? ScopeOf(LeaseResource resource) => resource switch
    {
        LeaseResource.Manifest => AccessScope.GetManifest,
        LeaseResource.Status => AccessScope.Status,
        LeaseResource.Events => AccessScope.Events,
        LeaseResource.Logs => AccessScope.Logs,
        LeaseResource.Shell => AccessScope.Shell,
        _ => null,
    };
}
