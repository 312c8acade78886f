using Akash.Deploy.Networks;
using Akash.Deploy.Plans;

namespace Akash.Deploy;

/// <summary>What a deploy tells whoever watches while it goes on; log groups and progress are made of it.</summary>
public interface IDeployReporter
{
    void StepStarted(string step);

    void StepFinished(string step, TimeSpan elapsed);

    void Info(string message);

    void Warn(string message);

    /// <summary>What will be done, before any of it is done.</summary>
    void Planned(Plan plan);

    /// <summary>The bids seen, and the ones chosen.</summary>
    void BidsCollected(IReadOnlyList<Bid> bids, IReadOnlyList<Bid> chosen);

    /// <summary>
    /// A deployment of this dseq is about to be opened: whoever cleans up after a killed run must know it before it happens.
    /// </summary>
    void Opening(ulong dseq);
}
