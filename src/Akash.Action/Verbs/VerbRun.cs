using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Action.Reports;
using Akash.Deploy;
using Akash.Deploy.Images;
using Akash.Deploy.Networks;
using Akash.Deploy.Records;
using Akash.Inspect;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Verbs;

/// <summary>Everything a verb works with.</summary>
/// <param name="Workflow">Null outside a workflow run.</param>
/// <param name="Follow">Of <c>logs</c>: until interrupted.</param>
sealed record VerbContext(
    Settings Settings, Workflow? Workflow, Parts Parts, Surroundings Surroundings, IReport Report, ILogger Log, Secrets Secrets, bool Follow = false)
{
    public Workspace Workspace { get; } = new(Workflow?.Workspace);

    /// <summary>What paths are relative to.</summary>
    public string BaseDirectory => Workflow?.Workspace ?? Surroundings.WorkingDirectory;

    /// <summary>What the application is and needs; the workspace as a whole goes by the repository's name, since its folder is called the same in every container.</summary>
    public Inspection Inspect(CancellationToken cancellationToken)
    {
        var inspection = Inspector.Inspect(Settings.WorkingDirectory, cancellationToken);
        return Workflow is not null && Path.GetRelativePath(Workflow.Workspace, Settings.WorkingDirectory) == "."
            ? inspection with { Name = Inspector.ServiceName(Workflow.Repository.Split('/')[^1]) }
            : inspection;
    }
}

/// <summary>Runs one verb to its exit code; whatever goes wrong on the way is reported as an outcome.</summary>
sealed class VerbRun(VerbContext context)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) => GuardAsync((_, token) => DispatchAsync(cancellationToken, token), cancellationToken);

    /// <summary>Runs some work of a verb within the step's time.</summary>
    public async Task<int> GuardAsync(Func<VerbContext, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(context.Settings.Timeout, context.Surroundings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await work(context, both.Token);
        }
        catch (Exception exception)
        {
            var outcome = Explain(exception, cancellationToken);
            context.Report.Show(outcome);
            return outcome.ExitCode;
        }
    }

    /// <param name="interrupted">The wish of a person to stop.</param>
    /// <param name="cancellationToken">That, or the end of the step's time.</param>
    async Task<int> DispatchAsync(CancellationToken interrupted, CancellationToken cancellationToken)
    {
        switch (context.Settings.Verb)
        {
            case Verb.Inspect: return await new InspectVerb(context).RunAsync(cancellationToken);
            case Verb.Generate: return await new GenerateVerb(context).RunAsync(cancellationToken);
        }

        using var deployment = new DeploymentVerb(context);
        return context.Settings.Verb switch
        {
            Verb.Deploy => await new DeployVerb(context, deployment, interrupted).RunAsync(cancellationToken),
            Verb.Status => await deployment.StatusAsync(cancellationToken),
            Verb.Logs => await deployment.LogsAsync(cancellationToken),
            _ => await deployment.CloseAsync(cancellationToken),
        };
    }

    Outcome Explain(Exception exception, CancellationToken cancelled)
    {
        switch (exception)
        {
            case VerbFailure failure:
                return failure.Outcome;
            case OperationCanceledException when cancelled.IsCancellationRequested:
                return Outcomes.Failed(Reason.Cancelled, "the run was cancelled");
            case OperationCanceledException:
                return Outcomes.Failed(Reason.TimedOut, $"the step took longer than its timeout of {context.Settings.Timeout}");
            case NetworkAccessException failure:
                return Outcomes.Failed(Reason.InputInvalid, $"{failure.Input}: {failure.Message}");
            case DeploymentNetworkException failure:
                return Outcomes.Failed(ReasonOf(failure.Failure), Advised(failure.Message, failure.Advice));
            case ImageException failure:
                return Outcomes.Failed(ReasonOf(failure.Failure), Advised(failure.Message, failure.Advice)) with { Diagnosis = failure.Output };
            case RecordsException:
                return Outcomes.Failed(Reason.RecordUnavailable, exception.Message);
            case IOException or UnauthorizedAccessException:
                return Outcomes.Failed(null, exception.Message);
            default:
                // A bug of ours: outputs and summary are written all the same.
                context.Log.LogDebug("{Trace}", exception.ToString());
                return Outcomes.Failed(null, $"unexpected {exception.GetType().Name}: {exception.Message}; please report it");
        }
    }

    static string Advised(string message, string? advice) => advice is null ? message : $"{message}: {advice}";

    static Reason ReasonOf(ImageFailure failure) => failure switch
    {
        ImageFailure.InvalidReference or ImageFailure.AmbiguousService => Reason.InputInvalid,
        ImageFailure.NoBuilder or ImageFailure.BuildFailed => Reason.BuildFailed,
        ImageFailure.PushFailed => Reason.PushFailed,
        _ => Reason.ImageNotPullable,
    };

    static Reason ReasonOf(NetworkFailure failure) => failure switch
    {
        NetworkFailure.InsufficientFunds => Reason.InsufficientFunds,
        NetworkFailure.Rejected => Reason.NetworkRejected,
        NetworkFailure.Gone => Reason.DeploymentGone,
        NetworkFailure.ProviderUnavailable => Reason.ProviderUnavailable,
        NetworkFailure.ManifestRejected => Reason.ManifestRejected,
        _ => Reason.NetworkUnavailable,
    };
}
