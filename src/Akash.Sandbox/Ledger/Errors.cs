using Grpc.Core;
using static Grpc.Core.StatusCode;

namespace Akash.Sandbox.Ledger;

/// <summary>Errors of the Cosmos SDK itself.</summary>
static class SdkErrors
{
    public static readonly LedgerError TxParse = Error(2, "tx parse error");
    public static readonly LedgerError InvalidSequence = Error(3, "invalid sequence");
    public static readonly LedgerError Unauthorized = Error(4, "unauthorized");
    public static readonly LedgerError InsufficientFunds = Error(5, "insufficient funds");
    public static readonly LedgerError UnknownRequest = Error(6, "unknown request");
    public static readonly LedgerError InvalidAddress = Error(7, "invalid address");
    public static readonly LedgerError InvalidPublicKey = Error(8, "invalid pubkey");
    public static readonly LedgerError UnknownAddress = Error(9, "unknown address");
    public static readonly LedgerError InvalidCoins = Error(10, "invalid coins");
    public static readonly LedgerError OutOfGas = Error(11, "out of gas");
    public static readonly LedgerError MemoTooLarge = Error(12, "memo too large");
    public static readonly LedgerError InsufficientFee = Error(13, "insufficient fee");
    public static readonly LedgerError TooManySignatures = Error(14, "maximum number of signatures exceeded");
    public static readonly LedgerError NoSignatures = Error(15, "no signatures supplied");
    public static readonly LedgerError InvalidRequest = new("sdk", 18, "invalid request", StatusCode.InvalidArgument);
    public static readonly LedgerError InMempoolCache = Error(19, "tx already in mempool");
    public static readonly LedgerError InvalidType = Error(29, "invalid type");
    public static readonly LedgerError TimeoutHeight = Error(30, "tx timeout height");
    public static readonly LedgerError WrongSequence = Error(32, "incorrect account sequence");
    public static readonly LedgerError Conflict = Error(36, "conflict");
    public static readonly LedgerError NotSupported = Error(37, "feature not supported");
    public static readonly LedgerError NotFound = Error(38, "not found");
    public static readonly LedgerError Timeout = Error(42, "tx timeout");

    static LedgerError Error(uint code, string text) => new("sdk", code, text);
}

static class BankErrors
{
    public static readonly LedgerError SendDisabled = new("bank", 5, "send transactions are disabled");
}

static class AuthzErrors
{
    public static readonly LedgerError NotFound = new("authz", 2, "authorization not found");
    public static readonly LedgerError InvalidExpiration = new("authz", 3, "expiration time of authorization should be more than current time");
    public static readonly LedgerError Expired = new("authz", 6, "authorization expired");
    public static readonly LedgerError SelfGrant = new("authz", 7, "grantee and granter should be different");
}

static class FeegrantErrors
{
    public static readonly LedgerError LimitExceeded = new("feegrant", 2, "fee limit exceeded");
    public static readonly LedgerError Expired = new("feegrant", 3, "fee allowance expired");
    public static readonly LedgerError InvalidDuration = new("feegrant", 4, "invalid duration");
    public static readonly LedgerError MessageNotAllowed = new("feegrant", 7, "message not allowed");
}

static class DeploymentErrors
{
    public static readonly LedgerError Exists = Error(3, "Deployment exists", AlreadyExists);
    public static readonly LedgerError NotFound = Error(4, "Deployment not found", StatusCode.NotFound);
    public static readonly LedgerError Closed = Error(5, "Deployment closed", FailedPrecondition);
    public static readonly LedgerError InvalidGroups = Error(7, "Invalid groups", InvalidArgument);
    public static readonly LedgerError EmptyHash = Error(9, "Invalid: empty hash", InvalidArgument);
    public static readonly LedgerError InvalidHash = Error(10, "Invalid: deployment hash", InvalidArgument);
    public static readonly LedgerError GroupNotFound = Error(14, "Group not found", StatusCode.NotFound);
    public static readonly LedgerError GroupClosed = Error(15, "Group already closed", FailedPrecondition);
    public static readonly LedgerError GroupOpen = Error(16, "Group open", FailedPrecondition);
    public static readonly LedgerError GroupPaused = Error(17, "Group paused", FailedPrecondition);
    public static readonly LedgerError InvalidDeposit = Error(20, "Deposit invalid", InvalidArgument);
    public static readonly LedgerError InvalidPrice = Error(24, "invalid price", InvalidArgument);
    public static readonly LedgerError DuplicateGroupName = Error(25, "duplicate group name", InvalidArgument);
    public static readonly LedgerError InvalidReclamation = Error(26, "invalid reclamation configuration", InvalidArgument);

