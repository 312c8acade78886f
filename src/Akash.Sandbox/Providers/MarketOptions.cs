using System.Net;
using System.Numerics;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Providers.Market;

namespace Akash.Sandbox.Providers;

/// <summary>How the providers of a sandbox run.</summary>
sealed record MarketOptions
{
    /// <summary>The addresses gateways, ingress and forwarded ports listen on; the last one is what others are told.</summary>
    public required IReadOnlyList<IPAddress> Listen { get; init; }

    public IReadOnlyList<ProviderSettings> Providers { get; init; } = DefaultProviders();

    /// <summary>The domain of generated host names; needs no DNS, the shared ingress port routes by Host header.</summary>
    public string IngressSuffix { get; init; } = "ingress.localhost";

    /// <summary>The shared ingress port, 0 for any.</summary>
    public int IngressPort { get; init; }

    /// <summary>An open bid without a lease is closed after this time (provider.md 4.1).</summary>
    public TimeSpan BidTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A lease without any manifest is closed after this time (provider.md 4.1).</summary>
    public TimeSpan ManifestTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A lease whose services have not had their replicas for this long is closed as unstable (provider.md 4.1).</summary>
    public TimeSpan UnstableTimeout { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>The first pause before a crashed container is started again; it doubles up to five minutes.</summary>
    public TimeSpan RestartPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the root of the sandbox's certificate authority is written, for clients to trust; null for nowhere.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Leases run as containers in name only, without an engine.</summary>
    public bool SimulatesContainers { get; init; }

    /// <summary>The Docker engine; null for the default socket or <c>DOCKER_HOST</c>.</summary>
    public Uri? DockerEndpoint { get; init; }

    public IPAddress PublicAddress => Listen[^1];

    public static Wallet Auditor { get; } = Wallet.FromName("auditor");

    /// <summary>Everyone who sends transactions and so must be funded at genesis, with uakt for fees and uact for bid deposits.</summary>
    public IEnumerable<string> Accounts => Providers.Select(provider => provider.CreateWallet().Address).Append(Auditor.Address);

    /// <summary>Changes a provider, given as <c>NAME=TRAIT[,TRAIT…]</c>; a new name makes another provider like the first.</summary>
    /// <exception cref="FormatException">It is written otherwise; the message says how.</exception>
    public MarketOptions With(string nameAndTraits)
    {
        if (nameAndTraits.Split('=', 2) is not [{ Length: > 0 } name, var traits])
            throw new FormatException($"{nameAndTraits} describes no provider: expected NAME=TRAIT[,TRAIT…]");

        var known = Providers.FirstOrDefault(provider => provider.Name == name);
        var changed = ProviderTraits.Apply(known ?? Providers[0] with { Name = name }, traits);
        return this with { Providers = known is null ? [.. Providers, changed] : [.. Providers.Select(provider => provider.Name == name ? changed : provider)] };
    }

    /// <summary>A cheap community provider, an audited one, and one with GPUs.</summary>
    static IReadOnlyList<ProviderSettings> DefaultProviders()
    {
        // About 1.60 $ a month for a core, 0.80 $ for a gibibyte of memory, 0.02 $ for one of storage, at six seconds a block.
        var micro = BigInteger.Pow(10, 12);
        var rates = new PriceRates
        {
            PerMilliCpu = 3_650 * micro,
            PerMebibyteOfMemory = 1_780 * micro,
            PerMebibyteOfStorage = 45 * micro,
            PerEndpoint = 50_000 * micro,
            PerGpu = 1_300_000_000 * micro,
        };
        return
        [
            new ProviderSettings
            {
                Name = "community",
                Attributes = Attributes("eu-west", "community", "beta2"),
                Rates = rates,
            },
            new ProviderSettings
            {
                Name = "audited",
                Attributes = Attributes("us-east", "premium", "beta3"),
                Rates = rates.Times(150),
                IsAudited = true,
            },
            new ProviderSettings
            {
                Name = "gpu",
                Attributes = Attributes("us-west", "premium", "beta3"),
                Capacity = new Capacity { Gpus = [new GpuModel("nvidia", "a100", "80Gi", "sxm", 64), new GpuModel("nvidia", "rtx4090", "24Gi", null, 64)] },
                Rates = rates.Times(200),
                IsAudited = true,
            },
        ];
    }

    static Dictionary<string, string> Attributes(string region, string tier, string storageClass) => new()
    {
        ["host"] = "akash",
        ["organization"] = "akash-sandbox",
        ["region"] = region,
        ["tier"] = tier,
        ["capabilities/storage/1/class"] = storageClass,
        ["capabilities/storage/1/persistent"] = "true",
        ["capabilities/storage/2/class"] = "ram",
        ["capabilities/storage/2/persistent"] = "false",
    };
}
