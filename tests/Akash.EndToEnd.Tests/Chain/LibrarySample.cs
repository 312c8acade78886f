// sample: docs/libraries.md shows this file from the next line on, and LibraryTests runs it.
using Akash.Chain;
using Akash.Chain.Errors;
using Akash.Chain.Keys;
using Akash.Chain.Networks;
using Akash.Chain.Transactions;
using Akash.Money;
using Akash.Proto.Market.V1;

static class LibrarySample
{
    /// <summary>Tops up every deployment of a wallet that has less than a day left, and tells what it did.</summary>
    public static async Task TopUpAsync(string network, string privateKey, Action<string> tell, CancellationToken stop)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var wallet = Wallet.FromPrivateKey(privateKey);
        var chain = new ChainClient(NetworkDefinition.Load(network), http);
        var sender = new TransactionSender(chain, wallet);
        var blockTime = await chain.MeasureBlockTimeAsync(stop) ?? TimeSpan.FromSeconds(6);

        await foreach (var lease in chain.ListLeasesAsync(wallet.Address, null, Lease.Types.State.Active, stop))
        {
            var dseq = lease.Lease.Id.Dseq;
            if (await chain.FindRunwayAsync(wallet.Address, dseq, stop) is not { BlocksLeft: { } left }) continue;
            if (left * blockTime > TimeSpan.FromDays(1)) continue;

            try
            {
                var deposit = Messages.DepositDeployment(wallet.Address, wallet.Address, dseq, new Coin(Denoms.Uact, 1_000_000));
                var receipt = await sender.SendAsync([deposit], SendOptions.Default, stop);
                tell($"{dseq}: 1 ACT in block {receipt.Height} for {receipt.Fee.ToDisplay()}");
            }
            catch (ChainException e) when (e.Failure is ChainFailure.InsufficientFunds)
            {
                tell($"{dseq}: {e.Message}. {e.Advice}");
            }
        }
    }
}
