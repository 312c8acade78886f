using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Escrow.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Escrow accounts and payments. <c>xid</c> is a prefix of the key, scope included (chain.md section 8.2).</summary>
static class EscrowQueries
{
    const string Service = "/akash.escrow.v1.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryAccountsRequest, QueryAccountsResponse>(Service + "Accounts", (context, request) =>
        {
            var (accounts, page) = List(context.State.EscrowAccounts, request.State, request.Xid, request.Pagination, account => account.State);
            return new() { Accounts = { accounts.Select(account => account.ToWire()) }, Pagination = page };
        });
        router.On<QueryPaymentsRequest, QueryPaymentsResponse>(Service + "Payments", (context, request) =>
        {
            var (payments, page) = List(context.State.EscrowPayments, request.State, request.Xid, request.Pagination, payment => payment.State);
            return new() { Payments = { payments.Select(payment => payment.ToWire()) }, Pagination = page };
        });
    }

    static (IReadOnlyList<T>, PageResponse) List<T>(Table<TextKey, T> table, string state, string xid, PageRequest? page, Func<T, EscrowState> stateOf)
        where T : class
    {
        var states = Pages.States(state, null, "", Pages.StateRefusal, EscrowState.Open, EscrowState.Closed, EscrowState.Overdrawn);
        var rows = states.SelectMany(wanted => table.From(xid)
            .TakeWhile(row => row.Key.Text.StartsWith(xid, StringComparison.Ordinal))
            .Where(row => (byte)stateOf(row.Value) == wanted)
            .Select(row => (Key: ByteString.CopyFromUtf8($"{wanted}/{row.Key.Text}"), row.Value)));
        if (page is { Key.IsEmpty: false }) rows = rows.SkipWhile(row => !row.Key.Equals(page.Key));

        var limit = (int)Math.Min(page is null or { Limit: 0 } ? Pages.DefaultLimit : page.Limit, int.MaxValue - 1);
        var found = rows.Take(limit + 1).ToList();
        var items = found.Take(limit).Select(row => row.Value).ToList();
        return (items, new PageResponse { Total = (ulong)items.Count, NextKey = found.Count > limit ? found[limit].Key : ByteString.Empty });
    }
}
