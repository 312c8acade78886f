using System.Numerics;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers.Market;

namespace Akash.Sandbox.Providers;

/// <summary>One provider of the sandbox: who it is, what it claims to have, what it charges and how it misbehaves.</summary>
sealed record ProviderSettings
{
    /// <summary>A short name, also the seed of its key.</summary>
    public required string Name { get; init; }

    /// <summary>Besides those of its GPUs.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required PriceRates Rates { get; init; }

    /// <summary>Whether the sandbox's auditor signs its attributes.</summary>
    public bool IsAudited { get; init; }

    public Capacity Capacity { get; init; } = new();

    /// <summary>The host name its gateway has an authority's certificate for and is reached at; null for the address and the certificate on chain alone.</summary>
    public string? PublicName { get; init; }

    /// <summary>The notice it offers before it takes resources back (chain.md 12); null for none, and for no bid where an order asks for one.</summary>
    public TimeSpan? ReclamationWindow { get; init; }

    /// <summary>Whether services get a host name without asking for one; where not, each that HTTP ingress serves must bring its own (provider.md 3.4).</summary>
    public bool GeneratesHostNames { get; init; } = true;

    /// <summary>Host names it gives to nobody; one that begins with a dot stands for all below it.</summary>
    public IReadOnlyList<string> BlockedHosts { get; init; } = [];

    public ProviderBehaviour Behaviour { get; init; } = new();

    /// <summary>All that it says of itself on chain.</summary>
    public IReadOnlyDictionary<string, string> PublishedAttributes
    {
        get
        {
            var all = new Dictionary<string, string>(Attributes);
            foreach (var model in Capacity.Gpus)
            {
                all["capabilities/gpu"] = model.Vendor;
                foreach (var key in model.Keys) all["capabilities/gpu/" + key] = "true";
            }

            return all;
        }
    }

    /// <summary>Classes of volumes that outlive a container.</summary>
    public IReadOnlyList<string> StorageClasses =>
        [.. Attributes.Where(attribute => attribute.Key.StartsWith("capabilities/storage/", StringComparison.Ordinal) && attribute is { Value: not "ram" } && attribute.Key.EndsWith("/class", StringComparison.Ordinal)).Select(attribute => attribute.Value)];

    public Wallet CreateWallet() => Wallet.FromName("provider/" + Name);
}

/// <summary>
/// What a provider charges per block, in atto-uact (10^-18 uact, the smallest step of a price) for one unit of each resource.
/// </summary>
sealed record PriceRates
{
    public required BigInteger PerMilliCpu { get; init; }

    public required BigInteger PerMebibyteOfMemory { get; init; }

    public required BigInteger PerMebibyteOfStorage { get; init; }

    public required BigInteger PerEndpoint { get; init; }

    public BigInteger PerGpu { get; init; }

    /// <summary>The same rates, scaled by a percentage.</summary>
    public PriceRates Times(int percent) => new()
    {
        PerMilliCpu = PerMilliCpu * percent / 100,
        PerMebibyteOfMemory = PerMebibyteOfMemory * percent / 100,
        PerMebibyteOfStorage = PerMebibyteOfStorage * percent / 100,
        PerEndpoint = PerEndpoint * percent / 100,
        PerGpu = PerGpu * percent / 100,
    };
}
