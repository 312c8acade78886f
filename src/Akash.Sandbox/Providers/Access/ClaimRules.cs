namespace Akash.Sandbox.Providers.Access;

/// <summary>What claims must be besides well typed: the times without any leeway, the version and the shape of <c>leases</c>.</summary>
static class ClaimRules
{
    public static bool Hold(TokenClaims claims, DateTimeOffset now) =>
        claims is { IssuedAt: not null, NotBefore: { } notBefore, Expires: { } expires, Version: "v1" }
        && IsAtOrAfter(now, notBefore)
        && !IsAtOrAfter(now, expires)
        && Hold(claims.Leases);

    static bool IsAtOrAfter(DateTimeOffset now, long seconds) => now.ToUnixTimeMilliseconds() >= 1000m * seconds;

    static bool Hold(LeaseAccess leases) => leases.Access switch
    {
        "full" => IsEmpty(leases.Scope) && leases.Permissions is not { Count: > 0 },
        "scoped" => IsScope(leases.Scope) && leases.Permissions is null,
        "granular" => leases.Permissions is { Count: > 0 } permissions
            && AreUnique(permissions.Select(permission => permission.Provider))
            && permissions.All(Hold),
        _ => false,
    };

    static bool Hold(ProviderAccess permission) => permission.Provider.Length > 0 && permission.Access switch
    {
        "full" => IsEmpty(permission.Scope) && permission.Deployments is not { Count: > 0 },
        "scoped" => IsScope(permission.Scope) && permission.Deployments is null,
        "granular" => IsEmpty(permission.Scope) && permission.Deployments is { Count: > 0 } deployments && deployments.All(Hold),
        _ => false,
    };

    static bool Hold(DeploymentAccess deployment) =>
        deployment.Dseq > 0
        && IsScope(deployment.Scope)
        && deployment.Services is { Count: > 0 } services
        && AreUnique(services)
        && (deployment.Oseq == 0 || deployment.Gseq != 0);

    static bool IsEmpty(IReadOnlyList<string>? scope) => scope is not { Count: > 0 };

    static bool IsScope(IReadOnlyList<string>? scope) => scope is { Count: > 0 } && AreUnique(scope) && scope.All(AccessScope.All.Contains);

    static bool AreUnique(IEnumerable<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return texts.All(seen.Add);
    }
}
