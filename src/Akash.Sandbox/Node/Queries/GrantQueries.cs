using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Grpc.Core;
using AuthzGrant = Akash.Proto.Cosmos.Authz.V1Beta1.Grant;
using FeeGrant = Akash.Proto.Cosmos.Feegrant.V1Beta1.Grant;
using StoredGrant = Akash.Sandbox.Ledger.State.Grant;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Authorizations and fee allowances.</summary>
static class GrantQueries
{
    const string Authz = "/cosmos.authz.v1beta1.Query/";
    const string Feegrant = "/cosmos.feegrant.v1beta1.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryGrantsRequest, QueryGrantsResponse>(Authz + "Grants", (context, request) =>
        {
            var (grants, page) = SelectGrants(context, request.Pagination, grant => grant.Granter == request.Granter && grant.Grantee == request.Grantee
                && (request.MsgTypeUrl.Length == 0 || grant.MessageType == request.MsgTypeUrl));
            return new() { Grants = { grants.Select(grant => new AuthzGrant { Authorization = grant.Authorization, Expiration = grant.Expiration?.ToTimestamp() }) }, Pagination = page };
        });
        router.On<QueryGranteeGrantsRequest, QueryGranteeGrantsResponse>(Authz + "GranteeGrants", (context, request) =>
        {
            var (grants, page) = SelectGrants(context, request.Pagination, grant => grant.Grantee == request.Grantee);
            return new() { Grants = { grants.Select(WithParties) }, Pagination = page };
        });
        router.On<QueryGranterGrantsRequest, QueryGranterGrantsResponse>(Authz + "GranterGrants", (context, request) =>
        {
            var (grants, page) = SelectGrants(context, request.Pagination, grant => grant.Granter == request.Granter);
            return new() { Grants = { grants.Select(WithParties) }, Pagination = page };
        });

        router.On<QueryAllowanceRequest, QueryAllowanceResponse>(Feegrant + "Allowance", (context, request) =>
            context.State.FeeAllowances.TryFind(new PairKey(request.Granter, request.Grantee), out var allowance)
                ? new() { Allowance = ToWire(allowance) }
                : throw new RpcException(new Status(StatusCode.Internal, "fee-grant not found: not found")));
        router.On<QueryAllowancesRequest, QueryAllowancesResponse>(Feegrant + "Allowances", (context, request) =>
        {
            var (allowances, page) = SelectAllowances(context, request.Pagination, allowance => allowance.Grantee == request.Grantee);
            return new() { Allowances = { allowances.Select(ToWire) }, Pagination = page };
        });
        router.On<QueryAllowancesByGranterRequest, QueryAllowancesByGranterResponse>(Feegrant + "AllowancesByGranter", (context, request) =>
        {
            var (allowances, page) = SelectAllowances(context, request.Pagination, allowance => allowance.Granter == request.Granter);
            return new() { Allowances = { allowances.Select(ToWire) }, Pagination = page };
        });
    }

    /// <summary>These lists count only where it is asked for.</summary>
    static (IReadOnlyList<StoredGrant>, PageResponse) SelectGrants(QueryContext context, PageRequest? page, Func<StoredGrant, bool> wanted)
    {
        var (grants, answer) = Pages.Plain(context.State.Grants.Values.Where(wanted), page,
            grant => ByteString.CopyFromUtf8($"{grant.Granter}/{grant.Grantee}/{grant.MessageType}"));
        if (page is not { CountTotal: true }) answer.Total = 0;
        return (grants, answer);
    }

    static (IReadOnlyList<FeeAllowance>, PageResponse) SelectAllowances(QueryContext context, PageRequest? page, Func<FeeAllowance, bool> wanted) =>
        Pages.Plain(context.State.FeeAllowances.Values.Where(wanted), page, allowance => ByteString.CopyFromUtf8($"{allowance.Granter}/{allowance.Grantee}"));

    static GrantAuthorization WithParties(StoredGrant grant) => new()
    {
        Granter = grant.Granter, Grantee = grant.Grantee, Authorization = grant.Authorization, Expiration = grant.Expiration?.ToTimestamp(),
    };

    static FeeGrant ToWire(FeeAllowance allowance) =>
        new() { Granter = allowance.Granter, Grantee = allowance.Grantee, Allowance = allowance.Allowance };
}
