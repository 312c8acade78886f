using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Action.Reports;
using Akash.Action.Verbs;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>The main step of the action: inputs in, outputs, state and summary out.</summary>
sealed class ActionStep(Surroundings surroundings, Parts parts)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var secrets = new Secrets(secret => surroundings.Out.WriteLine(WorkflowCommand.Write("add-mask", secret)));
        var values = InputValues.FromRunner(surroundings.Variables);
        Masking.Register(secrets, values, surroundings.Variable("GITHUB_ACTOR"));
        using var log = new WorkflowLog(surroundings.Out, secrets);
        log.LogInformation("Akash Action {Version}: {Command}", Parts.Version, values["command"]);

        var workflow = Workflow.Of(surroundings);
        var outputs = new RunnerFile(surroundings.Variable("GITHUB_OUTPUT"), secrets);
        var state = new RunnerFile(surroundings.Variable("GITHUB_STATE"), secrets);
        var report = new ActionReport(outputs, state, surroundings.Variable("GITHUB_STEP_SUMMARY"), values["environment"]!, log, secrets);

        foreach (var unknown in InputValues.Unknown(surroundings.Variables)) log.LogWarning("{Unknown}", unknown);
        var reading = new SettingsReader(values, workflow?.Workspace ?? surroundings.WorkingDirectory, workflow).Read();
        foreach (var note in reading.Notes) log.LogWarning("{Note}", note);
        if (reading.Settings is not { } settings)
        {
            state.Write(StepState.Finished, "true");
            var outcome = Outcomes.OfBadInput(reading.Problems);
            report.Show(outcome);
            return outcome.ExitCode;
        }

        var exitCode = await new VerbRun(new(settings, workflow, parts, surroundings, report, log, secrets)).RunAsync(cancellationToken);
        if (!cancellationToken.IsCancellationRequested) state.Write(StepState.Finished, "true");
        return exitCode;
    }
}
