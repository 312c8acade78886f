namespace Akash.Chain.Errors;

/// <summary>A refusal we have words for.</summary>
/// <param name="Text">How it reads where the node gives no code (simulations, unregistered errors), in any case.</param>
sealed record KnownRefusal(string Codespace, uint Code, string Text, ChainFailure Failure, string Meaning, string Advice)
{
    const string Unregistered = "undefined";
    const string TopUp = "Send uakt to the wallet for fees, and uact (minted from AKT, or by a deposit grant) for deposits";
    const string OwnerOnly = "Check that the mnemonic is the one of the deployment's owner and that the network is the right one";
    const string NextBid = "Take another open bid of the same order";

    /// <summary>The more specific first: the first that fits is taken (codes: chain.md section 6 and chain-cases.json).</summary>
    public static IReadOnlyList<KnownRefusal> All { get; } =
    [
        new("sdk", 11, "out of gas in location", ChainFailure.OutOfGas, "The transaction ran out of gas", "Try again: the gas it needs has grown since it was estimated"),
        new("sdk", 13, "insufficient fees; got", ChainFailure.FeeTooLow, "The node asks for a higher fee", "Set a higher gas price or another endpoint"),
        new("sdk", 32, "account sequence mismatch", ChainFailure.SequenceMismatch, "Another transaction of this wallet was faster", "Try again, or send unordered transactions, which do not compete"),
        new("sdk", 42, "tx timeout", ChainFailure.Expired, "The transaction came after its time limit", "Try again"),
        new("sdk", 30, "tx timeout height", ChainFailure.Expired, "The transaction came after its last block", "Try again"),
        new("sdk", 20, "mempool is full", ChainFailure.Unavailable, "The node's mempool is full", "Try again later or through another endpoint"),
        new("sdk", 5, "insufficient funds", ChainFailure.InsufficientFunds, "The wallet cannot pay this", TopUp),
        new(Unregistered, 1, "insufficient balance", ChainFailure.InsufficientFunds, "The wallet cannot pay the deposit", TopUp),
        new("sdk", 9, "unknown address", ChainFailure.InsufficientFunds, "The wallet is unknown to the chain: it never received anything", "Send it some uakt first"),
        new(Unregistered, 1, "invalid gpu attributes", ChainFailure.Rejected, "The chain does not accept the GPU's attributes", "Correct the gpu section of the SDL"),
        new(Unregistered, 1, "invalid unit", ChainFailure.Rejected, "The chain does not accept the resources", "Correct the compute profile that the chain names"),
        new(Unregistered, 1, "deposit denomination", ChainFailure.Rejected, "The chain does not take this deposit", "Deposit uact"),
        new(Unregistered, 1, "minimum:", ChainFailure.DepositTooSmall, "The deposit is too small", "Raise the deposit to the minimum that the chain names"),
        new(Unregistered, 111222, "negative decimal coin amount", ChainFailure.Rejected, "The chain cannot close this overdrawn account, which is a known defect of it", "Do not try again: only the network can repair it"),
        new(Unregistered, 111222, "recovered:", ChainFailure.Rejected, "The chain failed while it carried this out; nothing of it was done", "Do not send the same again; report it with the message above"),
        new("sdk", 4, "signature verification failed", ChainFailure.Unauthorized, "The signature does not fit the account or the chain", OwnerOnly),
        new("sdk", 8, "pubKey does not match signer", ChainFailure.Unauthorized, "The wallet is not the one that must sign this", OwnerOnly),
        new("feegrant", 2, "fee limit exceeded", ChainFailure.Unauthorized, "The fee grant does not cover the fee", "Have the granter renew it"),
        new("feegrant", 3, "fee allowance expired", ChainFailure.Unauthorized, "The fee grant has expired", "Have the granter renew it"),
        new("feegrant", 7, "message not allowed", ChainFailure.Unauthorized, "The fee grant does not allow this kind of message", "Have the granter allow it"),
        new("sdk", 38, "fee-grant not found", ChainFailure.Unauthorized, "There is no fee grant for this wallet", "Have the granter grant it, or leave the fee granter out"),
        new("authz", 2, "failed to get grant", ChainFailure.Unauthorized, "The wallet holds no grant for this", "Have the owner grant it"),
        new("deployment", 3, "Deployment exists", ChainFailure.DeploymentExists, "The owner has used this dseq before", "Choose another dseq; those of closed deployments stay taken"),
        new("deployment", 4, "Deployment not found", ChainFailure.NotFound, "There is no such deployment", "Check the dseq, the wallet and the network"),
        new("deployment", 14, "Group not found", ChainFailure.NotFound, "There is no such group", "Check the dseq and the group's number"),
        new("deployment", 5, "Deployment closed", ChainFailure.DeploymentClosed, "The deployment is closed", "Create a new one"),
        new("deployment", 15, "Group already closed", ChainFailure.DeploymentClosed, "The group is closed", "Create a new deployment"),
        new("deployment", 10, "Invalid: deployment hash", ChainFailure.Unchanged, "The chain already holds this manifest hash", "Nothing is to do"),
        new("deployment", 20, "Deposit too low", ChainFailure.DepositTooSmall, "The deposit is too small", "Raise the deposit to the chain's minimum"),
        new("deployment", 20, "Deposit invalid", ChainFailure.Rejected, "The chain does not take this deposit", "Deposit uact, and price every group in uact"),
        new("market", 12, "bid not open", ChainFailure.BidGone, "The bid is no longer open", NextBid),
        new("market", 13, "order not open", ChainFailure.BidGone, "The order is no longer open", "Look for a new order of the group"),
        new("market", 15, "order not found", ChainFailure.BidGone, "The order does not exist", "Look for a new order of the group"),
        new("market", 17, "group not open", ChainFailure.BidGone, "The group is not open", "Start the group or create a new deployment"),
        new("market", 18, "bid not found", ChainFailure.BidGone, "The bid does not exist", NextBid),
        new("market", 24, "order closed", ChainFailure.LeaseGone, "The lease is closed already", "Nothing is to do"),
        new("market", 11, "bid not active", ChainFailure.LeaseGone, "The lease is closed already", "Nothing is to do"),
        new("market", 10, "lease not active", ChainFailure.LeaseGone, "The lease is closed already", "Nothing is to do"),
        new("market", 20, "lease not found", ChainFailure.LeaseGone, "There is no such lease", "Nothing is to do"),
        new("escrow", 2, "account closed", ChainFailure.DeploymentClosed, "The deployment's escrow account is closed", "Create a new deployment"),
        new("escrow", 3, "account not found", ChainFailure.NotFound, "There is no such escrow account", "Check the dseq, the wallet and the network"),
        new("cert", 1, "certificate not found", ChainFailure.NotFound, "There is no such certificate", "Check the owner and the serial number"),
        new("oracle.v2", 4, "price stalled", ChainFailure.MintingHalted, "The chain has no fresh AKT price, so nothing can be minted", "Try again in a few minutes, or keep ACT in stock"),
        new("bme", 5, "oracle is unhealthy", ChainFailure.MintingHalted, "The chain has no healthy AKT price, so nothing can be minted", "Try again in a few minutes, or keep ACT in stock"),
        new("bme", 6, "circuit breaker is active", ChainFailure.MintingHalted, "Minting is halted by the chain's circuit breaker", "Use ACT the wallet has, or wait until it is lifted"),
        new("bank", 5, "transfers are currently disabled", ChainFailure.Rejected, "ACT cannot be sent between wallets", "Mint it from AKT in the wallet that needs it"),
        new("sdk", 22, "desc = NotFound", ChainFailure.NotFound, "It does not exist", "Check the names and the network"),
        new("sdk", 38, "not found", ChainFailure.NotFound, "It does not exist", "Check the names and the network"),
        new("sdk", 22, "key not found", ChainFailure.NotFound, "It does not exist", "Check the names and the network"),
    ];

    /// <summary>By code where a module gave a registered one; by its words where the code says nothing, as in simulations.</summary>
    public static KnownRefusal? Find(Refusal refusal) =>
        All.FirstOrDefault(known => known.IsCode(refusal) && known.Reads(refusal))
        ?? All.FirstOrDefault(known => known.IsCode(refusal) && !IsVague(refusal))
        ?? (IsVague(refusal) ? All.FirstOrDefault(known => known.Reads(refusal)) : null)
        ?? RegisteredRefusal.Find(refusal);

    /// <summary>Codes that gather many reasons: no module's own, no answer's, those of queries and of general refusals.</summary>
    static bool IsVague(Refusal refusal) =>
        refusal.Codespace is "" or Unregistered || refusal is { Codespace: "sdk", Code: 4 or 6 or 18 or 22 or 38 };

    bool IsCode(Refusal refusal) => Codespace == refusal.Codespace && Code == refusal.Code && Codespace is not Unregistered;

    bool Reads(Refusal refusal) => refusal.Log.Contains(Text, StringComparison.OrdinalIgnoreCase);
}
