using System.Collections.Immutable;
using System.Numerics;
using Akash.Sandbox.Cryptography;
using Akash.Sandbox.Ledger;
using Akash.Sandbox.Ledger.State;
using Akash.Sandbox.Ledger.Values;
using Google.Protobuf.WellKnownTypes;
using AuthParams = Akash.Proto.Cosmos.Auth.V1Beta1.Params;
using BmeParams = Akash.Proto.Bme.V1.Params;
using DeploymentParams = Akash.Proto.Deployment.V1Beta4.Params;
using MarketParams = Akash.Proto.Market.V1Beta5.Params;
using OracleParams = Akash.Proto.Oracle.V2.Params;

namespace Akash.Sandbox.Hosting;

/// <summary>The beginning of the sandbox's chain: the real chain's parameters (chain.md section 9.7), and enough money.</summary>
static class SandboxGenesis
{
    /// <summary>What an account begins with: 10,000 AKT and 10,000 ACT.</summary>
    static readonly BigInteger Start = 10_000_000_000;

    /// <summary>100,000,000 AKT, so that minting stays allowed however much ACT the faucet gives away.</summary>
    static readonly BigInteger Vault = 100_000_000_000_000;

    static readonly string[] Modules = ["fee_collector", "distribution", "bonded_tokens_pool", "not_bonded_tokens_pool", "gov", "mint", "escrow", "bme"];

    public static Wallet PriceFeed { get; } = Wallet.FromName("price-feed");

    public static Genesis Create(SandboxOptions options, IEnumerable<string> accounts, Instant now)
    {
        var state = new LedgerState
        {
            ChainId = options.ChainId,
            AuthParams = new AuthParams { MaxMemoCharacters = 256, TxSigLimit = 7, TxSizeCostPerByte = 10, SigVerifyCostEd25519 = 590, SigVerifyCostSecp256K1 = 1000 },
            DeploymentParams = new DeploymentParams { MinDeposits = { Coins.Of(Coins.Uact, 500_000), Coins.Of(Coins.Uakt, 500_000) } },
            MarketParams = new MarketParams
            {
                BidMinDeposit = Coins.Of(Coins.Uakt, 500_000), OrderMaxBids = 20,
                BidMinDeposits = { Coins.Of(Coins.Uact, 500_000), Coins.Of(Coins.Uakt, 500_000) },
                MinReclamationWindow = Duration.FromTimeSpan(TimeSpan.FromHours(1)), MaxReclamationWindow = Duration.FromTimeSpan(TimeSpan.FromHours(720)),
            },
            SendEnabled = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
                [KeyValuePair.Create(Coins.Uakt, true), KeyValuePair.Create(Coins.Uact, false)]),
            Bme = new BmeState
            {
                Params = new BmeParams
                {
                    CircuitBreakerWarnThreshold = 9500, CircuitBreakerHaltThreshold = 9000, MinEpochBlocks = 10, EpochBlocksBackoffPercent = 10,
                    MintSpreadBps = 25, MaxEndblockerRecords = 50, MinMint = { Coins.Of(Coins.Uact, 10_000_000) }, MaxPendingAttempts = 3,
                },
            },
            Oracle = new OracleState
            {
                Params = new OracleParams
                {
                    Sources = { PriceFeed.Address }, MinPriceSources = 1, MaxPriceStalenessPeriod = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)),
                    TwapWindow = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), MaxPriceDeviationBps = 150,
                    PriceRetention = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)), PruneEpoch = "hour", MaxPrunePerEpoch = 1000,
                    MaxFutureTimeDrift = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
                },
                SteadyPrice = Genesis.Decimal("0.52"),
            },
        };

        ulong number = 0;
        foreach (var address in accounts.Append(PriceFeed.Address).Concat(options.Funded).Distinct())
        {
            state.AddAccount(new Account(address, number++));
            state.AddBalance(address, Coins.Uakt, Start);
            state.AddBalance(address, Coins.Uact, Start);
        }
        foreach (var module in Modules) state.AddAccount(new Account(AccountAddress.OfModule(module), number++, Module: module));
        state.AddBalance(Ledger.Modules.Accounts.Bme, Coins.Uakt, Vault);
        state.NextAccountNumber = number;
        return new Genesis
        {
            ChainId = options.ChainId, Time = now, InitialHeight = options.InitialHeight, State = state,
            MinimumGasPrice = Genesis.Decimal("0.025"),
        };
    }
}
