using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Action.Reports;
using Akash.Deploy;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Verbs;

/// <summary>Everything a verb works with.</summary>
/// <param name="Workflow">Null outside a workflow run.</param>
/// <param name="Follow">Of <c>logs</c>: until interrupted.</param>
sealed record VerbContext(
    Settings Settings, Workflow? Workflow, Parts Parts, Surroundings Surroundings, IReport Report, ILogger Log, Secrets Secrets, bool Follow = false)
{
    public Workspace Workspace { get; } = new(Workflow?.Workspace);
}

/// <summary>Runs one verb to its exit code; whatever goes wrong on the way is reported as an outcome.</summary>
sealed class VerbRun(VerbContext context)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(context.Settings.Timeout, context.Surroundings.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await DispatchAsync(both.Token);
        }
        catch (Exception exception)
        {
            var outcome = Explain(exception, cancellationToken);
            context.Report.Show(outcome);
            return outcome.ExitCode;
        }
    }

    Task<int> DispatchAsync(CancellationToken cancellationToken) => context.Settings.Verb switch
    {
        Verb.Inspect => new InspectVerb(context).RunAsync(cancellationToken),
        Verb.Generate => new GenerateVerb(context).RunAsync(cancellationToken),
        var verb => throw new ArgumentOutOfRangeException(nameof(cancellationToken), verb, null),
    };

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
            case IOException or UnauthorizedAccessException:
                return Outcomes.Failed(null, exception.Message);
            default:
                // A bug of ours: outputs and summary are written all the same.
                context.Log.LogDebug("{Trace}", exception.ToString());
                return Outcomes.Failed(null, $"unexpected {exception.GetType().Name}: {exception.Message}; please report it");
        }
    }
}
