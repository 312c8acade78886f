using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Deploy;

public enum OutcomeKind { Created, Updated, Replaced, Unchanged, Closed, Failed }

/// <summary>How a run ended: the source of outputs, the <c>result</c> JSON, the summary and the exit code (contract sections 1 and 3).</summary>
public sealed record Outcome
{
    public required OutcomeKind Kind { get; init; }

    /// <summary>Null when all is well.</summary>
    public Reason? Reason { get; init; }

    /// <summary>What happened, and what to do about it, in words for a person.</summary>
    public required string Message { get; init; }

    /// <summary>False when what runs is not healthy or not known to be.</summary>
    public required bool Healthy { get; init; }

    public required string Owner { get; init; }

    public ulong? Dseq { get; init; }

    /// <summary>The deployment this one replaced.</summary>
    public ulong? PreviousDseq { get; init; }

    public IReadOnlyList<DeployedGroup> Groups { get; init; } = [];

    public IReadOnlyList<DeployedService> Services { get; init; } = [];

    public IReadOnlyList<string> Images { get; init; } = [];

    public Cost? Cost { get; init; }

    public IReadOnlyList<StepTiming> Timings { get; init; } = [];

    /// <summary>Hashes of the transactions this run made, in order.</summary>
    public IReadOnlyList<string> Transactions { get; init; } = [];

    /// <summary>What those transactions cost beyond deposits.</summary>
    public Spending Spent { get; init; } = Spending.Nothing;

    /// <summary>What a person should know of the network, whatever became of the run: an announced upgrade, a chain that stands still.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Last logs and events of what failed, for the summary.</summary>
    public IReadOnlyList<string> Diagnosis { get; init; } = [];

    /// <summary>Whether this run opened the deployment that now runs.</summary>
    public bool IsNew => Kind is OutcomeKind.Created or OutcomeKind.Replaced;

    /// <summary>The public URL a visitor would use: the first of the first service that has one.</summary>
    public Uri? Url => Services.SelectMany(service => service.Uris).FirstOrDefault();

    /// <summary>
    /// 0 done; 3 done but not healthy; 2 bad input or configuration with nothing spent; 1 any other failure (contract section 1).
    /// </summary>
    public int ExitCode => this switch
    {
        { Kind: not OutcomeKind.Failed, Healthy: true } => 0,
        { Kind: not OutcomeKind.Failed } => 3,
        { Transactions.Count: 0, Reason: { } reason } when reason.IsInput() => 2,
        _ => 1,
    };
}

public sealed record DeployedGroup(uint Gseq, string Name, LeaseId? Lease, string? ProviderUri, DecCoin? Price);

/// <param name="Available">Ready replicas.</param>
/// <param name="Total">Replicas asked for.</param>
public sealed record DeployedService(
    string Name, IReadOnlyList<Uri> Uris, IReadOnlyList<ForwardedPort> Ports, int Available, int Total);

public sealed record StepTiming(string Step, TimeSpan Elapsed);
