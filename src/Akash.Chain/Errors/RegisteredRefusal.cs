using System.Collections.Frozen;

namespace Akash.Chain.Errors;

/// <summary>
/// Every other error that the chain's modules register (chain.md section 6): what it means for the caller, while the
/// node's own words say which it was.
/// </summary>
static class RegisteredRefusal
{
    const string OurFault = "This is a mistake of the program that made the transaction: report it with the message above";
    const string Newer = "Look for a newer version of this tool: the node may belong to another version of the chain";
    const string CheckSdl = "Correct the SDL where the chain says so";
    const string CheckId = "Check the dseq, the wallet and the network";
    const string NextBid = "Take another open bid of the same order";
    const string NotATenants = "Only a provider's own transactions meet this: check which wallet is used";
    const string LaterOrReport = "Try again later; if it stays, report it to the network with the message above";

    static readonly FrozenDictionary<(string, uint), KnownRefusal> All = Of(
        ("sdk", [2], ChainFailure.Rejected, "The node does not understand the transaction", Newer),
        ("sdk", [6, 37], ChainFailure.Rejected, "The node does not serve this", Newer),
        ("sdk", [3, 7, 10, 12, 14, 15, 18, 21, 36, 41], ChainFailure.Rejected, "The chain does not accept the transaction as it is", OurFault),
        ("sdk", [4], ChainFailure.Unauthorized, "The wallet may not do this", "Check that the wallet is the owner's, or holds the grant for it"),
        ("sdk", [8], ChainFailure.Unauthorized, "The public key does not fit the account", "Check that the wallet and the network are the right ones"),
        ("sdk", [19], ChainFailure.Rejected, "The node has this very transaction already", "Look it up by its hash"),
        ("sdk", [22, 38], ChainFailure.NotFound, "It does not exist", "Check the names and the network"),
        ("bank", [5], ChainFailure.Rejected, "This coin cannot be sent between wallets", "Mint ACT from AKT in the wallet that needs it"),
        ("feegrant", [5], ChainFailure.Unauthorized, "There is no fee grant for this wallet", "Have the granter grant it, or leave the fee granter out"),
        ("authz", [3], ChainFailure.Rejected, "The grant would end in the past", "Give it a later end"),

        ("deployment", [1], ChainFailure.NotFound, "There is no such name", CheckId),
        ("deployment", [2, 12], ChainFailure.Rejected, "The chain does not accept the deployment", CheckSdl),
        ("deployment", [6], ChainFailure.Rejected, "The deployment's owner has no account", "Send the wallet some uakt first"),
        ("deployment", [7, 19, 25], ChainFailure.Rejected, "The chain does not accept the groups of the deployment", CheckSdl),
        ("deployment", [8, 13, 21, 23], ChainFailure.Rejected, "The id of the deployment or group cannot be right", CheckId),
        ("deployment", [9], ChainFailure.Rejected, "The deployment has no manifest hash", OurFault),
        ("deployment", [11], ChainFailure.Rejected, "The chain failed inside", LaterOrReport),
        ("deployment", [16], ChainFailure.Rejected, "The group is open already", "Nothing is to do"),
        ("deployment", [17], ChainFailure.Rejected, "The group is paused already", "Start it, or leave it paused"),
        ("deployment", [18], ChainFailure.DeploymentClosed, "The group is not open", "Start it where it is paused, else create a new deployment"),
        ("deployment", [22], ChainFailure.Rejected, "The chain's parameters do not allow this", CheckSdl),
        ("deployment", [24], ChainFailure.Rejected, "The chain does not take this price", "Price every group in uact, above zero"),
        ("deployment", [26], ChainFailure.Rejected, "The chain does not take this reclamation window", "Ask for one between the network's bounds, 1 h to 720 h as far as known"),

        ("market", [1, 5, 19, 21, 22, 26, 27, 30, 31, 32, 33], ChainFailure.Rejected, "The chain does not accept the bid", NotATenants),
        ("market", [2], ChainFailure.Rejected, "Tenant and provider are the same account", "Use a wallet that is not the provider's"),
        ("market", [3], ChainFailure.Rejected, "The chain failed inside", LaterOrReport),
        ("market", [4], ChainFailure.BidGone, "The bid is above the order's price", NextBid),
        ("market", [6], ChainFailure.BidGone, "The bid does not exist", NextBid),
        ("market", [7, 8, 14], ChainFailure.LeaseGone, "There is no such lease", "Nothing is to do"),
        ("market", [9], ChainFailure.BidGone, "The bid's order does not exist", "Look for a new order of the group"),
        ("market", [16], ChainFailure.NotFound, "There is no such group", CheckId),
        ("market", [23], ChainFailure.BidGone, "The order is taken already", "Look at the lease it has, or for a new order of the group"),
        ("market", [25, 34], ChainFailure.Rejected, "The chain's records contradict each other", LaterOrReport),
        ("market", [28], ChainFailure.Rejected, "The chain does not take this bid's deposit", NotATenants),
        ("market", [29], ChainFailure.Rejected, "The chain's parameters do not allow this", LaterOrReport),
        ("market", [35, 36, 37, 38], ChainFailure.Rejected, "The lease cannot be reclaimed this way now", NotATenants),
        ("market", [39, 40, 41], ChainFailure.Rejected, "Bid and order do not agree on reclamation", NotATenants),

        ("escrow", [1, 6], ChainFailure.Rejected, "The escrow account or payment exists already", "Choose another dseq"),
        ("escrow", [4], ChainFailure.DeploymentClosed, "The escrow account is overdrawn, which is final", "Create a new deployment, and top it up in time"),
        ("escrow", [5], ChainFailure.Rejected, "The escrow account does not take this denomination", "Deposit uact"),
        ("escrow", [7], ChainFailure.LeaseGone, "The payment of the lease is closed", "Nothing is to do"),
        ("escrow", [8], ChainFailure.NotFound, "There is no such payment", CheckId),
        ("escrow", [9, 10, 11, 13, 18], ChainFailure.Rejected, "The chain's escrow records contradict each other", LaterOrReport),
        ("escrow", [12], ChainFailure.Rejected, "The id of the escrow account cannot be right", CheckId),
        ("escrow", [14, 15, 17], ChainFailure.Unauthorized, "The deposit is not allowed by its grant", "Have the granter renew it, with the scope 'deployment'"),
        ("escrow", [16], ChainFailure.Rejected, "The chain does not take this deposit", "Deposit uact, more than zero"),

        ("cert", [2, 5, 6, 7, 8, 9], ChainFailure.Rejected, "The chain does not accept the certificate", OurFault),
        ("cert", [3], ChainFailure.Rejected, "The certificate is on chain already", "Use it, or make another one"),
        ("cert", [4], ChainFailure.Rejected, "The certificate is revoked already", "Nothing is to do"),
        ("provider", [1, 2, 4, 5, 6, 7, 8, 9], ChainFailure.Rejected, "The chain does not accept the provider's record", NotATenants),
        ("provider", [3], ChainFailure.NotFound, "There is no such provider", "Check the provider's address and the network"),
        ("audit", [1, 3], ChainFailure.NotFound, "Nothing of this provider was audited", "Check the provider's address and the network"),
        ("audit", [2], ChainFailure.Rejected, "The address of the provider or auditor cannot be right", "Check it"),
        ("akash", [1, 2], ChainFailure.Rejected, "The chain does not accept the attributes", CheckSdl),
        ("akash", [3, 4], ChainFailure.Rejected, "The chain does not accept where the deposit comes from", "Name the balance, a grant, or both, each once"),

        ("bme", [2, 9, 10], ChainFailure.Rejected, "ACT cannot be minted this way", "Mint ACT from uakt, in the wallet that needs it"),
        ("bme", [3, 11], ChainFailure.Unauthorized, "ACT is minted for one's own wallet only", "Mint in the wallet that needs it"),
        ("bme", [7, 12], ChainFailure.MintingHalted, "The chain's vault cannot serve this now", "Try again in a few minutes, or keep ACT in stock"),
        ("bme", [8, 16, 17], ChainFailure.Rejected, "The amount is too small to be minted", "Mint at least 10 ACT"),
        ("bme", [13, 14, 15], ChainFailure.Rejected, "The chain failed inside", LaterOrReport),
        ("oracle.v2", [1, 2, 3, 5, 6, 7], ChainFailure.Rejected, "The chain's price oracle does not accept this", LaterOrReport));

    public static KnownRefusal? Find(Refusal refusal) => All.GetValueOrDefault((refusal.Codespace, refusal.Code));

    static FrozenDictionary<(string, uint), KnownRefusal> Of(
        params IEnumerable<(string Codespace, uint[] Codes, ChainFailure Failure, string Meaning, string Advice)> rows) =>
        (from row in rows
         from code in row.Codes
         select new KnownRefusal(row.Codespace, code, "", row.Failure, row.Meaning, row.Advice))
        .ToFrozenDictionary(known => (known.Codespace, known.Code));
}
