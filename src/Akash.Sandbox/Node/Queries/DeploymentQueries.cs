using Akash.Proto.Deployment.V1;
using Akash.Proto.Deployment.V1Beta4;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using DeploymentState = Akash.Proto.Deployment.V1.Deployment.Types.State;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Deployments with their groups and accounts.</summary>
static class DeploymentQueries
{
    const string Service = "/akash.deployment.v1beta4.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryDeploymentsRequest, QueryDeploymentsResponse>(Service + "Deployments", List);
        router.On<QueryDeploymentRequest, QueryDeploymentResponse>(Service + "Deployment", (context, request) =>
        {
            var key = MarketKey.Of(request.Id ?? new DeploymentID());
            if (!AccountAddress.IsValid(key.Owner)) throw Pages.Invalid("invalid owner address");
            return Describe(context.State, Deployments.Find(context.State, key) ?? throw DeploymentErrors.NotFound.Refusal());
        });
        router.On<QueryGroupRequest, QueryGroupResponse>(Service + "Group", (context, request) =>
        {
            var key = MarketKey.Of(request.Id ?? new GroupID());
            if (!AccountAddress.IsValid(key.Owner)) throw Pages.Invalid("invalid owner address");
            return new() { Group = Deployments.FindGroup(context.State, key) ?? throw DeploymentErrors.GroupNotFound.Refusal() };
        });
        router.On<QueryParamsRequest, QueryParamsResponse>(Service + "Params", (context, _) => new() { Params = context.State.DeploymentParams });
    }

    static QueryDeploymentsResponse List(QueryContext context, QueryDeploymentsRequest request)
    {
        var filters = request.Filters ?? new DeploymentFilters();
        var states = Pages.States(filters.State, request.Pagination, Pages.OffsetRefusal, Pages.StateRefusal, DeploymentState.Active, DeploymentState.Closed);
        var resumed = request.Pagination is { Key.IsEmpty: false };
        var (deployments, page) = Pages.Of(context.State.Deployments, request.Pagination, new ListFilter<Deployment>(
            states, deployment => (byte)deployment.State,
            deployment => resumed || filters.Dseq == 0 || deployment.Id.Dseq == filters.Dseq,
            filters.Owner.Length > 0 ? ListWay.ByOwner : ListWay.ByState, filters.Owner, way => way == ListWay.ByOwner ? (byte)1 : null));
        return new() { Deployments = { deployments.Select(deployment => Describe(context.State, deployment)) }, Pagination = page };
    }

    static QueryDeploymentResponse Describe(LedgerState state, Deployment deployment)
    {
        var key = MarketKey.Of(deployment.Id);
        return new()
        {
            Deployment = deployment,
            Groups = { Deployments.GroupsOf(state, key) },
            EscrowAccount = Escrow.Find(state, EscrowAccount.KeyOf(key)).ToWire(),
        };
    }
}
