using Akash.Deploy.Networks;
using Akash.Deploy.Records;

namespace Akash.Deploy.Runs;

/// <summary>An expected way for a run to end badly; becomes an <see cref="Outcome"/>.</summary>
sealed class DeployFailure(Reason reason, string message, IReadOnlyList<string>? services = null) : Exception(message)
{
    public Reason Reason { get; } = reason;

    /// <summary>The services it is about, as <c>group/service</c>; empty for none in particular.</summary>
    public IReadOnlyList<string> Services { get; } = services ?? [];

    /// <summary>The expected failure behind an exception, or null where there is none and it is a bug.</summary>
    /// <param name="cancelled">The caller's own wish to stop, as opposed to a deadline of ours.</param>
    public static DeployFailure? Of(Exception exception, CancellationToken cancelled) => exception switch
    {
        DeployFailure failure => failure,
        DeploymentNetworkException failure => new DeployFailure(
            ReasonOf(failure.Failure), failure.Advice is { } advice ? $"{failure.Message}: {advice}" : failure.Message),
        EnvironmentBusyException busy => new DeployFailure(
            Reason.Busy, $"{busy.Message}: wait for it to end, or cancel it, and run this again"),
        RecordsException failure => new DeployFailure(Reason.RecordUnavailable, failure.Message),
        OperationCanceledException when cancelled.IsCancellationRequested => new DeployFailure(Reason.Cancelled, "the run was cancelled"),
        OperationCanceledException => new DeployFailure(Reason.TimedOut, "the step took longer than its timeout"),
        _ => null,
    };

    static Reason ReasonOf(NetworkFailure failure) => failure switch
    {
        NetworkFailure.InsufficientFunds => Reason.InsufficientFunds,
        NetworkFailure.Rejected => Reason.NetworkRejected,
        NetworkFailure.Gone => Reason.DeploymentGone,
        NetworkFailure.Unavailable => Reason.NetworkUnavailable,
        NetworkFailure.ProviderUnavailable => Reason.ProviderUnavailable,
        NetworkFailure.ManifestRejected => Reason.ManifestRejected,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
    };
}
