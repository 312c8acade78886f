using System.Globalization;
using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Reports;
using Akash.Action.Verbs;
using Akash.Deploy;
using Akash.Deploy.Records;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>The post step, which runs whatever became of the main one: finishes what a killed main step left half done.</summary>
sealed class PostStep(Surroundings surroundings, Parts parts)
{
    /// <summary>For another run that entered meanwhile; it takes care of what was left.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (surroundings.Variable("STATE_" + StepState.Finished) == "true") return 0;

        using var frame = new StepFrame(surroundings);
        var (reading, workflow) = frame.Read();
        if (reading.Settings is not { Verb: Verb.Deploy or Verb.Close } settings) return 0;

        frame.Log.LogInformation("The main step did not come to its end: looking for what it left");
        return await new VerbRun(frame.Context(settings, workflow, parts)).GuardAsync(
            (context, token) => FinishAsync(context, frame.Log, token), cancellationToken);
    }

    async Task<int> FinishAsync(VerbContext context, ILogger log, CancellationToken cancellationToken)
    {
        using var deployment = new DeploymentVerb(context);
        await LeaveAsync(deployment.Records, context.Settings.Environment, log, cancellationToken);
        var outcome = await deployment.Deployer.FinishAsync(context.Settings.Environment, Patience, cancellationToken);
        if (outcome is { Kind: OutcomeKind.Closed, Dseq: null })
        {
            log.LogInformation("{Message}", outcome.Message);
            return 0;
        }

        return deployment.Show(outcome);
    }

    /// <summary>Lets the next run in at once, which else would wait until the silence of this one is long enough.</summary>
    async Task LeaveAsync(IDeploymentRecords? records, string environment, ILogger log, CancellationToken cancellationToken)
    {
        if (records is not GitHubRecords board || surroundings.Variable("STATE_" + StepState.Door) is not { } door) return;
        try
        {
            await board.LeaveAsync(environment, long.Parse(door, CultureInfo.InvariantCulture), cancellationToken);
        }
        catch (RecordsException exception)
        {
            // It was left in time, or the next run finds out by itself.
            log.LogDebug("{Message}", exception.Message);
        }
    }
}
