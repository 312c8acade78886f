using System.Numerics;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Proto.Escrow.Id.V1;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1Beta5;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using GrantScope = Akash.Proto.Escrow.V1.DepositAuthorization.Types.Scope;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>The authorization to spend another's money as deposits (chain.md section 7.4).</summary>
static class DepositGrants
{
    public static void Validate(DepositAuthorization authorization)
    {
        if (authorization.Scopes.Count == 0) throw EscrowErrors.InvalidAuthzScope.Refusal("empty scope");
        if (authorization.Scopes.FirstOrDefault(scope => scope is not (GrantScope.Deployment or GrantScope.Bid), GrantScope.Bid) is var odd and not GrantScope.Bid)
            throw EscrowErrors.InvalidAuthzScope.Refusal($"invalid scope \"{odd}\"");
        if (authorization.Scopes.Distinct().Count() != authorization.Scopes.Count) throw EscrowErrors.InvalidAuthzScope.Refusal("duplicate scope");
        if (authorization.SpendLimit is not { } limit || !limit.IsValid()) throw SdkErrors.InvalidCoins.Refusal("spend limit is not valid");
        if (!limit.Units().IsZero) throw SdkErrors.InvalidCoins.Refusal("spend limit is deprecated and must be zero");
        if (!authorization.SpendLimits.IsSet()) throw SdkErrors.InvalidCoins.Refusal("spend limits are not valid");
    }

    /// <summary>
    /// The authorization after a message has drawn on it; null where its scope or denom doesn't cover the message.
    /// With <paramref name="partial"/> it gives what it has, otherwise all or nothing.
    /// </summary>
    public static DepositAuthorization? Accept(DepositAuthorization authorization, IMessage message, bool partial)
    {
        var amount = message switch
        {
            MsgAccountDeposit deposit => deposit.Deposit.Amount,
            MsgCreateDeployment create => create.Deposit.Amount,
            MsgCreateBid bid => bid.Deposit.Amount,
            _ => throw SdkErrors.InvalidType.Refusal($"\"{message.Descriptor.FullName}\" is unsupported authorization msg for deposit"),
        };
        return Draw(authorization, ScopeOf(message), amount.Denom, amount.Units(), partial);
    }

    /// <summary>What a message deposits for.</summary>
    public static GrantScope ScopeOf(IMessage message) => message switch
    {
        MsgAccountDeposit { Id.Scope: Scope.Bid } or MsgCreateBid => GrantScope.Bid,
        _ => GrantScope.Deployment,
    };

    public static DepositAuthorization? Draw(DepositAuthorization authorization, GrantScope scope, string denom, BigInteger amount, bool partial)
    {
        if (!authorization.Scopes.Contains(scope)) return null;
        var limit = authorization.SpendLimits.AmountOf(denom);
        if (limit.IsZero) return null;
        if (limit < amount && !partial) throw SdkErrors.InsufficientFunds.Refusal();
        return WithLimits(authorization, authorization.SpendLimits.Plus(denom, -BigInteger.Min(limit, amount)));
    }

    /// <summary>What was refunded may be spent again.</summary>
    public static DepositAuthorization Refill(DepositAuthorization authorization, string denom, BigInteger amount) =>
        WithLimits(authorization, authorization.SpendLimits.Plus(denom, amount));

    public static Any Pack(DepositAuthorization authorization) =>
        new() { TypeUrl = "/" + DepositAuthorization.Descriptor.FullName, Value = authorization.ToByteString() };

    static DepositAuthorization WithLimits(DepositAuthorization authorization, IEnumerable<Coin> limits) => new()
    {
        SpendLimit = Coins.Of(Coins.Uakt, BigInteger.Zero),
        Scopes = { authorization.Scopes },
        SpendLimits = { limits },
    };
}
