using System.Text.Json;
using Akash.Deploy.Networks;

namespace Akash.Deploy.Tests.Peers;

/// <summary>A provider in memory: bids, takes manifests, rolls versions out while the old one still answers.</summary>
sealed class MemoryProvider(string address, int price)
{
    readonly Dictionary<LeaseId, Dictionary<string, Running>> leases = [];

    public string Address { get; } = address;

    /// <summary>uact per block for a group.</summary>
    public int Price { get; } = price;

    /// <summary>Time from an order to its bid.</summary>
    public TimeSpan BidsAfter { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan StartsAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Never takes a manifest.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Answers nothing at all.</summary>
    public bool IsGone { get; set; }

    /// <summary>What it was told to run in all its leases.</summary>
    public IEnumerable<string> Images => leases.Values.SelectMany(services => services.Values).Select(service => service.Image);

    public void TakeManifest(LeaseId lease, string manifestJson, DateTimeOffset now)
    {
        if (IsDeaf || IsGone) throw new DeploymentNetworkException(NetworkFailure.ProviderUnavailable, $"{Address} does not answer", "try again later");
        if (!leases.TryGetValue(lease, out var services)) leases[lease] = services = [];

        using var manifest = JsonDocument.Parse(manifestJson);
        var mine = manifest.RootElement.EnumerateArray().ElementAt((int)lease.Gseq - 1);
        foreach (var service in mine.GetProperty("services").EnumerateArray())
        {
            var name = service.GetProperty("name").GetString()!;
            var image = service.GetProperty("image").GetString()!;
            var running = services.GetValueOrDefault(name);
            if (running?.Image == image) continue;
            services[name] = new Running(image, (running?.Generation ?? 0) + 1, now + StartsAfter, running?.IsServing(now) ?? false);
        }
    }

    public LeaseStatus? StatusOf(LeaseId lease, DateTimeOffset now) => IsGone
        ? throw new DeploymentNetworkException(NetworkFailure.ProviderUnavailable, $"{Address} does not answer")
        : leases.TryGetValue(lease, out var services)
        ? new LeaseStatus([.. services.Select(service => service.Value.Status(service.Key, now))])
        : null;

    public void Remove(ulong dseq)
    {
        foreach (var lease in leases.Keys.Where(lease => lease.Dseq == dseq).ToList()) leases.Remove(lease);
    }

    sealed record Running(string Image, long Generation, DateTimeOffset From, bool OldServes)
    {
        public bool IsServing(DateTimeOffset now) => now >= From && !Image.StartsWith("crash", StringComparison.Ordinal);

        /// <summary>Until the new version is up the provider reports what it had: the old one, ready, of the old generation.</summary>
        public ServiceStatus Status(string name, DateTimeOffset now)
        {
            var ready = IsServing(now) || (now < From && OldServes) ? 1 : 0;
            return new ServiceStatus(
                name, 1, ready, IsServing(now) || ready == 1 ? 1 : 0, now < From ? Generation - 1 : Generation, [$"{name}.ingress.test"], []);
        }
    }
}
