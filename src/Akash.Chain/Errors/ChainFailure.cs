namespace Akash.Chain.Errors;

/// <summary>What kind of failure it was, which decides what a caller does next.</summary>
public enum ChainFailure
{
    /// <summary>The account cannot pay the fee, the deposit or the amount.</summary>
    InsufficientFunds,

    /// <summary>A deposit below the chain's minimum.</summary>
    DepositTooSmall,

    /// <summary>The gas limit did not suffice, even after raising it.</summary>
    OutOfGas,

    /// <summary>The node asks for a higher fee than was offered.</summary>
    FeeTooLow,

    /// <summary>The fee would exceed the caller's limit; nothing was sent.</summary>
    FeeAboveLimit,

    /// <summary>Another transaction of the account was faster, more often than we retry.</summary>
    SequenceMismatch,

    /// <summary>The transaction was not included before its time ran out; it had no effect and never will.</summary>
    Expired,

    /// <summary>The dseq is taken, by an open or a closed deployment of the owner.</summary>
    DeploymentExists,

    /// <summary>The deployment, its group or its escrow account is closed.</summary>
    DeploymentClosed,

    /// <summary>An update that would change nothing: the chain already holds this hash.</summary>
    Unchanged,

    /// <summary>A deployment, group, account or certificate that does not exist.</summary>
    NotFound,

    /// <summary>The bid was withdrawn or its order taken or closed: choose another.</summary>
    BidGone,

    /// <summary>The lease is closed already.</summary>
    LeaseGone,

    /// <summary>The signature or the grant does not allow this.</summary>
    Unauthorized,

    /// <summary>ACT cannot be minted now: no healthy price, or the circuit breaker is open.</summary>
    MintingHalted,

    /// <summary>More ACT would have to be minted than the caller allows; nothing was sent.</summary>
    MintingAboveLimit,

    /// <summary>The chain refuses the request for good.</summary>
    Rejected,

    /// <summary>No endpoint answered usefully in the time allowed.</summary>
    Unavailable,

    /// <summary>A transaction was sent, and no endpoint could tell in time whether it was included.</summary>
    Unconfirmed,
}
