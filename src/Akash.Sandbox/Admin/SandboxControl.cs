using System.Collections.Concurrent;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using Akash.Sandbox.Faults;
using Akash.Sandbox.Hosting;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Values;
using Akash.Sandbox.Node;
using Akash.Sandbox.Providers;

namespace Akash.Sandbox.Admin;

/// <summary>All that can be done to a running sandbox from outside of its network; for the admin port and for tests in process alike.</summary>
sealed class SandboxControl(LedgerNode node, BlockProducer producer, ShiftedTime time, FaultBoard faults, ProviderHost? providers)
{
    /// <summary>No collateral covers this much, so minting halts.</summary>
    const uint Unreachable = uint.MaxValue;

    readonly ConcurrentDictionary<string, LedgerSnapshot> snapshots = [];
    (uint Warn, uint Halt)? thresholds;

    public LedgerNode Node => node;

    public BlockProducer Producer => producer;

    public FaultBoard Faults => faults;

    public ProviderHost? Providers => providers;

    /// <summary>How far the chain's clock is ahead.</summary>
    public TimeSpan Ahead => time.Ahead;

    public bool IsMintingHalted => node.Snapshot().State.Bme.Params.CircuitBreakerHaltThreshold == Unreachable;

    public IReadOnlyDictionary<string, LedgerSnapshot> Snapshots => snapshots;

    /// <summary>Puts the clock of chain, bids and leases forward, and makes the block of that time.</summary>
    public StoredBlock Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero) throw new FormatException("time only goes forward: expected seconds of at least 0");
        time.Advance(by);
        return producer.Produce();
    }

    public StoredBlock ProduceBlocks(int count)
    {
        if (count is < 1 or > 10_000) throw new FormatException($"count is {count}: expected 1 to 10000");
        StoredBlock last = producer.Produce();
        for (var made = 1; made < count; made++) last = producer.Produce();
        return last;
    }

    public void Save(string name) => snapshots[name] = node.Save();

    /// <summary>Goes back to a snapshot; providers drop what they hold no lease of any more at the next block.</summary>
    public void Restore(string name) =>
        node.Restore(snapshots.TryGetValue(name, out var snapshot) ? snapshot : throw new KeyNotFoundException($"there is no snapshot '{name}'"));

    public void Forget(string name)
    {
        if (!snapshots.TryRemove(name, out _)) throw new KeyNotFoundException($"there is no snapshot '{name}'");
    }

    /// <summary>Announces an upgrade at a height to come; null takes the announcement back.</summary>
    public void Announce(Plan? plan)
    {
        if (plan is not null && (plan.Name.Length == 0 || plan.Height <= node.Height)) throw new FormatException($"an upgrade needs a name and a height above {node.Height}");
        node.Amend(x => x.State.Upgrade = plan);
    }

    /// <summary>What AKT costs in US$ from the next block on; null stops the feed, so that the price goes stale.</summary>
    public void SetPrice(Dec? price)
    {
        if (price is { IsPositive: false }) throw new FormatException("a price must be above 0; null stops the feed");
        node.Amend(x => x.State.Oracle = x.State.Oracle with { SteadyPrice = price });
    }

    /// <summary>Trips BME's circuit breaker, or lets it judge the collateral again, at the next block.</summary>
    public void HaltMinting(bool halt)
    {
        if (halt) SetThresholds(Unreachable, Unreachable);
        else Judge();
    }

    /// <summary>Makes the circuit breaker warn, so that mints wait a day, or lets it judge the collateral again, at the next block.</summary>
    public void SlowMinting(bool slow)
    {
        if (slow) SetThresholds(Unreachable, 0);
        else Judge();
    }

    void Judge()
    {
        if (thresholds is not { } own) return;
        SetThresholds(own.Warn, own.Halt);
        thresholds = null;
    }

    void SetThresholds(uint warn, uint halt)
    {
        var parameters = node.Snapshot().State.Bme.Params;
        thresholds ??= (parameters.CircuitBreakerWarnThreshold, parameters.CircuitBreakerHaltThreshold);
        node.Amend(x =>
        {
            var changed = x.State.Bme.Params.Clone();
            (changed.CircuitBreakerWarnThreshold, changed.CircuitBreakerHaltThreshold) = (warn, halt);
            x.State.Bme = x.State.Bme with { Params = changed };
        });
    }

    /// <summary>The conduct of a provider; <see cref="KeyNotFoundException"/> names those there are.</summary>
    public Conduct Provider(string name) => providers?.FindConduct(name)
        ?? throw new KeyNotFoundException($"there is no provider '{name}': expected one of {string.Join(", ", (providers?.Providers ?? []).Select(provider => provider.Name))}");
}
