namespace Akash.Deploy.Networks;

/// <summary>What kind of failure a network reported, which decides what the engine does next.</summary>
public enum NetworkFailure
{
    /// <summary>The account cannot pay for it.</summary>
    InsufficientFunds,

    /// <summary>The network refuses the request for good.</summary>
    Rejected,

    /// <summary>A bid, lease or deployment is no longer there or no longer open.</summary>
    Gone,

    /// <summary>No endpoint answered usefully within the time allowed.</summary>
    Unavailable,

    /// <summary>The provider does not answer or cannot be trusted.</summary>
    ProviderUnavailable,

    /// <summary>The provider refuses the manifest for good.</summary>
    ManifestRejected,
}

/// <summary>A failure of a network in words a person can act on: what happened and what to do.</summary>
/// <param name="advice">What to do about it.</param>
public sealed class DeploymentNetworkException(NetworkFailure failure, string message, string? advice = null, Exception? inner = null)
    : Exception(message, inner)
{
    public NetworkFailure Failure { get; } = failure;

    public string? Advice { get; } = advice;
}
