using Akash.Action.Logging;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Reports;

/// <summary>Results as outputs, state and job summary of a step.</summary>
/// <param name="summaryPath"><c>GITHUB_STEP_SUMMARY</c>; null where there is none.</param>
sealed class ActionReport(RunnerFile outputs, RunnerFile state, string? summaryPath, string environment, ILogger log, Secrets secrets) : IReport
{
    public void Opening(ulong dseq)
    {
        state.Write(StepState.Dseq, $"{dseq}");
        outputs.Write("dseq", $"{dseq}");
    }

    public void Inside(long? door) => state.Write(StepState.Door, $"{door}");

    public void Show(LogLine line) => log.LogInformation("{Name}: {Message}", line.Name, line.Message);

    public void Show(Outcome outcome)
    {
        foreach (var (name, value) in Outputs.Of(outcome)) outputs.Write(name, value);
        Summarize(Summary.Of(outcome, environment));
        var level = outcome switch
        {
            { Kind: OutcomeKind.Failed } => LogLevel.Error,
            { Healthy: false } => LogLevel.Warning,
            _ => LogLevel.Information,
        };
        log.Log(level, "{Message}", outcome.Message);
        if (outcome.Url is { } url) log.LogInformation("{Url}", url);
    }

    public void Show(string text, string json, string markdown)
    {
        outputs.Write("result", json);
        Summarize(markdown);
        log.LogInformation("{Text}", text);
    }

    void Summarize(string markdown)
    {
        if (summaryPath is not null) File.AppendAllText(summaryPath, secrets.Scrub(markdown));
    }
}
