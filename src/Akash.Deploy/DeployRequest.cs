using Akash.Money;
using Akash.Sdl;

namespace Akash.Deploy;

/// <summary>Everything a deploy needs to know, with nothing left to look up in the workspace.</summary>
/// <param name="Sdl">The SDL bound to image digests, compiled; valid.</param>
/// <param name="Images">The references with digest that were bound.</param>
/// <param name="Dseq">Address this deployment instead of the recorded one.</param>
/// <param name="Deposit">In uact; null for the chain's minimum.</param>
/// <param name="MaxPricePerBlock">Ceiling for the chosen bids together, in uact; null for none.</param>
/// <param name="BidTimeout">Wait for the first acceptable bid.</param>
/// <param name="BidWindow">Collect further bids after the first acceptable one; null for 3 blocks.</param>
/// <param name="ReadyTimeout">Until every service has its replicas and answers.</param>
/// <param name="HealthPath">Must answer 2xx or 3xx on the public URL.</param>
/// <param name="KeepOnFailure">Leave a creation open that could not become healthy.</param>
public sealed record DeployRequest(
    string Environment, SdlResult Sdl, IReadOnlyList<string> Images, ulong? Dseq, Coin? Deposit, Dec? MaxPricePerBlock,
    TimeSpan BidTimeout, TimeSpan? BidWindow, TimeSpan ReadyTimeout, TimeSpan Timeout, string HealthPath, bool KeepOnFailure);
