using Akash.Deploy.Networks;
using Akash.Money;

namespace Akash.Deploy;

public enum OutcomeKind { Created, Updated, Replaced, Unchanged, Closed, Failed }

/// <summary>How a run ended: the source of outputs, the <c>result</c> JSON, the summary and the exit code (contract sections 1 and 3).</summary>
/// <param name="Reason">Null when all is well.</param>
/// <param name="Healthy">False when what runs is not healthy or not known to be.</param>
/// <param name="PreviousDseq">The deployment this one replaced, or the one addressed before.</param>
/// <param name="Diagnosis">Last logs and events of what failed, for the summary.</param>
public sealed record Outcome(
    OutcomeKind Kind, Reason? Reason, string Message, bool Healthy, string Owner, ulong? Dseq, ulong? PreviousDseq,
    IReadOnlyList<DeployedGroup> Groups, IReadOnlyList<DeployedService> Services, IReadOnlyList<string> Images,
    Cost? Cost, IReadOnlyList<StepTiming> Timings, IReadOnlyList<string> Transactions, IReadOnlyList<string> Diagnosis);

public sealed record DeployedGroup(uint Gseq, string Name, LeaseId? Lease, string? ProviderUri, DecCoin? Price);

public sealed record DeployedService(
    string Name, IReadOnlyList<Uri> Uris, IReadOnlyList<ForwardedPort> Ports, int Available, int Total);

/// <param name="PerHour">US$.</param>
/// <param name="PerMonth">US$, 30.4375 days.</param>
public sealed record Cost(Dec PerHour, Dec PerMonth, Coin Deposit, Dec? RunwayHours);

public sealed record StepTiming(string Step, TimeSpan Elapsed);

/// <summary>The closed list of reason codes; their kebab-case spelling is public interface.</summary>
public enum Reason
{
    NoBids,
    PriceAboveMax,
    InsufficientFunds,
    NotReady,
    Unhealthy,
    ImageNotPullable,
    SdlInvalid,
    InputInvalid,
    BuildFailed,
    PushFailed,
    Cancelled,
    Busy,
    TimedOut,
    NetworkUnavailable,
    NetworkRejected,
    ProviderUnavailable,
    ManifestRejected,
    DeploymentGone,
    NeedsNewDeployment,
    NoRecord,
}
