using System.Collections.Immutable;
using Akash.Proto.Audit.V1;
using Akash.Proto.Cert.V1;
using Akash.Proto.Cosmos.Upgrade.V1Beta1;
using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Market.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Proto.Provider.V1Beta4;
using Akash.Sandbox.Ledger.Values;
using AuthParams = Akash.Proto.Cosmos.Auth.V1Beta1.Params;
using DeploymentParams = Akash.Proto.Deployment.V1Beta4.Params;
using MarketParams = Akash.Proto.Market.V1Beta5.Params;

namespace Akash.Sandbox.Ledger.State;

/// <summary>
/// Everything the ledger knows. Its tables are immutable and what they hold is never changed in place, so a fork costs a
/// few dozen references.
/// </summary>
sealed class LedgerState
{
    public required string ChainId { get; init; }
    public required AuthParams AuthParams { get; init; }
    public required DeploymentParams DeploymentParams { get; init; }
    public required MarketParams MarketParams { get; init; }

    /// <summary>Whether a denom may be sent between accounts; what is not named may.</summary>
    public required ImmutableSortedDictionary<string, bool> SendEnabled { get; init; }

    public ulong NextAccountNumber { get; set; }
    public Table<TextKey, Account> Accounts { get; set; } = Table<TextKey, Account>.Empty;
    public Table<PairKey, Amount> Balances { get; set; } = Table<PairKey, Amount>.Empty;
    public Table<TextKey, Amount> Supply { get; set; } = Table<TextKey, Amount>.Empty;
    public Table<PairKey, UnorderedNonce> UnorderedNonces { get; set; } = Table<PairKey, UnorderedNonce>.Empty;
    public Table<TextKey, Grant> Grants { get; set; } = Table<TextKey, Grant>.Empty;
    public Table<PairKey, FeeAllowance> FeeAllowances { get; set; } = Table<PairKey, FeeAllowance>.Empty;

    public Table<MarketKey, Deployment> Deployments { get; set; } = Table<MarketKey, Deployment>.Empty;
    public Table<MarketKey, Group> Groups { get; set; } = Table<MarketKey, Group>.Empty;
    public Table<MarketKey, Order> Orders { get; set; } = Table<MarketKey, Order>.Empty;
    public Table<MarketKey, Bid> Bids { get; set; } = Table<MarketKey, Bid>.Empty;
    public Table<MarketKey, Lease> Leases { get; set; } = Table<MarketKey, Lease>.Empty;
    public Table<TextKey, EscrowAccount> EscrowAccounts { get; set; } = Table<TextKey, EscrowAccount>.Empty;
    public Table<TextKey, EscrowPayment> EscrowPayments { get; set; } = Table<TextKey, EscrowPayment>.Empty;

    public Table<TextKey, Provider> Providers { get; set; } = Table<TextKey, Provider>.Empty;
    public Table<PairKey, AuditedProvider> Audits { get; set; } = Table<PairKey, AuditedProvider>.Empty;
    public Table<PairKey, Certificate> Certificates { get; set; } = Table<PairKey, Certificate>.Empty;

    /// <summary>The upgrade that is announced, until its height.</summary>
    public Plan? Upgrade { get; set; }

    public required BmeState Bme { get; set; }
    public required OracleState Oracle { get; set; }

    public LedgerState Fork() => (LedgerState)MemberwiseClone();
}
