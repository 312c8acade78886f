using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Akash.Deploy.Records;

namespace Akash.Deploy.Readiness;

/// <summary>
/// Which services must show a newer generation before the new version counts as serving: while an update is applied a
/// provider still reports the old one as ready (spec/provider.md 4.3).
/// </summary>
/// <param name="Awaiting">Generation to rise above, by <c>group/service</c>.</param>
/// <param name="AnyIsEnough">What changed is not known: the first one that rises shows that the new version is rolled out.</param>
sealed record Rollout(IReadOnlyDictionary<string, long> Awaiting, bool AnyIsEnough)
{
    public static Rollout None { get; } = new(new Dictionary<string, long>(), false);

    /// <param name="record">What was deployed before, as far as known.</param>
    /// <param name="hash">Of the version to come, lower-case hex.</param>
    /// <param name="fingerprints">Of the version to come.</param>
    /// <param name="generations">Now observed, by <c>group/service</c>.</param>
    public static Rollout To(
        DeploymentRecord record, string hash, IReadOnlyDictionary<string, string> fingerprints,
        IReadOnlyDictionary<string, long> generations)
    {
        if (record.Hash == hash) return new Rollout(record.Awaiting, false);
        if (record.Fingerprints.Count == 0) return new Rollout(generations, true);

        var changed = fingerprints
            .Where(entry => record.Fingerprints.GetValueOrDefault(entry.Key) != entry.Value)
            .ToDictionary(entry => entry.Key, entry => generations.GetValueOrDefault(entry.Key));
        var stillAwaited = record.Awaiting.Where(entry =>
            fingerprints.ContainsKey(entry.Key) && generations.GetValueOrDefault(entry.Key) <= entry.Value && !changed.ContainsKey(entry.Key));
        return new Rollout(changed.Concat(stillAwaited).ToDictionary(), false);
    }

    /// <summary>The services that have not risen yet, given what is observed now.</summary>
    public IReadOnlyList<string> Behind(IReadOnlyDictionary<string, long> generations)
    {
        var behind = Awaiting.Where(entry => generations.GetValueOrDefault(entry.Key) <= entry.Value).Select(entry => entry.Key).ToList();
        return AnyIsEnough && behind.Count < Awaiting.Count ? [] : behind;
    }
}
