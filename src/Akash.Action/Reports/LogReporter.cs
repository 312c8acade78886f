using Akash.Action.Logging;
using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Plans;
using Microsoft.Extensions.Logging;

namespace Akash.Action.Reports;

/// <summary>A deploy as it goes on: a fold of the log for each step.</summary>
sealed class LogReporter(ILogger log, IReport report) : IDeployReporter
{
    IDisposable? fold;

    public void StepStarted(string step)
    {
        fold?.Dispose();
        fold = log.BeginGroup(step);
    }

    public void StepFinished(string step, TimeSpan elapsed)
    {
        log.LogInformation("{Step}: {Seconds:0.0} s", step, elapsed.TotalSeconds);
        fold?.Dispose();
        fold = null;
    }

    public void Info(string message) => log.LogInformation("{Message}", message);

    public void Warn(string message) => log.LogWarning("{Message}", message);

    public void Planned(Plan plan) => log.LogInformation("Plan: {Because}", plan.Because);

    public void BidsCollected(IReadOnlyList<Bid> bids, IReadOnlyList<Bid> chosen)
    {
        foreach (var bid in bids.OrderBy(bid => bid.Id.Gseq).ThenBy(bid => bid.Price.Amount))
            log.LogInformation(
                "{Mark} group {Gseq}: {Price} a block from {Provider} {Uri}",
                chosen.Contains(bid) ? "→" : " ", bid.Id.Gseq, bid.Price, bid.Id.Provider, bid.ProviderUri);
    }

    public void Opening(ulong dseq)
    {
        report.Opening(dseq);
        log.LogInformation("Opening deployment {Dseq}", dseq);
    }
}
