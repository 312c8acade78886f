using Akash.Money;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Proto.Escrow.V1;
using Google.Protobuf.WellKnownTypes;
using FeeGrant = Akash.Proto.Cosmos.Feegrant.V1Beta1.Grant;

namespace Akash.Chain.Grants;

/// <summary>What one account lets another do.</summary>
/// <param name="Expires">Null for never.</param>
public abstract record Grant(string Granter, string Grantee, DateTimeOffset? Expires)
{
    public bool IsValidAt(DateTimeOffset time) => Expires is null || Expires > time;

    /// <summary>Deposits into the escrow of deployments.</summary>
    /// <param name="Limits">What is left, one coin a denom.</param>
    public sealed record Deposits(string Granter, string Grantee, DateTimeOffset? Expires, IReadOnlyList<Coin> Limits) : Grant(Granter, Grantee, Expires)
    {
        public Coin LeftIn(string denom) => Limits.TotalOf(denom);
    }

    /// <summary>Messages of one type in the granter's name.</summary>
    /// <param name="TypeUrl">The message's type, or the authorization's own where it is one we do not know.</param>
    public sealed record Messages(string Granter, string Grantee, DateTimeOffset? Expires, string TypeUrl) : Grant(Granter, Grantee, Expires);

    /// <summary>Fees of transactions.</summary>
    /// <param name="Limits">What is left, one coin a denom; null for no limit.</param>
    /// <param name="AllowedMessages">Type URLs; null for any.</param>
    public sealed record Fees(
        string Granter, string Grantee, DateTimeOffset? Expires, IReadOnlyList<Coin>? Limits, IReadOnlyList<string>? AllowedMessages) : Grant(Granter, Grantee, Expires)
    {
        /// <summary>Null for no limit.</summary>
        public Coin? LeftIn(string denom) => Limits is null ? null : Limits.TotalOf(denom);

        public IEnumerable<string> NotAllowed(IEnumerable<string> messages) =>
            AllowedMessages is null ? [] : messages.Where(message => !AllowedMessages.Contains(message));
    }

    internal static Grant From(GrantAuthorization grant)
    {
        var expires = grant.Expiration?.ToDateTimeOffset();
        if (grant.Authorization.Is(DepositAuthorization.Descriptor))
        {
            var deposits = grant.Authorization.Unpack<DepositAuthorization>();
            return new Deposits(
                grant.Granter, grant.Grantee, expires,
                deposits.Scopes.Contains(DepositAuthorization.Types.Scope.Deployment) ? [.. deposits.SpendLimits.Select(WireAmounts.ToMoney)] : []);
        }

        return new Messages(
            grant.Granter, grant.Grantee, expires,
            grant.Authorization.Is(GenericAuthorization.Descriptor) ? grant.Authorization.Unpack<GenericAuthorization>().Msg : grant.Authorization.TypeUrl);
    }

    internal static Fees From(FeeGrant grant) => From(grant, grant.Allowance, null);

    static Fees From(FeeGrant grant, Any allowance, IReadOnlyList<string>? allowed)
    {
        if (allowance.Is(AllowedMsgAllowance.Descriptor))
        {
            var restricted = allowance.Unpack<AllowedMsgAllowance>();
            return From(grant, restricted.Allowance, [.. restricted.AllowedMessages]);
        }

        if (allowance.Is(PeriodicAllowance.Descriptor))
        {
            var periodic = allowance.Unpack<PeriodicAllowance>();
            return new Fees(
                grant.Granter, grant.Grantee, periodic.Basic?.Expiration?.ToDateTimeOffset(),
                [.. periodic.PeriodCanSpend.Select(WireAmounts.ToMoney)], allowed);
        }

        var basic = allowance.Is(BasicAllowance.Descriptor) ? allowance.Unpack<BasicAllowance>() : new BasicAllowance();
        return new Fees(
            grant.Granter, grant.Grantee, basic.Expiration?.ToDateTimeOffset(),
            basic.SpendLimit.Count == 0 ? null : [.. basic.SpendLimit.Select(WireAmounts.ToMoney)], allowed);
    }
}
