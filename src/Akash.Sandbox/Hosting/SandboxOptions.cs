using System.Net;
using Akash.Sandbox.Providers;

namespace Akash.Sandbox.Hosting;

/// <summary>How a sandbox runs.</summary>
sealed record SandboxOptions
{
    public string ChainId { get; init; } = "akash-sandbox";

    public TimeSpan BlockTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Height of the first block. As high as the real chain's, so that heights make realistic dseqs.</summary>
    public long InitialHeight { get; init; } = 28_450_000;

    /// <summary>Where the node listens; others are told the last.</summary>
    public IReadOnlyList<IPAddress> Listen { get; init; } = [IPAddress.Loopback];

    public NodePorts Ports { get; init; }

    /// <summary>Seeds the dice of faults.</summary>
    public int Seed { get; init; }

    /// <summary>Where the network definition is written once everything answers (contract, section 6).</summary>
    public string? NetworkFile { get; init; }

    /// <summary>Addresses that begin with coins.</summary>
    public IReadOnlyList<string> Funded { get; init; } = [];

    /// <summary>The providers, or none: then test accounts bid by transaction.</summary>
    public MarketOptions? Market { get; init; }
}

/// <summary>Ports of the node and of the admin API; 0 for any.</summary>
readonly record struct NodePorts(int Web, int Grpc, int Admin);
