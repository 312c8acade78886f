using Akash.Money;

namespace Akash.Deploy.Networks;

/// <summary>What an account shall be able to do with another's money, and until when.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Deposits">ACT it may put into escrow; null for none.</param>
/// <param name="Fees">AKT of fees that are paid for it; null for none.</param>
/// <param name="Close">Whether it may close the granter's own deployments.</param>
/// <param name="Expires">Null for never.</param>
public sealed record GrantOrder(string To, Coin? Deposits, Coin? Fees, bool Close, DateTimeOffset? Expires);

/// <summary>A transaction of grants or revocations, not sent yet.</summary>
/// <param name="Summary">What it does, a line each, for a person.</param>
/// <param name="Unsigned">The file that <c>akash tx sign</c> takes.</param>
public sealed record GrantPlan(IReadOnlyList<string> Summary, string Unsigned)
{
    internal IReadOnlyList<Google.Protobuf.IMessage> Messages { get; init; } = [];
}

/// <summary>What one account lets another do.</summary>
/// <param name="Kind"><c>deposits</c>, <c>fees</c> or <c>messages</c>.</param>
/// <param name="Left">What is left to spend: <c>25 ACT</c>, <c>no limit</c>; or which messages.</param>
public sealed record GrantEntry(string Granter, string Grantee, string Kind, string Left, DateTimeOffset? Expires);

/// <summary>What a wallet has, and what ACT costs it.</summary>
/// <param name="AktPrice">US$; null while the chain has no healthy price.</param>
/// <param name="Minting">Whether ACT can be minted now, for a person.</param>
public sealed record WalletState(string Address, Coin Akt, Coin Act, string? AktPrice, string Minting);
