using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Deploy.Runs;
using Akash.Sdl;

namespace Akash.Deploy;

/// <summary>
/// The deployment engine: brings an environment to the state asked for, and tells what it did. Expected failures are
/// outcomes, not exceptions.
/// </summary>
/// <param name="records">Null where nothing can be kept: then only a dseq given by the caller can be worked on.</param>
/// <param name="run">Who works here, for the record: the workflow run's URL, or host and process.</param>
public sealed partial class Deployer(
    IDeploymentNetwork network, IDeploymentRecords? records, IDeployReporter reporter, TimeProvider time, string run)
{
    /// <summary>Creates, updates, finishes or leaves alone, whatever the record and the chain call for.</summary>
    /// <param name="cancellationToken">
    /// The wish to stop: what this run opened is then closed, within about 5 seconds; what served before is left alone.
    /// </param>
    public async Task<Outcome> DeployAsync(DeployRequest request, CancellationToken cancellationToken)
    {
        if (request.Sdl is not { Valid: true, Compiled: { } wanted }) return Failed(Unusable(request.Sdl));
        if (records is null && request.Dseq is null)
            return Failed(new DeployFailure(Reason.NoRecord,
                "there is nowhere to remember the deployment, so the next run would open another one: give github-token (with permission deployments: write), or deployment-details-path, or the dseq of an existing deployment"));

        var started = time.GetTimestamp();
        try
        {
            await using var session = records is null
                ? new UnrecordedSession()
                : await records.EnterAsync(request.Environment, request.Timeout, cancellationToken);
            using var deadline = new CancellationTokenSource(Remaining(request.Timeout, started), time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            return await new DeployRun(network, session, reporter, time, run, request, wanted, cancellationToken).ExecuteAsync(both.Token);
        }
        catch (Exception exception) when (DeployFailure.Of(exception, cancellationToken) is { } failure)
        {
            return Failed(failure);
        }
    }

    TimeSpan Remaining(TimeSpan timeout, long started)
    {
        var left = timeout - time.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    static DeployFailure Unusable(SdlResult sdl)
    {
        var errors = sdl.Diagnostics.Where(diagnostic => diagnostic.Severity is Severity.Error).ToList();
        return new DeployFailure(Reason.SdlInvalid, errors switch
        {
            [] => $"{sdl.Source.FileName} is refused by the network: {sdl.Network.ChainGroups ?? sdl.Network.ProviderManifest ?? sdl.Network.ProviderHash}",
            [var first, ..] =>
                $"{sdl.Source.FileName}:{first.Span.Start.Line}:{first.Span.Start.Column}: {first.Message}" +
                (errors.Count > 1 ? $" (and {errors.Count - 1} more)" : ""),
        });
    }

    Outcome Failed(DeployFailure failure) => new()
    {
        Kind = OutcomeKind.Failed,
        Reason = failure.Reason,
        Message = failure.Message,
        Healthy = false,
        Owner = network.Owner,
    };

    /// <summary>Where nothing can be kept.</summary>
    sealed class UnrecordedSession : IRecordSession
    {
        public DeploymentRecord? Current { get; private set; }

        public Task WriteAsync(DeploymentRecord record, CancellationToken cancellationToken)
        {
            Current = record;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