    static LedgerError Error(uint code, string text, StatusCode status) => new("deployment", code, text, status);
}

static class MarketErrors
{
    public static readonly LedgerError EmptyProvider = Error(1, "empty provider", InvalidArgument);
    public static readonly LedgerError SameAccount = Error(2, "owner and provider are the same account", InvalidArgument);
    public static readonly LedgerError AttributeMismatch = Error(5, "attribute mismatch", InvalidArgument);
    public static readonly LedgerError UnknownBid = Error(6, "unknown bid", NotFound);
    public static readonly LedgerError UnknownLease = Error(7, "unknown lease", NotFound);
    public static readonly LedgerError UnknownLeaseForBid = Error(8, "unknown lease for bid", NotFound);
    public static readonly LedgerError UnknownOrderForBid = Error(9, "unknown order for bid", NotFound);
    public static readonly LedgerError LeaseNotActive = Error(10, "lease not active", FailedPrecondition);
    public static readonly LedgerError BidNotActive = Error(11, "bid not active", FailedPrecondition);
    public static readonly LedgerError BidNotOpen = Error(12, "bid not open", FailedPrecondition);
    public static readonly LedgerError OrderNotOpen = Error(13, "bid: order not open", FailedPrecondition);
    public static readonly LedgerError OrderNotFound = Error(15, "invalid order: order not found", NotFound);
    public static readonly LedgerError GroupNotFound = Error(16, "group not found", NotFound);
    public static readonly LedgerError GroupNotOpen = Error(17, "group not open", FailedPrecondition);
    public static readonly LedgerError BidNotFound = Error(18, "invalid bid: bid not found", NotFound);
    public static readonly LedgerError BidZeroPrice = Error(19, "invalid bid: zero price", InvalidArgument);
    public static readonly LedgerError LeaseNotFound = Error(20, "invalid lease: lease not found", NotFound);
    public static readonly LedgerError BidExists = Error(21, "invalid bid: bid exists from provider", AlreadyExists);
    public static readonly LedgerError BidInvalidPrice = Error(22, "bid price is invalid", InvalidArgument);
    public static readonly LedgerError OrderActive = Error(23, "order active", FailedPrecondition);
    public static readonly LedgerError OrderClosed = Error(24, "order closed", FailedPrecondition);
    public static readonly LedgerError OrderExists = Error(25, "order already exists in store", AlreadyExists);
    public static readonly LedgerError InvalidDeposit = Error(28, "deposit invalid", InvalidArgument);
    public static readonly LedgerError UnknownProvider = Error(30, "unknown provider", NotFound);
    public static readonly LedgerError InvalidBid = Error(31, "invalid bid", InvalidArgument);
    public static readonly LedgerError CapabilitiesMismatch = Error(32, "capabilities mismatch", InvalidArgument);
    public static readonly LedgerError InvalidLeaseClosedReason = Error(33, "invalid lease closed reason", InvalidArgument);
    public static readonly LedgerError InvalidEscrowId = Error(34, "invalid escrow id", InvalidArgument);
    public static readonly LedgerError LeaseNotReclaimable = Error(35, "lease does not have reclamation configured", FailedPrecondition);
    public static readonly LedgerError LeaseAlreadyReclaiming = Error(36, "reclamation already in progress", FailedPrecondition);
    public static readonly LedgerError ReclamationNotStarted = Error(37, "reclamation not started; call MsgLeaseStartReclaim first", FailedPrecondition);
    public static readonly LedgerError ReclamationWindowNotElapsed = Error(38, "reclamation window has not elapsed", FailedPrecondition);
    public static readonly LedgerError ReclamationWindowInvalid = Error(39, "reclamation window outside governance bounds", InvalidArgument);
    public static readonly LedgerError ReclamationRequired = Error(40, "order requires reclamation but bid does not offer it", InvalidArgument);
    public static readonly LedgerError ReclamationWindowTooShort = Error(41, "reclamation window shorter than order minimum", InvalidArgument);

