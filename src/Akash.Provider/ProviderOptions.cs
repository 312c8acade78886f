using Akash.Provider.Certificates;

namespace Akash.Provider;

/// <summary>How patient a client is; the defaults suit real providers (provider.md section 4).</summary>
public sealed record ProviderOptions
{
    public AuthenticationMethod Authentication { get; init; } = AuthenticationMethod.Automatic;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one answer. A gateway that cannot look an account up may never answer at all.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For one answer to a manifest, which the gateway checks against the chain first.</summary>
    public TimeSpan ManifestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Trying again while a gateway does not answer a question.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Connecting again to logs or events while nothing new comes of it and the provider is to blame.</summary>
    public TimeSpan StreamPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Trying again while the provider has not seen the lease: below the five minutes after which it closes it.</summary>
    public TimeSpan ManifestPatience { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Trying again while the provider may not have seen the newest hash.</summary>
    public TimeSpan VersionPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Called with every token before it is used, so that it can be masked.</summary>
    public Action<string>? TokenMade { get; init; }
}
