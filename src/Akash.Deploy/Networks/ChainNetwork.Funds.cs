using System.Numerics;
using Akash.Chain.Bme;
using Akash.Chain.Grants;
using Akash.Money;

namespace Akash.Deploy.Networks;

public sealed partial class ChainNetwork
{
    /// <summary>What a deployment sends from its creation to its close.</summary>
    static readonly string[] Needed = [GrantMessages.CreateType, GrantMessages.LeaseType, GrantMessages.UpdateType, GrantMessages.CloseType];

    bool UsesGrants => access.DepositSources.Contains(DepositSource.Grant);

    public Task<string> AdviseOnFundsAsync(Coin missing, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        if (missing.Denom == Denoms.Uakt) return access.FeeGranter is { } granter ? await AdviseOnFeeGrantAsync(granter, cancellationToken) : $"send AKT to {wallet.Address}";
        if (!access.DepositSources.Contains(DepositSource.Balance))
            return $"have deposits granted to it: akash-action wallet grant --to {wallet.Address} --deposit {Unspaced(missing)}";

        var granted = await GetGrantedAsync(await ListGrantsAsync(cancellationToken), cancellationToken);
        if (!UsesGrants && granted.Amount >= missing.Amount) return $"others grant it {granted.ToDisplay()} for deposits: give deposit-sources: grant";
        return await AdviseOnMintAsync(missing, cancellationToken);
    });

    public Task<Minted> MintAsync(Coin deposit, Coin most, Action<string> progress, CancellationToken cancellationToken) => NetworkFailures.TranslateAsync(async () =>
    {
        if (!access.DepositSources.Contains(DepositSource.Balance))
            throw new DeploymentNetworkException(
                NetworkFailure.InsufficientFunds, "mint-act makes ACT of the wallet's own AKT, but deposit-sources leaves the wallet's own ACT out",
                "Give deposit-sources: grant, balance, or leave mint-act out.");

        var granted = UsesGrants ? await GetGrantedAsync(await ListGrantsAsync(cancellationToken), cancellationToken) : new Coin(Denoms.Uact, 0);
        var needed = new Coin(Denoms.Uact, BigInteger.Max(deposit.Amount - granted.Amount, 0));

        // The AKT is the wallet's own, so are the fees: a fee grant is for the life of deployments.
        var mint = new ActMint(chain, transactions, sending with { FeeGranter = null });
        return MintedOf(await mint.EnsureAsync(needed, most, progress, cancellationToken));
    });

    internal static Minted MintedOf(Chain.Bme.Minted minted) => new(minted.Burned, [.. minted.Receipts.Select(ReceiptOf)]);

    async Task<(Coin Fees, Coin Deposits)> GetFundsAsync(CancellationToken cancellationToken)
    {
        var own = await chain.GetSpendableBalancesAsync(wallet.Address, cancellationToken);
        var grants = UsesGrants || access.FeeGranter is not null ? await ListGrantsAsync(cancellationToken) : [];
        var fees = access.FeeGranter is { } granter ? await GetFeeGrantAsync(grants, granter, cancellationToken) : own.TotalOf(Denoms.Uakt);
        var deposits = access.DepositSources.Contains(DepositSource.Balance) ? own.TotalOf(Denoms.Uact) : new Coin(Denoms.Uact, 0);
        if (UsesGrants) deposits = deposits with { Amount = deposits.Amount + (await GetGrantedAsync(grants, cancellationToken)).Amount };
        return (fees, deposits);
    }

    /// <summary>What others let the wallet deposit, as far as they have it.</summary>
    async Task<Coin> GetGrantedAsync(IReadOnlyList<Grant> grants, CancellationToken cancellationToken)
    {
        var usable = await Task.WhenAll(grants.OfType<Grant.Deposits>().Where(grant => grant.IsValidAt(time.GetUtcNow())).Select(async grant =>
            BigInteger.Min(
                grant.LeftIn(Denoms.Uact).Amount, (await chain.GetSpendableBalancesAsync(grant.Granter, cancellationToken)).TotalOf(Denoms.Uact).Amount)));
        return new Coin(Denoms.Uact, usable.Aggregate(BigInteger.Zero, (sum, amount) => sum + amount));
    }

    /// <summary>What a granter pays of a deployment's fees, as far as it has it; nothing where not every step of its life is paid for.</summary>
    async Task<Coin> GetFeeGrantAsync(IReadOnlyList<Grant> grants, string granter, CancellationToken cancellationToken)
    {
        if (FindFeeGrant(grants, granter) is not { } grant || grant.NotAllowed(Needed).Any()) return new Coin(Denoms.Uakt, 0);
        var balance = (await chain.GetSpendableBalancesAsync(granter, cancellationToken)).TotalOf(Denoms.Uakt);
        return grant.LeftIn(Denoms.Uakt) is { } limit && limit.Amount < balance.Amount ? limit : balance;
    }

    Task<IReadOnlyList<Grant>> ListGrantsAsync(CancellationToken cancellationToken) => chain.ListGrantsToAsync(wallet.Address, cancellationToken);

    Grant.Fees? FindFeeGrant(IEnumerable<Grant> grants, string granter) =>
        grants.OfType<Grant.Fees>().FirstOrDefault(grant => grant.Granter == granter && grant.IsValidAt(time.GetUtcNow()));

    async Task<string> AdviseOnFeeGrantAsync(string granter, CancellationToken cancellationToken)
    {
        var how = $"akash-action wallet grant --to {wallet.Address} --fees 1AKT, as {granter}";
        return FindFeeGrant(await ListGrantsAsync(cancellationToken), granter) switch
        {
            null => $"there is no such grant, or it has expired: {how}",
            { } grant when grant.NotAllowed(Needed).ToList() is { Count: > 0 } missing => $"the grant does not pay for {string.Join(", ", missing)}: {how}",
            _ => $"have the grant renewed, or AKT sent to {granter}: {how}",
        };
    }

    async Task<string> AdviseOnMintAsync(Coin missing, CancellationToken cancellationToken)
    {
        var state = await chain.GetMintStateAsync(cancellationToken);
        if (state.IsHalted || state.Terms is not { } terms) return $"it would have to be minted from AKT, but {state.Describe()}; a deposit grant of another wallet works meanwhile";

        var amount = new Coin(Denoms.Uact, BigInteger.Max(missing.Amount, terms.LeastReceived.Amount));
        var own = await chain.GetSpendableBalancesAsync(wallet.Address, cancellationToken);
        var all = new Coin(Denoms.Uact, own.TotalOf(Denoms.Uact).Amount + missing.Amount);
        return $"mint it from AKT: give mint-act: {Unspaced(amount)}, or run 'akash-action wallet mint {Unspaced(all)}'; that burns {terms.BurnFor(missing).ToDisplay()} " +
            $"of the {own.TotalOf(Denoms.Uakt).ToDisplay()} there and takes about a minute ({state.Describe()})";
    }

    /// <summary>As inputs and options take it.</summary>
    static string Unspaced(Coin coin) => coin.ToDisplay().Replace(" ", "", StringComparison.Ordinal);
}
