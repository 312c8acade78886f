namespace Akash.Sandbox.Providers.Access;

/// <summary>What a request is about: nothing in particular, a deployment, or a lease.</summary>
readonly record struct Subject(ulong? Dseq = null, uint? Gseq = null, uint? Oseq = null);

/// <summary>Who asks: an account with a client certificate, which may do everything, or with a token.</summary>
sealed record Caller(string Owner, LeaseAccess? Leases)
{
    /// <summary>
    /// The rules of provider.md 2.2: the token names this provider, then the subject, then the scope.
    /// Service names in a token are not enforced, as on the network.
    /// </summary>
    public bool May(string provider, Subject subject, string? scope)
    {
        // An upper-case issuer verifies but is nobody's address here.
        if (Owner.Any(char.IsAsciiLetterUpper)) return false;
        return Leases switch
        {
            null or { Access: "full" } => true,
            { Access: "scoped" } => Has(Leases.Scope, scope),
            _ => Leases.Permissions!.FirstOrDefault(permission => permission.Provider == provider) is { } permission && May(permission, subject, scope),
        };
    }

    static bool May(ProviderAccess permission, Subject subject, string? scope)
    {
        switch (permission.Access)
        {
            case "full": return true;
            case "scoped": return Has(permission.Scope, scope);
        }

        if (subject.Dseq is null) return true;
        var matching = permission.Deployments!.Where(deployment => Covers(deployment, subject)).ToList();
        return matching.Count > 0 && (scope is null || matching.Any(deployment => Has(deployment.Scope, scope)));
    }

    static bool Covers(DeploymentAccess deployment, Subject subject) =>
        deployment.Dseq == subject.Dseq
        && (subject.Gseq is null || deployment.Gseq == 0 || deployment.Gseq == subject.Gseq)
        && (subject.Oseq is null || deployment.Oseq == 0 || deployment.Oseq == subject.Oseq);

    static bool Has(IReadOnlyList<string>? scopes, string? scope) => scope is null || (scopes ?? []).Contains(scope);
}
