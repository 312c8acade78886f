namespace Akash.Sandbox.Providers;

/// <summary>Which provider program a gateway acts like (provider.md 3.13).</summary>
enum ProviderAge
{
    Current,

    /// <summary>Before v0.12: 500 for most of what it refuses.</summary>
    BeforeStatuses,

    /// <summary>Before v0.7: no tokens, and no certificate but the one on chain.</summary>
    BeforeTokens,
}

/// <summary>What a provider does that others do not, and faults that tests switch on.</summary>
sealed record ProviderBehaviour
{
    /// <summary>Never bids.</summary>
    public bool WithoutBids { get; init; }

    /// <summary>Waits this long after an order appears before bidding.</summary>
    public TimeSpan BidDelay { get; init; }

    /// <summary>The gateway takes connections and never answers a request.</summary>
    public bool GatewayHangs { get; init; }

    /// <summary>Every manifest is answered with 500, as when its node is unreachable.</summary>
    public bool RefusesManifests { get; init; }

    /// <summary>The node behind the gateway takes connections and says nothing: manifests are answered with 500 after half a minute.</summary>
    public bool NodeHangs { get; init; }

    /// <summary>Takes back what it leases: gives notice, and closes the lease when the window has passed (chain.md 12).</summary>
    public bool Reclaims { get; init; }

    /// <summary>Containers count as ready this long after they are.</summary>
    public TimeSpan ReadyDelay { get; init; }

    /// <summary>Every shell ends with code 103 instead of a result, as when the provider's input stalls (provider-notes 3.10).</summary>
    public bool BreaksShellsOff { get; init; }

    /// <summary>The gateway cannot reach the cluster that runs its leases.</summary>
    public bool ClusterIsDown { get; init; }

    public ProviderAge Age { get; init; }
}
