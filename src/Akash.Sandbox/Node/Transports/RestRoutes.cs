namespace Akash.Sandbox.Node.Transports;

/// <summary>Paths of the gateway (chain.md section 8.1). <c>{name}</c> takes one part of the path, <c>{name*}</c> the rest.</summary>
static class RestRoutes
{
    static readonly (string Verb, string[] Parts, string Method)[] Routes =
    [
        Get("/akash/deployment/v1beta4/deployments/list", "/akash.deployment.v1beta4.Query/Deployments"),
        Get("/akash/deployment/v1beta4/deployments/info", "/akash.deployment.v1beta4.Query/Deployment"),
        Get("/akash/deployment/v1beta4/groups/info", "/akash.deployment.v1beta4.Query/Group"),
        Get("/akash/deployment/v1beta4/params", "/akash.deployment.v1beta4.Query/Params"),
        Get("/akash/market/v1beta5/orders/list", "/akash.market.v1beta5.Query/Orders"),
        Get("/akash/market/v1beta5/orders/info", "/akash.market.v1beta5.Query/Order"),
        Get("/akash/market/v1beta5/bids/list", "/akash.market.v1beta5.Query/Bids"),
        Get("/akash/market/v1beta5/bids/info", "/akash.market.v1beta5.Query/Bid"),
        Get("/akash/market/v1beta5/leases/list", "/akash.market.v1beta5.Query/Leases"),
        Get("/akash/market/v1beta5/leases/info", "/akash.market.v1beta5.Query/Lease"),
        Get("/akash/market/v1beta5/params", "/akash.market.v1beta5.Query/Params"),
        Get("/akash/escrow/v1/types/accounts", "/akash.escrow.v1.Query/Accounts"),
        Get("/akash/escrow/v1/types/payments", "/akash.escrow.v1.Query/Payments"),
        Get("/akash/provider/v1beta4/providers", "/akash.provider.v1beta4.Query/Providers"),
        Get("/akash/provider/v1beta4/providers/{owner}", "/akash.provider.v1beta4.Query/Provider"),
        Get("/akash/audit/v1/audit/attributes/{owner}/list", "/akash.audit.v1.Query/ProviderAttributes"),
        Get("/akash/audit/v1/audit/attributes/{auditor}/{owner}", "/akash.audit.v1.Query/ProviderAuditorAttributes"),
        Get("/akash/audit/v1/audit/attributes/list", "/akash.audit.v1.Query/AllProvidersAttributes"),
        Get("/akash/provider/v1/auditor/{auditor}/list", "/akash.audit.v1.Query/AuditorAttributes"),
        Get("/akash/cert/v1/certificates/list", "/akash.cert.v1.Query/Certificates"),
        Get("/akash/bme/v1/params", "/akash.bme.v1.Query/Params"),
        Get("/akash/bme/v1/vault", "/akash.bme.v1.Query/VaultState"),
        Get("/akash/bme/v1/status", "/akash.bme.v1.Query/Status"),
        Get("/akash/bme/v1/ledger", "/akash.bme.v1.Query/LedgerRecords"),
        Get("/akash/oracle/v2/params", "/akash.oracle.v2.Query/Params"),
        Get("/akash/oracle/v2/prices", "/akash.oracle.v2.Query/Prices"),
        Get("/akash/oracle/v2/aggregated_price/{denom*}", "/akash.oracle.v2.Query/AggregatedPrice"),
        Get("/akash/discovery/v1/info", "/akash.discovery.v1.Discovery/GetInfo"),
        Get("/cosmos/auth/v1beta1/accounts/{address}", "/cosmos.auth.v1beta1.Query/Account"),
        Get("/cosmos/auth/v1beta1/account_info/{address}", "/cosmos.auth.v1beta1.Query/AccountInfo"),
        Get("/cosmos/auth/v1beta1/params", "/cosmos.auth.v1beta1.Query/Params"),
        Get("/cosmos/bank/v1beta1/balances/{address}", "/cosmos.bank.v1beta1.Query/AllBalances"),
        Get("/cosmos/bank/v1beta1/balances/{address}/by_denom", "/cosmos.bank.v1beta1.Query/Balance"),
        Get("/cosmos/bank/v1beta1/spendable_balances/{address}", "/cosmos.bank.v1beta1.Query/SpendableBalances"),
        Get("/cosmos/bank/v1beta1/spendable_balances/{address}/by_denom", "/cosmos.bank.v1beta1.Query/SpendableBalanceByDenom"),
        Get("/cosmos/bank/v1beta1/supply", "/cosmos.bank.v1beta1.Query/TotalSupply"),
        Get("/cosmos/bank/v1beta1/supply/by_denom", "/cosmos.bank.v1beta1.Query/SupplyOf"),
        Get("/cosmos/authz/v1beta1/grants", "/cosmos.authz.v1beta1.Query/Grants"),
        Get("/cosmos/authz/v1beta1/grants/grantee/{grantee}", "/cosmos.authz.v1beta1.Query/GranteeGrants"),
        Get("/cosmos/authz/v1beta1/grants/granter/{granter}", "/cosmos.authz.v1beta1.Query/GranterGrants"),
        Get("/cosmos/feegrant/v1beta1/allowance/{granter}/{grantee}", "/cosmos.feegrant.v1beta1.Query/Allowance"),
        Get("/cosmos/feegrant/v1beta1/allowances/{grantee}", "/cosmos.feegrant.v1beta1.Query/Allowances"),
        Get("/cosmos/feegrant/v1beta1/issued/{granter}", "/cosmos.feegrant.v1beta1.Query/AllowancesByGranter"),
        Get("/cosmos/base/node/v1beta1/config", "/cosmos.base.node.v1beta1.Service/Config"),
        Get("/cosmos/base/node/v1beta1/status", "/cosmos.base.node.v1beta1.Service/Status"),
        Get("/cosmos/base/tendermint/v1beta1/node_info", "/cosmos.base.tendermint.v1beta1.Service/GetNodeInfo"),
        Get("/cosmos/base/tendermint/v1beta1/syncing", "/cosmos.base.tendermint.v1beta1.Service/GetSyncing"),
        Get("/cosmos/base/tendermint/v1beta1/blocks/latest", "/cosmos.base.tendermint.v1beta1.Service/GetLatestBlock"),
        Get("/cosmos/base/tendermint/v1beta1/blocks/{height}", "/cosmos.base.tendermint.v1beta1.Service/GetBlockByHeight"),
        Get("/cosmos/upgrade/v1beta1/current_plan", "/cosmos.upgrade.v1beta1.Query/CurrentPlan"),
        Get("/cosmos/tx/v1beta1/txs", "/cosmos.tx.v1beta1.Service/GetTxsEvent"),
        Get("/cosmos/tx/v1beta1/txs/{hash}", "/cosmos.tx.v1beta1.Service/GetTx"),
        Post("/cosmos/tx/v1beta1/txs", "/cosmos.tx.v1beta1.Service/BroadcastTx"),
        Post("/cosmos/tx/v1beta1/simulate", "/cosmos.tx.v1beta1.Service/Simulate"),
    ];

