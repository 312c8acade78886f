using Akash.Deploy;
using Akash.Deploy.Networks;
using Akash.Deploy.Plans;

namespace Akash.EndToEnd.Tests.Deploys;

/// <summary>Tells the test's output.</summary>
sealed class TestOutputReporter(string run) : IDeployReporter
{
    public void StepStarted(string step) => Say(step);

    public void StepFinished(string step, TimeSpan elapsed) => Say($"{step}: {elapsed.TotalSeconds:0.00} s");

    public void Info(string message) => Say($"  {message}");

    public void Warn(string message) => Say($"! {message}");

    public void Planned(Plan plan) => Say($"  {plan.GetType().Name}: {plan.Because}");

    public void BidsCollected(IReadOnlyList<Bid> bids, IReadOnlyList<Bid> chosen)
    {
        foreach (var bid in bids) Say($"  {(chosen.Contains(bid) ? "→" : " ")} {bid.Price} {bid.Id.Provider}");
    }

    public void Opening(ulong dseq) => Say($"  opening {dseq}");

    void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetUtcNow():ss.fff} {run}: {line}");
}
