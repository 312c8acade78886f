using Akash.Money;

namespace Akash.Deploy;

/// <summary>What a deployment costs, in US$ (1 ACT is 1 US$).</summary>
/// <param name="PerMonth">A month is 30.4375 days.</param>
/// <param name="Deposit">What is in escrow now.</param>
/// <param name="RunwayHours">How long the escrow lasts; null while nothing is charged.</param>
public sealed record Cost(Dec PerHour, Dec PerMonth, Coin Deposit, Dec? RunwayHours);
