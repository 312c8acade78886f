using System.Numerics;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Cosmos.Base.V1Beta1;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;

namespace Akash.Sandbox.Ledger.Modules;

/// <summary>Balances, and the moving of coins between accounts and modules.</summary>
static class Bank
{
    public static BigInteger BalanceOf(LedgerState state, string address, string denom) =>
        state.Balances.Find(new PairKey(address, denom))?.Units ?? 0;

    public static IEnumerable<Coin> BalancesOf(LedgerState state, string address) =>
        state.Balances.From(new PairKey(address, "")).TakeWhile(row => row.Key.First == address)
            .Select(row => Coins.Of(row.Key.Second, row.Value.Units));

    public static BigInteger SupplyOf(LedgerState state, string denom) => state.Supply.Find(denom)?.Units ?? 0;

    public static void Send(Execution x, MsgSend message)
    {
        if (!AccountAddress.IsValid(message.FromAddress)) throw SdkErrors.InvalidAddress.Refusal($"invalid from address: {message.FromAddress}");
        if (!AccountAddress.IsValid(message.ToAddress)) throw SdkErrors.InvalidAddress.Refusal($"invalid to address: {message.ToAddress}");
        if (message.Amount.Count == 0 || !message.Amount.IsSet()) throw SdkErrors.InvalidCoins.Refusal(message.Amount.Text());
        foreach (var coin in message.Amount)
        {
            if (x.State.SendEnabled.TryGetValue(coin.Denom, out var enabled) && !enabled)
                throw BankErrors.SendDisabled.Refusal($"{coin.Denom} transfers are currently disabled");
        }
        if (x.State.Accounts.Find(message.ToAddress) is { Module: not null })
            throw SdkErrors.Unauthorized.Refusal($"{message.ToAddress} is not allowed to receive funds");

        Move(x, message.FromAddress, message.ToAddress, [.. message.Amount]);
    }

    public static void Move(Execution x, string from, string to, params IReadOnlyList<Coin> coins)
    {
        foreach (var coin in coins) Take(x, from, coin);
        foreach (var coin in coins) Give(x, to, coin);
        Accounts.Ensure(x, to);

        var amount = coins.Text();
        x.Emit("coin_spent", ("spender", from), ("amount", amount));
        x.Emit("coin_received", ("receiver", to), ("amount", amount));
        x.Emit("transfer", ("recipient", to), ("sender", from), ("amount", amount));
        x.Emit("message", ("sender", from));
    }

    public static void Mint(Execution x, string module, Coin coin)
    {
        Give(x, module, coin);
        x.State.Supply = x.State.Supply.With(coin.Denom, new Amount(SupplyOf(x.State, coin.Denom) + coin.Units()));
        x.Emit("coin_received", ("receiver", module), ("amount", coin.Text()));
        x.Emit("coinbase", ("minter", module), ("amount", coin.Text()));
    }

    public static void Burn(Execution x, string module, Coin coin)
    {
        Take(x, module, coin);
        x.State.Supply = x.State.Supply.With(coin.Denom, new Amount(SupplyOf(x.State, coin.Denom) - coin.Units()));
        x.Emit("coin_spent", ("spender", module), ("amount", coin.Text()));
        x.Emit("burn", ("burner", module), ("amount", coin.Text()));
    }

    static void Take(Execution x, string address, Coin coin)
    {
        var balance = BalanceOf(x.State, address, coin.Denom);
        if (balance < coin.Units())
            throw SdkErrors.InsufficientFunds.Refusal($"spendable balance {balance}{coin.Denom} is smaller than {coin.Text()}");
        SetBalance(x.State, address, coin.Denom, balance - coin.Units());
    }

    static void Give(Execution x, string address, Coin coin) =>
        SetBalance(x.State, address, coin.Denom, BalanceOf(x.State, address, coin.Denom) + coin.Units());

    static void SetBalance(LedgerState state, string address, string denom, BigInteger amount)
    {
        var key = new PairKey(address, denom);
        state.Balances = amount.IsZero ? state.Balances.Without(key) : state.Balances.With(key, new Amount(amount));
    }
}
