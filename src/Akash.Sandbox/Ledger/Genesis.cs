using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf;
using AuthParams = Akash.Proto.Cosmos.Auth.V1Beta1.Params;
using BmeParams = Akash.Proto.Bme.V1.Params;
using DeploymentParams = Akash.Proto.Deployment.V1Beta4.Params;
using MarketParams = Akash.Proto.Market.V1Beta5.Params;
using OracleParams = Akash.Proto.Oracle.V2.Params;

namespace Akash.Sandbox.Ledger;

/// <summary>How a chain begins: who has what, and by which parameters it runs.</summary>
sealed record Genesis
{
    public required string ChainId { get; init; }
    public required Instant Time { get; init; }

    /// <summary>Height of the first block.</summary>
    public long InitialHeight { get; init; } = 1;

    /// <summary>What the node asks for a unit of gas, in uakt.</summary>
    public required Dec MinimumGasPrice { get; init; }

    public required LedgerState State { get; init; }

    /// <summary>Reads the first line of a recorded history (recordings/README.md).</summary>
    public static Genesis Read(JsonElement genesis)
    {
        var state = new LedgerState
        {
            ChainId = genesis.GetProperty("chain_id").GetString()!,
            AuthParams = Parse<AuthParams>(genesis.GetProperty("auth_params")),
            DeploymentParams = Parse<DeploymentParams>(genesis.GetProperty("deployment")),
            MarketParams = Parse<MarketParams>(genesis.GetProperty("market")),
            SendEnabled = genesis.GetProperty("send_enabled").EnumerateArray()
                .ToImmutableSortedDictionary(entry => entry.GetProperty("denom").GetString()!, entry => entry.GetProperty("enabled").GetBoolean(), StringComparer.Ordinal),
            Bme = new BmeState { Params = Parse<BmeParams>(genesis.GetProperty("bme")) },
            Oracle = new OracleState { Params = Parse<OracleParams>(genesis.GetProperty("oracle")) },
            NextAccountNumber = genesis.GetProperty("next_account_number").GetUInt64(),
        };
        foreach (var account in genesis.GetProperty("accounts").EnumerateArray())
            state.AddAccount(new Account(account.GetProperty("address").GetString()!, Number(account, "account_number"), Number(account, "sequence")));
        foreach (var module in genesis.GetProperty("module_accounts").EnumerateArray())
            state.AddAccount(new Account(module.GetProperty("address").GetString()!, Number(module, "number"), Module: module.GetProperty("name").GetString()));
        foreach (var balance in genesis.GetProperty("balances").EnumerateArray())
        {
            foreach (var coin in balance.GetProperty("coins").EnumerateArray())
            {
                state.AddBalance(balance.GetProperty("address").GetString()!, coin.GetProperty("denom").GetString()!,
                    BigInteger.Parse(coin.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture));
            }
        }

        if (genesis.TryGetProperty("staking_bonded", out var bonded)) Bond(state, bonded.GetString()!);

        var price = genesis.GetProperty("minimum_gas_price").GetString()!;
        return new Genesis
        {
            ChainId = state.ChainId,
            Time = Instant.Parse(genesis.GetProperty("genesis_time").GetString()!),
            InitialHeight = genesis.GetProperty("initial_height").GetInt64(),
            MinimumGasPrice = Decimal(price[..^Coins.Uakt.Length]),
            State = state,
        };
    }

    /// <summary>Reads a decimal with a point.</summary>
    public static Dec Decimal(string text)
    {
        var parts = text.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        return new Dec(BigInteger.Parse(parts[0] + fraction.PadRight(18, '0'), CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The validator bonds its stake by a transaction of the genesis, which takes the coins and the account's first sequence. It is
    /// the account that can afford it.
    /// </summary>
    static void Bond(LedgerState state, string text)
    {
        var stake = BigInteger.Parse(text[..text.IndexOf(Coins.Uakt, StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var validator = state.Accounts.Values.FirstOrDefault(account => account.Module is null && (state.Balances.Find(new PairKey(account.Address, Coins.Uakt))?.Units ?? 0) >= stake);
        if (validator is null) return;
        state.AddAccount(validator with { Sequence = validator.Sequence + 1 });
        state.AddBalance(validator.Address, Coins.Uakt, -stake);
    }

    static T Parse<T>(JsonElement json) where T : IMessage, new() => JsonParser.Default.Parse<T>(json.GetRawText());

    static ulong Number(JsonElement json, string name) => ulong.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}

/// <summary>Filling a state before its first block.</summary>
static class GenesisState
{
    public static void AddAccount(this LedgerState state, Account account) => state.Accounts = state.Accounts.With(account.Address, account);

    public static void AddBalance(this LedgerState state, string address, string denom, BigInteger amount)
    {
        var key = new PairKey(address, denom);
        state.Balances = state.Balances.With(key, new Amount((state.Balances.Find(key)?.Units ?? 0) + amount));
        state.Supply = state.Supply.With(denom, new Amount((state.Supply.Find(denom)?.Units ?? 0) + amount));
    }
}