    static LedgerError Error(uint code, string text, StatusCode status) => new("market", code, text, status);
}

static class EscrowErrors
{
    public static readonly LedgerError AccountExists = Error(1, "account exists");
    public static readonly LedgerError AccountClosed = Error(2, "account closed");
    public static readonly LedgerError AccountNotFound = Error(3, "account not found");
    public static readonly LedgerError AccountOverdrawn = Error(4, "account overdrawn");
    public static readonly LedgerError InvalidDenomination = Error(5, "invalid denomination");
    public static readonly LedgerError PaymentExists = Error(6, "payment exists");
    public static readonly LedgerError PaymentClosed = Error(7, "payment closed");
    public static readonly LedgerError PaymentNotFound = Error(8, "payment not found");
    public static readonly LedgerError PaymentRateZero = Error(9, "payment rate zero");
    public static readonly LedgerError InvalidId = Error(12, "invalid ID");
    public static readonly LedgerError UnauthorizedDepositScope = Error(15, "unauthorized deposit scope");
    public static readonly LedgerError InvalidDeposit = Error(16, "invalid deposit");
    public static readonly LedgerError InvalidAuthzScope = Error(17, "invalid authz scope");

    static LedgerError Error(uint code, string text) => new("escrow", code, text);
}

static class CertificateErrors
{
    public static readonly LedgerError NotFound = Error(1, "certificate not found", StatusCode.NotFound);
    public static readonly LedgerError Exists = Error(3, "certificate exists", AlreadyExists);
    public static readonly LedgerError AlreadyRevoked = Error(4, "certificate already revoked", FailedPrecondition);
    public static readonly LedgerError InvalidSerialNumber = Error(5, "invalid serial number", InvalidArgument);
    public static readonly LedgerError InvalidCertificateValue = Error(6, "invalid certificate value", InvalidArgument);
    public static readonly LedgerError InvalidPublicKeyValue = Error(7, "invalid pubkey value", InvalidArgument);

    static LedgerError Error(uint code, string text, StatusCode status) => new("cert", code, text, status);
}

static class ProviderErrors
{
    public static readonly LedgerError InvalidUri = Error(1, "invalid provider: invalid host uri", InvalidArgument);
    public static readonly LedgerError NotAbsoluteUri = Error(2, "invalid provider: not absolute host uri", InvalidArgument);
    public static readonly LedgerError NotFound = Error(3, "invalid provider: address not found", StatusCode.NotFound);
    public static readonly LedgerError Exists = Error(4, "invalid provider: already exists", AlreadyExists);
    public static readonly LedgerError Internal = Error(9, "internal error", StatusCode.Internal);

    static LedgerError Error(uint code, string text, StatusCode status) => new("provider", code, text, status);
}

static class AuditErrors
{
    public static readonly LedgerError ProviderNotFound = new("audit", 1, "provider address not found", NotFound);
    public static readonly LedgerError AttributeNotFound = new("audit", 3, "attribute not found", NotFound);
}

static class BmeErrors
{
    public static readonly LedgerError Unauthorized = Error(3, "unauthorized");
    public static readonly LedgerError CircuitBreakerActive = Error(6, "circuit breaker is active");
    public static readonly LedgerError InsufficientVaultFunds = Error(7, "insufficient vault funds");
    public static readonly LedgerError InvalidAmount = Error(8, "invalid amount");
    public static readonly LedgerError InvalidDenom = Error(9, "invalid denomination");
    public static readonly LedgerError ZeroPrice = Error(12, "oracle price is zero");
    public static readonly LedgerError Epsilon = Error(16, "result below the denom's precision");
    public static readonly LedgerError MinimumMint = Error(17, "minimum mint amount is not met");

    static LedgerError Error(uint code, string text) => new("bme", code, text);
}

static class OracleErrors
{
    public static readonly LedgerError PriceStalled = new("oracle.v2", 4, "price stalled");
}

/// <summary>Errors of the types that Akash modules share.</summary>
static class AkashErrors
{
    public static readonly LedgerError DuplicateAttributeKeys = new("akash", 1, "attributes cannot have duplicate keys", InvalidArgument);
    public static readonly LedgerError InvalidAttributeKey = new("akash", 2, "attribute key does not match regexp", InvalidArgument);
    public static readonly LedgerError InvalidDepositSource = new("akash", 4, "invalid deposit source", InvalidArgument);
}
