using Akash.Action.GitHub;
using Akash.Action.Inputs;
using Akash.Action.Logging;
using Akash.Action.Reports;
using Akash.Action.Verbs;
using Microsoft.Extensions.Logging;

namespace Akash.Action.CommandLine;

/// <summary>One verb at a terminal: the result goes to stdout, everything else to stderr.</summary>
sealed class TerminalRun(Surroundings surroundings, Parts parts, OutputFormat format)
{
    public async Task<int> RunAsync(InputValues values, bool follow, CancellationToken cancellationToken)
    {
        var secrets = new Secrets();
        Masking.Register(secrets, values, null, surroundings.Variables);
        using var log = new TerminalLog(surroundings.Error, secrets);
        var workflow = Workflow.Of(surroundings);
        var report = new TerminalReport(surroundings.Out, format, secrets);

        var reading = new SettingsReader(values, surroundings.WorkingDirectory, workflow, surroundings.Variables).Read();
        foreach (var note in reading.Notes) log.LogWarning("{Note}", note);
        if (reading.Settings is not { } settings)
        {
            foreach (var problem in reading.Problems) log.LogError("{Problem}", problem);
            var outcome = Outcomes.OfBadInput(reading.Problems);
            if (format is OutputFormat.Json) report.Show(outcome);
            return outcome.ExitCode;
        }

        return await new VerbRun(new(settings, workflow, parts, surroundings, report, log, secrets, follow)).RunAsync(cancellationToken);
    }
}
