using System.Globalization;
using Akash.Chain;
using Akash.Chain.Bme;
using Akash.Chain.Grants;
using Akash.Chain.Keys;
using Akash.Chain.Transactions;
using Akash.Money;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using GasPrices = Akash.Chain.Networks.GasPrice;

namespace Akash.Deploy.Networks;

/// <summary>An account as its holder sees it: what it has, what it lets others do, how it gets credit. Failures are <see cref="DeploymentNetworkException"/>s.</summary>
public sealed class ChainWallet : IDisposable
{
    readonly Wallet? wallet;
    readonly HttpClient http;
    readonly ChainClient chain;
    readonly TransactionSender? sender;
    readonly TimeProvider time;

    ChainWallet(string address, Wallet? wallet, HttpClient http, ChainClient chain, TransactionSender? sender, TimeProvider time) =>
        (Address, this.wallet, this.http, this.chain, this.sender, this.time) = (address, wallet, http, chain, sender, time);

    public string Address { get; }

    /// <summary>A wallet, or with only <see cref="NetworkAccess.Owner"/> given an account to look at; nothing is asked yet.</summary>
    /// <exception cref="NetworkAccessException">The network, the address or the key cannot be used.</exception>
    public static ChainWallet Open(NetworkAccess access, Action<string> registerSecret, TimeProvider time, ILogger logger)
    {
        ChainNetwork.RequireAddress("from", access.Owner);
        var definition = ChainNetwork.LoadDefinition(access);
        var wallet = access is { Mnemonic: null, PrivateKey: null, Owner: not null } ? null : ChainNetwork.LoadWallet(access, registerSecret);
        if (wallet is not null && access.Owner is { } other && other != wallet.Address)
            throw new NetworkAccessException("from", $"'{other}' is not the address of the wallet, which is {wallet.Address}: leave one of the two out");

        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var chain = new ChainClient(definition, http, time, logger);
        return new ChainWallet(
            wallet?.Address ?? access.Owner!, wallet, http, chain, wallet is null ? null : new TransactionSender(chain, wallet, logger), time);
    }

