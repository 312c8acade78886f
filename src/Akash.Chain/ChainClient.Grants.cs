using Akash.Chain.Grants;
using Akash.Proto.Cosmos.Authz.V1Beta1;
using Akash.Proto.Cosmos.Feegrant.V1Beta1;
using Authorizations = Akash.Proto.Cosmos.Authz.V1Beta1.Query.QueryClient;
using FeeAllowances = Akash.Proto.Cosmos.Feegrant.V1Beta1.Query.QueryClient;
using Grant = Akash.Chain.Grants.Grant;

namespace Akash.Chain;

public sealed partial class ChainClient
{
    /// <summary>What others let an account do, in the chain's order, in which deposits draw on them.</summary>
    public async Task<IReadOnlyList<Grant>> ListGrantsToAsync(string grantee, CancellationToken cancellationToken)
    {
        var authorizations = ListAsync(
            page => new Authorizations(Invoker).GranteeGrantsAsync(
                new QueryGranteeGrantsRequest { Grantee = grantee, Pagination = page }, cancellationToken: cancellationToken),
            page => page.Grants, page => page.Pagination, cancellationToken);
        var allowances = ListAsync(
            page => new FeeAllowances(Invoker).AllowancesAsync(
                new QueryAllowancesRequest { Grantee = grantee, Pagination = page }, cancellationToken: cancellationToken),
            page => page.Allowances, page => page.Pagination, cancellationToken);
        return await authorizations.Select(Grant.From).Concat(allowances.Select(Grant (found) => Grant.From(found))).ToListAsync(cancellationToken);
    }

    /// <summary>What an account lets others do.</summary>
    public async Task<IReadOnlyList<Grant>> ListGrantsOfAsync(string granter, CancellationToken cancellationToken)
    {
        var authorizations = ListAsync(
            page => new Authorizations(Invoker).GranterGrantsAsync(
                new QueryGranterGrantsRequest { Granter = granter, Pagination = page }, cancellationToken: cancellationToken),
            page => page.Grants, page => page.Pagination, cancellationToken);
        var allowances = ListAsync(
            page => new FeeAllowances(Invoker).AllowancesByGranterAsync(
                new QueryAllowancesByGranterRequest { Granter = granter, Pagination = page }, cancellationToken: cancellationToken),
            page => page.Allowances, page => page.Pagination, cancellationToken);
        return await authorizations.Select(Grant.From).Concat(allowances.Select(Grant (found) => Grant.From(found))).ToListAsync(cancellationToken);
    }
}
