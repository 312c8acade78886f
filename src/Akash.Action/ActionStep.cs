using Akash.Action.Inputs;
using Akash.Action.Reports;
using Akash.Action.Verbs;
using Microsoft.Extensions.Logging;

namespace Akash.Action;

/// <summary>The main step of the action: inputs in, outputs, state and summary out.</summary>
sealed class ActionStep(Surroundings surroundings, Parts parts)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var frame = new StepFrame(surroundings);
        frame.Log.LogInformation("Akash Action {Version}: {Command}", Parts.Version, frame.Command);
        foreach (var unknown in InputValues.Unknown(surroundings.Variables)) frame.Log.LogWarning("{Unknown}", unknown);

        var (reading, workflow) = frame.Read();
        foreach (var note in reading.Notes) frame.Log.LogWarning("{Note}", note);
        var exitCode = reading.Settings is { } settings
            ? await new VerbRun(frame.Context(settings, workflow, parts)).RunAsync(cancellationToken)
            : Refuse(reading, frame);

        // A cancelled run may have left something half done: the post step looks.
        if (!cancellationToken.IsCancellationRequested) frame.State.Write(StepState.Finished, "true");
        return exitCode;
    }

    static int Refuse(SettingsReading reading, StepFrame frame)
    {
        var outcome = Outcomes.OfBadInput(reading.Problems);
        frame.Report.Show(outcome);
        return outcome.ExitCode;
    }
}
