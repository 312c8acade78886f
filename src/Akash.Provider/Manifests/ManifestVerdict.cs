namespace Akash.Provider.Manifests;

/// <summary>What an answer to a manifest means for what to do next.</summary>
enum ManifestVerdict
{
    Accepted,

    /// <summary>The provider has not seen the lease: again, until its own patience would end.</summary>
    NoLeaseYet,

    /// <summary>The hash is not the one the provider knows; it may not have seen the newest yet.</summary>
    VersionMismatch,

    /// <summary>The provider's node does not find the deployment, or not for this account; it may lag.</summary>
    DeploymentUnknown,

    /// <summary>A fresh token may be taken.</summary>
    TokenRefused,

    /// <summary>Trouble that may pass.</summary>
    Trouble,

    /// <summary>The token is good and not enough.</summary>
    Forbidden,

    HostnameRefused,

    Invalid,

    /// <summary>Outside the protocol.</summary>
    Unexpected,
}

/// <summary>
/// Reads answers to a manifest by their text first and their status second: older providers answer 500 to most of it
/// (provider.md sections 3.4 and 3.13).
/// </summary>
static class ManifestAnswers
{
    public static ManifestVerdict Classify(GatewayAnswer answer) => answer switch
    {
        { Status: 200 } => ManifestVerdict.Accepted,
        _ when answer.Says("no lease for deployment") => ManifestVerdict.NoLeaseYet,
        _ when answer.Says("manifest version validation failed") => ManifestVerdict.VersionMismatch,
        _ when answer.Says("deployment not found") => ManifestVerdict.DeploymentUnknown,
        _ when answer.Says("manifest cross-validation error") || answer.Says("invalid manifest") || answer.Says("manifest rejected")
            || answer.Says("must not be nil") || answer.Says("resources ID must be") => ManifestVerdict.Invalid,
        _ when answer.Says("hostname not allowed") || answer.Says("blocked by this provider") => ManifestVerdict.HostnameRefused,
        _ when answer.RefusesToken => ManifestVerdict.TokenRefused,
        { Status: 401 or 403 } => ManifestVerdict.Forbidden,
        { Status: 422 } => ManifestVerdict.Invalid,
        { Status: 408 or 425 or 429 or >= 500 } => ManifestVerdict.Trouble,
        _ => ManifestVerdict.Unexpected,
    };
}
