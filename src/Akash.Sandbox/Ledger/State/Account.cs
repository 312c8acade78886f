using System.Collections.Immutable;
using System.Numerics;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf.WellKnownTypes;

namespace Akash.Sandbox.Ledger.State;

/// <summary>An account: its number never changes, its sequence counts ordered transactions, its key appears with the first one.</summary>
sealed record Account(string Address, ulong Number, ulong Sequence = 0, ImmutableArray<byte> PublicKey = default, string? Module = null)
{
    public bool HasPublicKey => !PublicKey.IsDefaultOrEmpty;
}

/// <summary>A whole amount of a coin's smallest unit.</summary>
sealed record Amount(BigInteger Units);

/// <summary>An authorization one account gave another for one type of message.</summary>
sealed record Grant(string Granter, string Grantee, string MessageType, Any Authorization, Instant? Expiration);

/// <summary>A fee allowance one account gave another.</summary>
sealed record FeeAllowance(string Granter, string Grantee, Any Allowance);

/// <summary>An unordered transaction that was seen, until its timeout has passed.</summary>
sealed record UnorderedNonce(Instant Timeout);
