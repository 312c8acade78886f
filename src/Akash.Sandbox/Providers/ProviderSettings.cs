using System.Numerics;
using Akash.Sandbox.Cryptography;

namespace Akash.Sandbox.Providers;

/// <summary>One provider of the sandbox: who it is, what it claims to have, what it charges and how it misbehaves.</summary>
sealed record ProviderSettings
{
    /// <summary>A short name, also the seed of its key.</summary>
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required PriceRates Rates { get; init; }

    /// <summary>Whether the sandbox's auditor signs its attributes.</summary>
    public bool IsAudited { get; init; }

    public ProviderBehaviour Behaviour { get; init; } = new();

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

/// <summary>Faults of a provider that tests switch on.</summary>
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

    /// <summary>
    /// Reads `no-bids`, `hang`, `refuse` or `bid-delay=SECONDS`, several separated by commas.
    /// </summary>
    public static ProviderBehaviour Parse(string text)
    {
        var behaviour = new ProviderBehaviour();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            behaviour = word.Split('=', 2) switch
            {
                ["no-bids"] => behaviour with { WithoutBids = true },
                ["hang"] => behaviour with { GatewayHangs = true },
                ["refuse"] => behaviour with { RefusesManifests = true },
                ["bid-delay", var seconds] when uint.TryParse(seconds, out var number) => behaviour with { BidDelay = TimeSpan.FromSeconds(number) },
                _ => throw new FormatException($"{word} is no behaviour of a provider: expected no-bids, hang, refuse or bid-delay=SECONDS"),
            };
        }

        return behaviour;
    }
}
