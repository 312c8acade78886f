using Akash.Deploy.Networks;
using Akash.Deploy.Plans;

namespace Akash.Deploy.Tests.Peers;

/// <summary>Remembers what it is told.</summary>
sealed class RecordingReporter : IDeployReporter
{
    public List<Plan> Plans { get; } = [];

    public List<string> Lines { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<IReadOnlyList<Bid>> Chosen { get; } = [];

    public void StepStarted(string step)
    {
    }

    public void StepFinished(string step, TimeSpan elapsed)
    {
    }

    public void Info(string message) => Lines.Add(message);

    public void Warn(string message) => Warnings.Add(message);

    public void Planned(Plan plan) => Plans.Add(plan);

    public void BidsCollected(IReadOnlyList<Bid> bids, IReadOnlyList<Bid> chosen) => Chosen.Add(chosen);

    public void Opening(ulong dseq)
    {
    }
}
