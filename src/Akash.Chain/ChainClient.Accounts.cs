using Akash.Money;
using Akash.Proto.Cosmos.Auth.V1Beta1;
using Akash.Proto.Cosmos.Bank.V1Beta1;
using Akash.Proto.Escrow.V1;
using Akash.Proto.Market.V1;
using EscrowAccount = Akash.Proto.Escrow.Types.V1.Account;

namespace Akash.Chain;

/// <summary>What a signer must know of its account.</summary>
/// <param name="Number">Never changes.</param>
/// <param name="Sequence">Of the next ordered transaction, in the latest block.</param>
public sealed record AccountInfo(string Address, ulong Number, ulong Sequence);

public sealed partial class ChainClient
{
    /// <summary>An account; null where it never received anything.</summary>
    public async Task<AccountInfo?> FindAccountAsync(string address, CancellationToken cancellationToken) =>
        await FindAsync(new Proto.Cosmos.Auth.V1Beta1.Query.QueryClient(Invoker).AccountInfoAsync(
            new QueryAccountInfoRequest { Address = address }, cancellationToken: cancellationToken)) is { Info: { } info }
            ? new AccountInfo(info.Address, info.AccountNumber, info.Sequence)
            : null;

    /// <summary>What an account can spend, one coin a denom; staked and vesting amounts are not in it.</summary>
    public async Task<IReadOnlyList<Coin>> GetSpendableBalancesAsync(string address, CancellationToken cancellationToken)
    {
        var balances = ListAsync(
            page => new Proto.Cosmos.Bank.V1Beta1.Query.QueryClient(Invoker).SpendableBalancesAsync(
                new QuerySpendableBalancesRequest { Address = address, Pagination = page }, cancellationToken: cancellationToken),
            page => page.Balances, page => page.Pagination, cancellationToken);
        return await balances.Select(WireAmounts.ToMoney).ToListAsync(cancellationToken);
    }

    /// <summary>How long a deployment's money lasts, by its account and leases at one block; null where there is no account.</summary>
    public async Task<EscrowRunway?> FindRunwayAsync(string owner, ulong dseq, CancellationToken cancellationToken)
    {
        var block = PinnedHeight is null ? await AtLatestAsync(cancellationToken) : this;
        if (await block.FindEscrowAccountAsync(owner, dseq, cancellationToken) is not { } account) return null;

        var rates = await block.ListLeasesAsync(owner, dseq, null, cancellationToken)
            .Where(answer => answer.Lease.State is Lease.Types.State.Active or Lease.Types.State.Reclaiming)
            .Select(answer => answer.Lease.Price.ToMoney()).ToListAsync(cancellationToken);
        return EscrowRunway.Compute(account, rates, block.PinnedHeight!.Value);
    }

    /// <summary>The escrow account of a deployment; null where there is none.</summary>
    public async Task<EscrowAccount?> FindEscrowAccountAsync(string owner, ulong dseq, CancellationToken cancellationToken)
    {
        var id = $"{owner}/{dseq}";
        var accounts = ListAsync(
            page => new Proto.Escrow.V1.Query.QueryClient(Invoker).AccountsAsync(
                new QueryAccountsRequest { Xid = $"deployment/{id}", Pagination = page }, cancellationToken: cancellationToken),
            page => page.Accounts, page => page.Pagination, cancellationToken);

        // The xid is a prefix filter: 2845 finds 28451200 too.
        return await accounts.FirstOrDefaultAsync(account => account.Id.Xid == id, cancellationToken);
    }
}
