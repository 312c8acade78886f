namespace Akash.Provider;

/// <summary>What went wrong at a provider, by meaning rather than by status code (provider.md section 7).</summary>
public enum ProviderFailure
{
    /// <summary>No connection, no answer, or an answer that its own trouble explains.</summary>
    Unreachable,

    /// <summary>The gateway cannot prove that it belongs to the provider of the lease.</summary>
    Untrusted,

    /// <summary>The account's token, also a fresh one, or its certificate was refused, or allows too little.</summary>
    Unauthorized,

    /// <summary>The provider does not have the lease.</summary>
    LeaseUnknown,

    /// <summary>The manifest's hash is not the one the provider knows from the chain.</summary>
    ManifestVersionMismatch,

    /// <summary>The manifest is malformed or asks for what was not leased.</summary>
    ManifestInvalid,

    /// <summary>A host name is held by somebody else or blocked.</summary>
    HostnameRefused,

    /// <summary>A migration's destination is not there, or does not list what should move to it.</summary>
    DestinationRefused,

    /// <summary>The provider's cluster is in trouble.</summary>
    ClusterUnreachable,

    /// <summary>An answer outside the protocol.</summary>
    Unexpected,
}

/// <summary>A provider's failure in words a person can act on.</summary>
/// <param name="provider">The provider's address.</param>
/// <param name="advice">What to do about it.</param>
public sealed class ProviderException(ProviderFailure failure, string provider, string message, string advice, Exception? inner = null)
    : Exception(message, inner)
{
    public ProviderFailure Failure { get; } = failure;

    public string Provider { get; } = provider;

    public string Advice { get; } = advice;
}
