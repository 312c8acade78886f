namespace Akash.Provider.Answers;

/// <summary>What an answer means for what to do next.</summary>
enum AnswerMeaning
{
    Success,

    /// <summary>The provider has not seen the lease.</summary>
    NoLeaseYet,

    /// <summary>The hash is not the one the provider knows; it may not have seen the newest yet.</summary>
    VersionMismatch,

    /// <summary>The provider's node does not find the deployment, or not for this account; it may lag.</summary>
    DeploymentUnknown,

    /// <summary>The manifest is malformed, or asks for what was not leased.</summary>
    ManifestInvalid,

    /// <summary>A host name is somebody else's, or blocked.</summary>
    HostnameRefused,

    /// <summary>A migration's destination has no lease with a manifest here, or does not list what should move to it.</summary>
    DestinationRefused,

    /// <summary>A fresh token may be taken.</summary>
    TokenRefused,

    /// <summary>A provider from before there were tokens asks for a certificate.</summary>
    TokensUnknown,

    /// <summary>The credentials are good and not enough.</summary>
    Forbidden,

    /// <summary>There is no such thing here, or not yet.</summary>
    Missing,

    /// <summary>Trouble of the provider's own, which may pass.</summary>
    Trouble,

    /// <summary>Outside the protocol.</summary>
    Unexpected,
}

/// <summary>What makes it worth asking again.</summary>
enum Retry
{
    Never,

    /// <summary>Once, after a pause, with a token of more generous times.</summary>
    WithFreshToken,

    /// <summary>The provider learns of leases from its node, seconds after the chain.</summary>
    UntilLeaseIsSeen,

    /// <summary>It learns of updates the same way; then the refusal is final.</summary>
    UntilUpdateIsSeen,

    UntilTroublePasses,
}
