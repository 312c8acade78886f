using Akash.Action.Logging;
using Akash.Action.Reports;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>The post step, which runs whatever became of the main one: finishes what a killed main step left half done.</summary>
sealed class PostStep(Surroundings surroundings, Parts parts)
{
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var secrets = new Secrets();
        using var log = new WorkflowLog(surroundings.Out, secrets);
        if (surroundings.Variable("STATE_" + StepState.Finished) == "true") return Task.FromResult(0);
        _ = parts;
        log.LogInformation("The main step did not come to its end");
        return Task.FromResult(0);
    }
}
