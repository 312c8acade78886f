using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Proto.Cosmos.Crypto.Secp256k1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.Modules;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Account = Akash.Sandbox.Ledger.State.Account;

namespace Akash.Sandbox.Node.Queries;

/// <summary>Accounts and balances.</summary>
static class AccountQueries
{
    const string Auth = "/cosmos.auth.v1beta1.Query/";
    const string BankService = "/cosmos.bank.v1beta1.Query/";

    public static void Register(QueryRouter router)
    {
        router.On<QueryAccountRequest, QueryAccountResponse>(Auth + "Account", (context, request) => new() { Account = Pack(Find(context, request.Address)) });
        router.On<QueryAccountInfoRequest, QueryAccountInfoResponse>(Auth + "AccountInfo", (context, request) => new() { Info = Base(Find(context, request.Address)) });
        router.On<QueryParamsRequest, QueryParamsResponse>(Auth + "Params", (context, _) => new() { Params = context.State.AuthParams });

        router.On<QueryBalanceRequest, QueryBalanceResponse>(BankService + "Balance", (context, request) =>
            new() { Balance = BalanceOf(context, request.Address, request.Denom) });
        router.On<QuerySpendableBalanceByDenomRequest, QuerySpendableBalanceByDenomResponse>(BankService + "SpendableBalanceByDenom", (context, request) =>
            new() { Balance = BalanceOf(context, request.Address, request.Denom) });
        router.On<QueryAllBalancesRequest, QueryAllBalancesResponse>(BankService + "AllBalances", (context, request) =>
        {
            var (coins, page) = Pages.Plain(Bank.BalancesOf(context.State, Require(request.Address)), request.Pagination, coin => ByteString.CopyFromUtf8(coin.Denom));
            return new() { Balances = { coins }, Pagination = page };
        });
        router.On<QuerySpendableBalancesRequest, QuerySpendableBalancesResponse>(BankService + "SpendableBalances", (context, request) =>
        {
            var (coins, page) = Pages.Plain(Bank.BalancesOf(context.State, Require(request.Address)), request.Pagination, coin => ByteString.CopyFromUtf8(coin.Denom));
            return new() { Balances = { coins }, Pagination = page };
        });
        router.On<QueryTotalSupplyRequest, QueryTotalSupplyResponse>(BankService + "TotalSupply", (context, request) =>
        {
            var all = context.State.Supply.All.Select(row => Coins.Of(row.Key.Text, row.Value.Units));
            var (coins, page) = Pages.Plain(all, request.Pagination, coin => ByteString.CopyFromUtf8(coin.Denom));
            return new() { Supply = { coins }, Pagination = page };
        });
        router.On<QuerySupplyOfRequest, QuerySupplyOfResponse>(BankService + "SupplyOf", (context, request) =>
            new() { Amount = Coins.Of(request.Denom, Bank.SupplyOf(context.State, request.Denom)) });
    }

    static Account Find(QueryContext context, string address)
    {
        Require(address);
        return context.State.Accounts.Find(address) ?? throw new RpcException(new Status(StatusCode.NotFound, $"account {address} not found"));
    }

    static Any Pack(Account account)
    {
        IMessage message = account.Module is { } name
            ? new ModuleAccount { BaseAccount = Base(account), Name = name, Permissions = { PermissionsOf(name) } }
            : Base(account);
        return new Any { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() };
    }

    static BaseAccount Base(Account account) => new()
    {
        Address = account.Address,
        AccountNumber = account.Number,
        Sequence = account.Sequence,
        PubKey = account.HasPublicKey
            ? new Any { TypeUrl = "/" + PubKey.Descriptor.FullName, Value = new PubKey { Key = ByteString.CopyFrom(account.PublicKey.AsSpan()) }.ToByteString() }
            : null,
    };

    static string[] PermissionsOf(string module) => module is "bme" ? ["minter", "burner"] : [];

    static Coin BalanceOf(QueryContext context, string address, string denom) =>
        Coins.Of(denom, Bank.BalanceOf(context.State, Require(address), denom));

    static string Require(string address)
    {
        if (AccountAddress.IsValid(address)) return address;
        var cause = Bech32.TryDecode(address, out var prefix, out _) ? $"hrp does not match bech32 prefix: expected 'akash' got '{prefix}'" : "decoding bech32 failed";
        throw new RpcException(new Status(StatusCode.Unknown, cause));
    }
}
