using Akash.Deploy.Networks;
using Akash.Deploy.Quantities;
using Akash.Money;
using Akash.Sdl;

namespace Akash.Deploy;

/// <summary>Everything a deploy needs to know, with nothing left to look up in the workspace. Defaults are those of contract section 2.</summary>
public sealed record DeployRequest
{
    /// <summary>Name of the environment, which is the key of its record.</summary>
    public required string Environment { get; init; }

    /// <summary>The SDL bound to image digests, compiled.</summary>
    public required SdlResult Sdl { get; init; }

    /// <summary>The references with digest that were bound.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Address this existing deployment instead of the recorded one.</summary>
    public ulong? Dseq { get; init; }

    /// <summary>In uact; null for the chain's minimum.</summary>
    public Coin? Deposit { get; init; }

    /// <summary>The most credit to mint from the network's own token where the account lacks it for the deposit; null for none.</summary>
    public Coin? MintAct { get; init; }

    /// <summary>Ceiling for the chosen bids of all groups together; null for none but the SDL's own.</summary>
    public Price? MaxPrice { get; init; }

    /// <summary>Wait for the first acceptable set of bids.</summary>
    public TimeSpan BidTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Collect further bids after the first acceptable set; null for 3 blocks, measured by height.</summary>
    public TimeSpan? BidWindow { get; init; }

    /// <summary>Bids that may be chosen at all (the official action's <c>bid-filter</c>).</summary>
    public Func<Bid, bool> BidFilter { get; init; } = _ => true;

    /// <summary>Which of the acceptable bids is taken (the official action's <c>pick-bid-strategy</c>).</summary>
    public BidStrategy BidStrategy { get; init; } = BidStrategy.Cheapest;

    /// <summary>Until every service has its replicas and answers.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The whole run.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Must answer 2xx or 3xx on every public URL.</summary>
    public string HealthPath { get; init; } = "/";

    /// <summary>Leave a creation open that could not become healthy.</summary>
    public bool KeepOnFailure { get; init; }
}

public enum BidStrategy
{
    /// <summary>The lowest price after the bid window.</summary>
    Cheapest,

    /// <summary>The first acceptable set of bids seen; the bid window does not apply.</summary>
    First,
}
