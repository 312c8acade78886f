using System.Globalization;
using System.Numerics;
using Akash.Sandbox.Providers.Market;

namespace Akash.Sandbox.Providers;

/// <summary>The words by which the command line describes a provider.</summary>
static class ProviderTraits
{
    /// <summary>For help and for whoever writes another.</summary>
    public const string Known =
        "no-bids, bid-delay=SECONDS, price=PERCENT, audited, attribute=KEY:VALUE, cpu=CORES, memory=SIZE, storage=SIZE, "
        + "gpu=VENDOR/MODEL[/RAM[/INTERFACE]]:COUNT, ips=COUNT, tls=HOST, blocked=HOST, no-hostnames, reclamation=SECONDS, reclaim, ready-delay=SECONDS, shell-103, cluster-down, hang, node-hangs, refuse, before=v0.12, before=v0.7";

    static readonly (string Suffix, int Bits)[] Sizes = [("Ti", 40), ("Gi", 30), ("Mi", 20)];

    /// <exception cref="FormatException">A word that is none of <see cref="Known"/>.</exception>
    public static ProviderSettings Apply(ProviderSettings settings, string traits)
    {
        foreach (var word in traits.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            settings = Apply(settings, word.Split('=', 2)) ?? throw new FormatException($"{word} is no trait of a provider: expected {Known}");
        }

        return settings;
    }

    /// <summary>The words of a behaviour; none for one that does all as it should.</summary>
    public static string Describe(ProviderBehaviour behaviour) => string.Join(',', ((string?[])
    [
        behaviour.WithoutBids ? "no-bids" : null,
        behaviour.BidDelay > TimeSpan.Zero ? $"bid-delay={(int)behaviour.BidDelay.TotalSeconds}" : null,
        behaviour.ReadyDelay > TimeSpan.Zero ? $"ready-delay={(int)behaviour.ReadyDelay.TotalSeconds}" : null,
        behaviour.BreaksShellsOff ? "shell-103" : null,
        behaviour.GatewayHangs ? "hang" : null,
        behaviour.NodeHangs ? "node-hangs" : null,
        behaviour.RefusesManifests ? "refuse" : null,
        behaviour.ClusterIsDown ? "cluster-down" : null,
        behaviour.Reclaims ? "reclaim" : null,
        behaviour.Age switch { ProviderAge.BeforeStatuses => "before=v0.12", ProviderAge.BeforeTokens => "before=v0.7", _ => null },
    ]).OfType<string>());

    static ProviderSettings? Apply(ProviderSettings settings, string[] word)
    {
        var (behaviour, capacity) = (settings.Behaviour, settings.Capacity);
        return word switch
        {
            ["no-bids"] => settings with { Behaviour = behaviour with { WithoutBids = true } },
            ["bid-delay", var text] when Seconds(text) is { } delay => settings with { Behaviour = behaviour with { BidDelay = delay } },
            ["ready-delay", var text] when Seconds(text) is { } delay => settings with { Behaviour = behaviour with { ReadyDelay = delay } },
            ["shell-103"] => settings with { Behaviour = behaviour with { BreaksShellsOff = true } },
            ["cluster-down"] => settings with { Behaviour = behaviour with { ClusterIsDown = true } },
            ["hang"] => settings with { Behaviour = behaviour with { GatewayHangs = true } },
            ["node-hangs"] => settings with { Behaviour = behaviour with { NodeHangs = true } },
            ["reclaim"] => settings with { Behaviour = behaviour with { Reclaims = true } },
            ["reclamation", var text] when Seconds(text) is { } window => settings with { ReclamationWindow = window },
            ["no-hostnames"] => settings with { GeneratesHostNames = false },
            ["refuse"] => settings with { Behaviour = behaviour with { RefusesManifests = true } },
            ["before", "v0.12"] => settings with { Behaviour = behaviour with { Age = ProviderAge.BeforeStatuses } },
            ["before", "v0.7"] => settings with { Behaviour = behaviour with { Age = ProviderAge.BeforeTokens } },
            ["price", var text] when Number(text.TrimEnd('%')) is { } percent => settings with { Rates = settings.Rates.Times(percent) },
            ["audited"] => settings with { IsAudited = true },
            ["attribute", var text] when text.Split(':', 2) is [{ Length: > 0 } key, var value] => settings with { Attributes = new Dictionary<string, string>(settings.Attributes) { [key] = value } },
            ["cpu", var text] when Number(text) is { } cores => settings with { Capacity = capacity with { MilliCpu = 1000 * (BigInteger)cores } },
            ["memory", var text] when Size(text) is { } bytes => settings with { Capacity = capacity with { Memory = bytes } },
            ["storage", var text] when Size(text) is { } bytes => settings with { Capacity = capacity with { Storage = bytes } },
            ["gpu", var text] when GpuModel.Parse(text) is { } model => settings with { Capacity = capacity with { Gpus = [.. capacity.Gpus.Where(known => !known.Keys.SequenceEqual(model.Keys)), model] } },
            ["ips", var text] when Number(text) is { } count => settings with { Capacity = capacity with { Addresses = count } },
            ["tls", { Length: > 0 } host] => settings with { PublicName = host },
            ["blocked", { Length: > 0 } host] => settings with { BlockedHosts = [.. settings.BlockedHosts, host] },
            _ => null,
        };
    }

    static TimeSpan? Seconds(string text) => Number(text) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static BigInteger? Size(string text) =>
        Sizes.FirstOrDefault(size => text.EndsWith(size.Suffix, StringComparison.Ordinal)) is { Bits: > 0 } size && Number(text[..^2]) is { } number
            ? (BigInteger)number << size.Bits
            : null;
}
