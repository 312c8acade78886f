using System.Text;
using Akash.Proto.Cosmos.Base.Query.V1Beta1;
using Akash.Proto.Escrow.V1;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using EscrowState = Akash.Proto.Escrow.Types.V1.State;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Escrow accounts and payments, always from the first on. <c>xid</c> is a prefix of the key, scope included (chain.md section 8.2).</summary>
static class EscrowQueries
{
    const string Service = "/akash.escrow.v1.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryAccountsRequest, QueryAccountsResponse>(Service + "Accounts", (context, request) =>
        {
            var (accounts, page) = List(0x11, context.State.EscrowAccounts, request.State, request.Xid, request.Pagination, account => account.State);
            return new() { Accounts = { accounts.Select(account => account.ToWire()) }, Pagination = page };
        });
        router.On<QueryPaymentsRequest, QueryPaymentsResponse>(Service + "Payments", (context, request) =>
        {
            var (payments, page) = List(0x12, context.State.EscrowPayments, request.State, request.Xid, request.Pagination, payment => payment.State);
            return new() { Payments = { payments.Select(payment => payment.ToWire()) }, Pagination = page };
        });
    }

    static (IReadOnlyList<T>, PageResponse) List<T>(byte store, Table<TextKey, T> table, string state, string xid, PageRequest? page, Func<T, EscrowState> stateOf)
        where T : class
    {
        var states = Pages.States(state, null, "", Pages.StateRefusal, EscrowState.Open, EscrowState.Closed, EscrowState.Overdrawn);
        byte[] Key(byte state, string text) => [store, 0, state, .. Encoding.UTF8.GetBytes("/" + text)];
        return Pages.Of(
            new PageRequest(page ?? new PageRequest()) { Offset = 0, Reverse = false },
            states,
            wanted => table.From(xid).TakeWhile(row => row.Key.Text.StartsWith(xid, StringComparison.Ordinal))
                .Where(row => (byte)stateOf(row.Value) == wanted).Select(row => (Key(wanted, row.Key.Text), row.Value)),
            wanted => xid.Length == 0 ? [store, 0, wanted] : Key(wanted, xid));
    }
}
