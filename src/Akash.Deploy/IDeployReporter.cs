using Akash.Deploy.Networks;

namespace Akash.Deploy;

/// <summary>What a deploy tells whoever watches while it goes on; log groups and progress are made of it.</summary>
public interface IDeployReporter
{
    void StepStarted(string step);

    void StepFinished(string step, TimeSpan elapsed);

    void Info(string message);

    void Warn(string message);

    /// <summary>The bids seen, and the ones chosen.</summary>
    void BidsCollected(IReadOnlyList<Bid> bids, IReadOnlyList<Bid> chosen);
}