    /// <summary>The method behind a path and what the path says; null where there is none. What is written out wins over what is taken.</summary>
    public static (string Method, IReadOnlyList<(string Name, string Value)> Parameters)? Find(string verb, string path)
    {
        var parts = path.Trim('/').Split('/');
        foreach (var (_, pattern, method) in Routes.Where(route => route.Verb == verb).OrderBy(route => route.Parts.Count(part => part[0] == '{')))
        {
            if (Match(pattern, parts) is { } parameters) return (method, parameters);
        }
        return null;
    }

    static List<(string, string)>? Match(string[] pattern, string[] parts)
    {
        var parameters = new List<(string, string)>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (i >= parts.Length) return null;
            if (pattern[i].EndsWith("*}", StringComparison.Ordinal))
            {
                parameters.Add((pattern[i][1..^2], Uri.UnescapeDataString(string.Join('/', parts[i..]))));
                return parameters;
            }
            if (pattern[i][0] == '{') parameters.Add((pattern[i][1..^1], Uri.UnescapeDataString(parts[i])));
            else if (pattern[i] != parts[i]) return null;
        }
        return parts.Length == pattern.Length ? parameters : null;
    }

    static (string, string[], string) Get(string path, string method) => ("GET", path.Trim('/').Split('/'), method);

    static (string, string[], string) Post(string path, string method) => ("POST", path.Trim('/').Split('/'), method);
}