    public Task<WalletState> ShowAsync(CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        var balances = await chain.GetSpendableBalancesAsync(Address, cancellationToken);
        var minting = await chain.GetMintStateAsync(cancellationToken);
        return new WalletState(
            Address, balances.TotalOf(Denoms.Uakt), balances.TotalOf(Denoms.Uact), minting.Terms?.AktPrice.ToString(), minting.Describe());
    });

    /// <summary>What others let it do and what it lets others do.</summary>
    public Task<IReadOnlyList<GrantEntry>> ListGrantsAsync(CancellationToken cancellationToken) => NetworkFailures.TranslateAsync<IReadOnlyList<GrantEntry>>(async () =>
    [
        .. (await chain.ListGrantsToAsync(Address, cancellationToken)).Concat(await chain.ListGrantsOfAsync(Address, cancellationToken)).Select(Describe),
    ]);

    /// <summary>The grants as one transaction. A deposit grant replaces an earlier one, and so does a fee grant, by a revocation before it.</summary>
    public Task<GrantPlan> PlanGrantAsync(GrantOrder order, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        ChainNetwork.RequireAddress("to", order.To);
        if (order.Expires <= time.GetUtcNow()) throw new NetworkAccessException("expires", "the grants would have expired already");

        var until = order.Expires is { } expires ? $", until {Format(expires)}" : ", without end";
        List<IMessage> messages = [];
        List<string> summary = [];
        if (order.Deposits is { } deposits)
        {
            messages.Add(GrantMessages.GrantDeposits(Address, order.To, deposits, order.Expires));
            summary.Add($"{order.To} may put up to {deposits.ToDisplay()} of {Address} into the escrow of deployments{until}; what is left of them comes back");
        }

        if (order.Fees is { } fees)
        {
            var earlier = await chain.ListGrantsToAsync(order.To, cancellationToken);
            if (earlier.OfType<Grant.Fees>().Any(grant => grant.Granter == Address))
            {
                messages.Add(GrantMessages.RevokeFees(Address, order.To));
                summary.Add("the earlier fee grant ends");
            }

            IReadOnlyList<string> paid = order.Close ? [.. GrantMessages.DeploymentLife, GrantMessages.ExecuteType] : GrantMessages.DeploymentLife;
            messages.Add(GrantMessages.GrantFees(Address, order.To, fees, order.Expires, paid));
            summary.Add(
                $"{Address} pays up to {fees.ToDisplay()} of fees of {order.To}, for the messages of a deployment's life" +
                $"{(order.Close ? " and those sent in another's name" : " and no others")}{until}");
        }

        if (order.Close)
        {
            messages.Add(GrantMessages.GrantMessage(Address, order.To, GrantMessages.CloseType, order.Expires));
            summary.Add($"{order.To} may close deployments of {Address}{until}");
        }

        return Plan(messages, summary);
    });

    /// <summary>Ends everything it lets another account do; empty where that is nothing.</summary>
    public Task<GrantPlan> PlanRevocationAsync(string grantee, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        ChainNetwork.RequireAddress("to", grantee);
        var grants = (await chain.ListGrantsOfAsync(Address, cancellationToken)).Where(grant => grant.Grantee == grantee).ToList();
        return Plan(
            [
                .. grants.Select(IMessage (grant) => grant switch
                {
                    Grant.Deposits => GrantMessages.Revoke(Address, grantee, GrantMessages.DepositType),
                    Grant.Messages messages => GrantMessages.Revoke(Address, grantee, messages.TypeUrl),
                    _ => GrantMessages.RevokeFees(Address, grantee),
                }),
            ],
            [.. grants.Select(Describe).Select(entry => $"{grantee} may no longer use {entry.Kind} of {Address} ({entry.Left})")]);
    });

    /// <summary>Sends a plan of this wallet.</summary>
    public Task<Receipt> SendAsync(GrantPlan plan, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
        ChainNetwork.ReceiptOf(await Sender.SendAsync(plan.Messages, SendOptions.Default, cancellationToken)));

    /// <summary>Makes the wallet hold at least so much ACT, by burning AKT; the same again does nothing.</summary>
    public Task<Minted> MintAsync(Coin act, Action<string> progress, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
        ChainNetwork.MintedOf(await new ActMint(chain, Sender, SendOptions.Default).EnsureAsync(act, most: null, progress, cancellationToken)));

    public void Dispose()
    {
        http.Dispose();
        wallet?.Dispose();
    }

    TransactionSender Sender => sender ?? throw new NetworkAccessException(
        "mnemonic", "is empty, and sending needs the wallet: set AKASH_MNEMONIC, or leave --send out and sign the file elsewhere");

    GrantPlan Plan(IReadOnlyList<IMessage> messages, IReadOnlyList<string> summary) =>
        new(summary, UnsignedTransaction.Write(messages, chain.Network.GasPrice ?? GasPrices.Default)) { Messages = messages };

    static GrantEntry Describe(Grant grant) => grant switch
    {
        Grant.Deposits deposits => new(grant.Granter, grant.Grantee, "deposits", Describe(deposits.Limits), grant.Expires),
        Grant.Fees { Limits: null } => new(grant.Granter, grant.Grantee, "fees", "no limit", grant.Expires),
        Grant.Fees fees => new(grant.Granter, grant.Grantee, "fees", Describe(fees.Limits), grant.Expires),
        Grant.Messages messages => new(grant.Granter, grant.Grantee, "messages", messages.TypeUrl, grant.Expires),
        _ => throw new ArgumentOutOfRangeException(nameof(grant), grant, null),
    };

    static string Describe(IReadOnlyList<Coin> limits) => limits.Count == 0 ? "nothing" : string.Join(" and ", limits.Select(coin => coin.ToDisplay()));

    static string Format(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
