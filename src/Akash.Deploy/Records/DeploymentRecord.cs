using Akash.Deploy.Networks;

namespace Akash.Deploy.Records;

public enum RecordPhase
{
    /// <summary>A deployment of this dseq may or may not have been opened; it never served.</summary>
    Opening,

    /// <summary>It runs, as far as known.</summary>
    Live,

    /// <summary>It ran an older version, and the one of this hash was or is being handed over.</summary>
    Updating,

    /// <summary>It is to be closed; closing may not have happened.</summary>
    Closing,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>What one run leaves for the next; written and read as JSON by <see cref="RecordJson"/>.</summary>
public sealed record DeploymentRecord
{
    public int Schema { get; init; } = 1;

    public required RecordPhase Phase { get; init; }

    public required string ChainId { get; init; }

    public required string Owner { get; init; }

    public required ulong Dseq { get; init; }

    /// <summary>Version hash in lower-case hex; empty where it is not known.</summary>
    public string Hash { get; init; } = "";

    /// <summary>References with digest.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Who wrote it: the workflow run's URL, or host and process.</summary>
    public required string Run { get; init; }

    /// <summary>The public URL, once known.</summary>
    public Uri? Url { get; init; }

    /// <summary>The leases, once known.</summary>
    public IReadOnlyList<LeaseId> Leases { get; init; } = [];

    /// <summary>Digest of what each <c>group/service</c> of the manifest says, by which the next run knows which of them change.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints { get; init; } = new Dictionary<string, string>();

    /// <summary>While updating: the generation each changed <c>group/service</c> must rise above before the new version serves.</summary>
    public IReadOnlyDictionary<string, long> Awaiting { get; init; } = new Dictionary<string, long>();
}
